import { operandsOf } from "../expression/tree.ts";
import { type ComputedNode, edgeAt, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import { edgesWithin } from "../graph/inside.ts";
import { operationOf } from "../operations/rule.ts";
import { type ElementwiseKey, elementwise, isElementwise, type OperationKey } from "../operations/table.ts";
import { isByConvention } from "./conventions.ts";
import type { Trace } from "./evaluate.ts";
import type { TensorTrace } from "./tensorRun.ts";

/** A function that flattens out is saturated where its slope is below this share of its steepest. */
export const SATURATED = 0.05;

/**
 * What happens to a gradient on one edge: it meets a kink, a gate that is off for this input, a factor that is exactly
 * 0 for another reason, a function where that is flat, or a folded node in which 0 and ∞ meet.
 */
export interface EdgeFinding {
  readonly kind: "kink" | "off" | "zero" | "saturated" | "beyond";
  /** In how many entries of how many; of a number, 1 of 1. */
  readonly entries: number;
  readonly of: number;
}

/** What happens on one edge; null where there is nothing to say, and where the output does not use it. */
export function edgeFinding(graph: Graph, run: Trace | TensorTrace, index: number): EdgeFinding | null {
  const { from, to, operand } = edgeAt(graph, index);
  const node = nodeAt(graph, to);
  if (!isComputed(node) || !node.feedsOutput || !nodeAt(graph, from).dependsOnInput) return null;
  if (mayHaveKinks(node) && isByConvention(graph, run, index)) return { kind: "kink", entries: 1, of: 1 };
  const factor = run.factors[index];
  if (factor == null) return null;
  const numbers = typeof factor === "number" ? [factor] : factor.data;
  const operation = operationOfNode(node);
  if (operation === null) return node.kind === "group" ? mergedFinding(graph, run, index, numbers) : null;
  const { derivatives, steepest } = elementwise[operation];
  const count = (isSo: (number: number) => boolean): number => {
    let entries = 0;
    for (const number of numbers) if (isSo(number)) entries += 1;
    return entries;
  };
  if (steepest !== undefined) {
    const entries = count((number) => Math.abs(number) < SATURATED * steepest);
    return entries === 0 ? null : { kind: "saturated", entries, of: numbers.length };
  }
  const entries = count((number) => number === 0);
  if (entries === 0) return null;
  const rule = derivatives[operand]?.rule ?? derivatives[0]?.rule;
  // Where the rule has cases, one of them is off; a scale can be 0 by chance.
  const isGate = typeof rule !== "string" || rule === "0";
  return { kind: isGate ? "off" : "zero", entries, of: numbers.length };
}

/** The operation on numbers that a node is, also one into which gates were folded; null for every other. */
export function operationOfNode(node: ComputedNode): ElementwiseKey | null {
  const operation = node.kind === "group" ? operationOf(node.expression) : node.operation;
  const isWhole = node.kind !== "group" || operandsOf(node.expression).every(({ kind }) => kind === "name");
  return operation !== undefined && isWhole && isElementwise(operation) ? operation : null;
}

/** Of a folded node, its merged factor: where that is undefined, the sweep inside could not tell it; where it is 0, it is off if something inside is, and otherwise a scale. */
function mergedFinding(
  graph: Graph,
  run: Trace | TensorTrace,
  index: number,
  factors: Iterable<number>,
): EdgeFinding | null {
  const numbers = [...factors];
  const lost = numbers.filter(Number.isNaN).length;
  if (lost > 0) return { kind: "beyond", entries: lost, of: numbers.length };
  const entries = numbers.filter((number) => number === 0).length;
  if (entries === 0) return null;
  const { finer } = graph;
  const inner = run.finer;
  const isOff =
    finer !== null &&
    inner !== undefined &&
    edgesWithin(graph, edgeAt(graph, index)).some(
      (edge) => edgeFinding(finer.graph, inner, edge)?.kind === "off",
    );
  return { kind: isOff ? "off" : "zero", entries, of: numbers.length };
}

/** Whether it is worth asking: of a large tensor every entry would be asked. */
function mayHaveKinks(node: ComputedNode): boolean {
  if (node.kind === "group") return true;
  const { operation } = node;
  if (!isElementwise(operation)) return true;
  return elementwise[operation].derivatives.some(({ conventions = [] }) => conventions.length > 0);
}

/** The most that an operation's slope can be, where it flattens out on both sides. */
export function steepestOf(operation: OperationKey): number | null {
  return isElementwise(operation) ? (elementwise[operation].steepest ?? null) : null;
}
