import { Suspense } from "react";
import { nodeAt, symbolText } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import type { Derived } from "../derived.ts";
import { later } from "../later.tsx";
import { DerivationLines } from "./DerivationLine.tsx";

const SimplifiedLines = later(() => import("./SimplifiedLines.tsx"));

/** The derivative of the output with respect to one input, written out line by line as the gradient comes back. */
export function Derivation() {
  const all = useDerived((derived) => derived);
  const store = useEdgewise();
  const isHidden = useChoice(({ coming }) => coming === "hidden");
  if (all === null) return null;
  const { graph, program, target, derivation } = all;
  const output = symbolText(nodeAt(graph, graph.output));
  const names = program.inputs.map(({ name }) => name);
  const numbersAt = derivation.findIndex(({ kind }) => kind === "numbers" || kind === "result");
  return (
    <section className="panel derivation" aria-label="Derivation">
      <h2>
        <label>
          Derivative of {output} with respect to{" "}
          <select
            value={nodeAt(graph, target).name ?? ""}
            onChange={(event) => store.getState().choose({ target: event.currentTarget.value })}
          >
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </h2>
      <label className="coming">
        <input
          type="checkbox"
          checked={isHidden}
          onChange={(event) =>
            store.getState().choose({ coming: event.currentTarget.checked ? "hidden" : "faint" })
          }
        />
        Hide what is still to come
      </label>
      <div className="lines">
        <DerivationLines all={all} lines={derivation.slice(0, numbersAt)} />
        <Suspense>
          <SimplifiedLines all={all} />
        </Suspense>
        <DerivationLines
          all={all}
          lines={derivation.slice(numbersAt)}
          before={numbersAt > 0 ? (derivation[0]?.left ?? null) : null}
        />
      </div>
      {derivation.length === 1 && <p className="remark">{reasonForShortness(all)}</p>}
    </section>
  );
}

function reasonForShortness({ graph, target }: Derived): string {
  const output = symbolText(nodeAt(graph, graph.output));
  return target === graph.output
    ? `${output} is the output itself.`
    : `${output} does not use ${symbolText(nodeAt(graph, target))}.`;
}
