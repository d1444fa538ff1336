import { Suspense, useState } from "react";
import { Coming, later } from "../later.tsx";

const GatesAndHealth = later<object>(() => import("./GatesAndHealth.tsx"));

/** What every operation does to a gradient, and where a gradient is in trouble; closed to begin with. */
export function HealthPanel() {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="panel health" aria-label="Gates and health">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Gates and health</summary>
        <Suspense fallback={<Coming />}>{isOpen && <GatesAndHealth />}</Suspense>
      </details>
    </section>
  );
}
