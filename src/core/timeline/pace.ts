import { edgeRule, neededNodes } from "../differentiate/localDerivative.ts";
import { edgeAt, type Graph } from "../graph/graph.ts";
import { beatAt, IDLE_PACE, PHASES } from "./beats.ts";
import type { Step } from "./steps.ts";

/**
 * How many times as fast as usual a step is played at a position: a factor that needs no stored value says its number as
 * soon as it is there, and the beat of the number would be a pause.
 */
export function paceAt(graph: Graph, steps: readonly Step[], position: number): number {
  const index = Math.floor(position);
  const step = steps[index];
  if (step === undefined || !("edge" in step)) return 1;
  const { beat } = beatAt(step.phase, position - index);
  if (PHASES[step.phase].beats[beat]?.name !== "factor as number") return 1;
  return neededNodes(edgeRule(graph, edgeAt(graph, step.edge))).length === 0 ? IDLE_PACE : 1;
}
