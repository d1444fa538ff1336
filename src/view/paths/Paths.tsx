import { Suspense } from "react";
import { nodeAt, symbolText } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { Coming, later } from "../later.tsx";

const PathList = later(() => import("./PathList.tsx"));

/** The sum over paths. It is open as long as paths are looked at: then they are threads in the picture. */
export function Paths() {
  const store = useEdgewise();
  const isOpen = useChoice(({ path }) => path !== null);
  const heading = useDerived(({ graph, program, target }) => {
    if (program.inputs.length === 0) return null;
    const [from, to] = [nodeAt(graph, target), nodeAt(graph, graph.output)].map(symbolText);
    return `Paths from ${from} to ${to}`;
  });
  if (heading === null) return null;
  const toggle = (isNowOpen: boolean): void => {
    const { path, choose } = store.getState();
    if (isNowOpen !== (path !== null)) choose({ path: isNowOpen ? "all" : null });
  };
  return (
    <section className="panel paths" aria-label="Paths">
      <details open={isOpen} onToggle={(event) => toggle(event.currentTarget.open)}>
        <summary>
          <h2>{heading}</h2>
        </summary>
        <Suspense fallback={<Coming />}>{isOpen && <PathList />}</Suspense>
      </details>
    </section>
  );
}
