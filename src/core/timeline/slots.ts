import type { Run } from "../differentiate/run.ts";
import { activeUses, type Graph } from "../graph/graph.ts";
import type { Value } from "../tensor/tensor.ts";
import type { Schedule } from "./steps.ts";

/** One place in a gradient's sum, for one use of the node. */
export interface Slot {
  readonly edge: number;
  /** What it holds; null while that has not arrived. */
  readonly contribution: Value | null;
}

/** A gradient as it grows: slots in the order of the uses, and the total once all are filled. */
export interface GrowingGradient {
  readonly slots: readonly Slot[];
  readonly total: Value | null;
}

/** What a node's gradient consists of after a number of settled steps. */
export function growingGradient(
  graph: Graph,
  schedule: Schedule,
  run: Run,
  node: number,
  settled: number,
): GrowingGradient {
  const slots = activeUses(graph, node).map((edge): Slot => {
    const isThere = (schedule.contributionAt[edge] ?? Infinity) <= settled;
    return { edge, contribution: isThere ? (run.contributions[edge] ?? 0) : null };
  });
  const isFull = (schedule.gradientAt[node] ?? Infinity) <= settled;
  return { slots, total: isFull ? (run.adjoints[node] ?? 0) : null };
}

/** A node's value, or null while it has none to show. Leaves are there as soon as anything is. */
export function shownValue(
  schedule: Schedule,
  run: Run,
  node: number,
  picture: { settled: number; hasBegun: boolean },
): Value | null {
  const isThere = picture.hasBegun && (schedule.valueAt[node] ?? Infinity) <= picture.settled;
  return isThere ? (run.values[node] ?? Number.NaN) : null;
}
