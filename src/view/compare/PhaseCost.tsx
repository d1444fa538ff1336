import { costText, type Phase } from "../../core/index.ts";
import { useDerived } from "../context.ts";
import { forwardSweepCost, reverseSweepCost } from "./sweepCosts.ts";

/** What the sweep of a phase takes, behind its name. */
export default function PhaseCost({ phase }: { readonly phase: Phase }) {
  const cost = useDerived(({ scene, tangents, run }) => {
    if (phase === "backward") return reverseSweepCost(scene.graph, run.seed);
    return tangents && forwardSweepCost(scene.graph, tangents.along, tangents.direction);
  });
  if (cost === null) return null;
  return (
    <span className="phase-cost" title={costText(cost)}>
      {` ${cost.multiplications} ×, ${cost.additions} +`}
    </span>
  );
}
