import { edgeRule, neededNodes } from "../differentiate/localDerivative.ts";
import { activeUses, edgeAt, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import { arrivalIn, beatAt, IDLE_PACE, PHASES, type Phase, READING_PACE } from "./beats.ts";
import type { Step } from "./steps.ts";

/**
 * How many times as fast as usual a step is played at a position. A factor that needs no stored value says its number as
 * soon as it is there, and the beat of the number would be a pause; a sum of several parts takes time to be read. So do
 * operands that come in turn, `inTurn`.
 */
export function paceAt(graph: Graph, steps: readonly Step[], position: number, inTurn = false): number {
  const index = Math.floor(position);
  const step = steps[index];
  if (inTurn && step?.phase === "forward" && beatAt(step.phase, position - index).beat === 0)
    return 1 / Math.max(1, Math.min(MOST_TURNS, operandsOf(graph, step.node)));
  if (step === undefined || !("edge" in step)) return 1;
  const { beat, progress } = beatAt(step.phase, position - index);
  switch (PHASES[step.phase].beats[beat]?.name) {
    case "factor as number":
      return neededNodes(edgeRule(graph, edgeAt(graph, step.edge))).length === 0 ? IDLE_PACE : 1;
    case "sum":
      return progress >= arrivalIn(step.phase, beat) && hasParts(graph, step) ? READING_PACE : 1;
    default:
      return 1;
  }
}

/** For more operands a step takes no longer: then each is quicker. */
const MOST_TURNS = 4;

/** How many of a node's operands are nodes. */
export function operandsOf(graph: Graph, index: number): number {
  const node = nodeAt(graph, index);
  return isComputed(node) ? node.operands.filter(({ kind }) => kind === "node").length : 0;
}

/** Whether what a step brings is one part of several. */
function hasParts(graph: Graph, { phase, edge }: { readonly phase: Phase; readonly edge: number }): boolean {
  const { from, to } = edgeAt(graph, edge);
  if (phase === "backward") return activeUses(graph, from).length > 1;
  return operandsOf(graph, to) > 1;
}
