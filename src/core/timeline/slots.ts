import type { Run } from "../differentiate/run.ts";
import type { Tangents } from "../differentiate/tangents.ts";
import { activeUses, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import type { Value } from "../tensor/tensor.ts";
import type { Schedule } from "./steps.ts";

/** One place in a gradient's sum, for one use of the node; or in a tangent's, for one operand. */
export interface Slot {
  readonly edge: number;
  /** What it holds; null while that has not arrived. */
  readonly contribution: Value | null;
}

/** A sum as it grows: slots in their order, and the total once all are filled. */
export interface GrowingSum {
  readonly slots: readonly Slot[];
  readonly total: Value | null;
}

/** A gradient, with slots in the order of the uses. */
export type GrowingGradient = GrowingSum;

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

/** What a node's tangent consists of after a number of settled steps: slots in the order of its operands. */
export function growingTangent(
  graph: Graph,
  schedule: Schedule,
  { tangents, isReached, part, along }: Tangents,
  index: number,
  settled: number,
): GrowingSum {
  const node = nodeAt(graph, index);
  const operands = isComputed(node) && index !== along ? node.operands : [];
  const slots = operands.flatMap((operand): readonly Slot[] => {
    if (operand.kind !== "node" || !isReached[operand.node]) return [];
    const isThere = (schedule.partAt[operand.edge] ?? Infinity) <= settled;
    return [{ edge: operand.edge, contribution: isThere ? part(operand.edge) : null }];
  });
  const isFull = (schedule.tangentAt[index] ?? Infinity) <= settled;
  return { slots, total: isFull ? (tangents[index] ?? 0) : null };
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
