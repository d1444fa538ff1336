import { Suspense, useState } from "react";
import { useChoice } from "../context.ts";
import { Coming, later } from "../later.tsx";

const GrainPanel = later(() => import("./GrainPanel.tsx"));

/** How much one node stands for; opened by itself once nodes are picked to be folded. */
export function GrainSection() {
  const [isOpen, setOpen] = useState(false);
  const isPicking = useChoice(({ picked }) => picked.length > 0);
  const isShown = isOpen || isPicking;
  return (
    <section className="panel grain" aria-label="Grain">
      <details open={isShown} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Grain: what one node stands for</summary>
        <Suspense fallback={<Coming />}>{isShown && <GrainPanel />}</Suspense>
      </details>
    </section>
  );
}
