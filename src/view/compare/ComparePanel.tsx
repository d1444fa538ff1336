import { Suspense } from "react";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { Coming, later } from "../later.tsx";

// Fetched when the panel is first opened.
const Compare = later(() => import("./Compare.tsx"));

/** What forward and reverse mode take here, and all derivatives as a table that the sweeps fill. */
export function ComparePanel() {
  const store = useEdgewise();
  const isOpen = useChoice(({ isComparing }) => isComparing);
  const hasGraph = useDerived(() => true);
  if (hasGraph === null) return null;
  return (
    <section className="panel compare" aria-label="Forward and reverse">
      <details
        open={isOpen}
        onToggle={(event) => store.getState().choose({ isComparing: event.currentTarget.open })}
      >
        <summary>Forward and reverse</summary>
        <Suspense fallback={<Coming />}>{isOpen && <Compare />}</Suspense>
      </details>
    </section>
  );
}
