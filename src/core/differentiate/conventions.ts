import { numberText } from "../expression/numbers.ts";
import { edgeAt, type Graph, nodeAt, type OperationNode } from "../graph/graph.ts";
import { edgesWithin } from "../graph/inside.ts";
import type { Convention } from "../operations/operation.ts";
import { applyOperation, compileRule, derivativesOf, readRule } from "../operations/rule.ts";
import { type ElementwiseKey, elementwise, isElementwise, ofTensors } from "../operations/table.ts";
import { spreadTo } from "../tensor/kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { ruleOperands, type Trace } from "./evaluate.ts";
import { isFolded } from "./foldedRun.ts";
import { isOfTensors } from "./run.ts";
import { scalarOperation } from "./tape.ts";
import { operandTensors, type TensorTrace } from "./tensorRun.ts";

/** The convention that gave an edge its factor, if one did, with the slopes that fit as numbers. */
export function conventionOf(graph: Graph, trace: Trace | TensorTrace, edge: number): Convention | null {
  const { to = 0, operand = 0 } = graph.edges[edge] ?? {};
  const node = nodeAt(graph, to);
  if (isFolded(graph) && trace.finer !== undefined) {
    const { finer } = trace;
    for (const within of edgesWithin(graph, edgeAt(graph, edge))) {
      const convention = conventionOf(graph.finer.graph, finer, within);
      if (convention !== null) return convention;
    }
    return null;
  }
  if (node.kind !== "operation") return null;
  if (isOfTensors(trace)) return conventionOfEntries(graph, trace, node, operand);
  return conventionAt(
    scalarOperation(node),
    operand,
    ruleOperands(graph, trace, to, operand),
    trace.values[to] ?? 0,
  );
}

/** The convention in force in the first entry that has one. */
function conventionOfEntries(
  graph: Graph,
  trace: TensorTrace,
  { index, operation }: OperationNode,
  operand: number,
): Convention | null {
  const value = trace.tensors[index];
  if (!isElementwise(operation) || value === undefined) return null;
  for (const { given, result } of entriesOf(operandTensors(graph, trace, index), value)) {
    const convention = conventionAt(operation, operand, ruleNumbers(operation, given, operand), result);
    if (convention !== null) return convention;
  }
  return null;
}

/** The convention in force for an operand of an operation, at the two numbers its rule speaks of. */
export function conventionAt(
  operation: ElementwiseKey,
  operand: number,
  [a, b]: readonly [number, number],
  value: number,
): Convention | null {
  const { operands, derivatives } = elementwise[operation];
  const rule = operand < operands.length ? operand : 0;
  const place = derivativesOf(operation)[rule]?.conventionAt(a, b, value) ?? -1;
  const convention = derivatives[rule]?.conventions?.[place] ?? null;
  // A gap in the rule is closed by the derivative itself.
  if (convention === null || convention.kind === "gap") return null;
  if (convention.anyBetween === undefined) return convention;
  const [one, other] = convention.anyBetween.map((end) =>
    typeof end === "number" ? end : compileRule(readRule(end), operands)(a, b, value),
  );
  if (one === undefined || other === undefined) return convention;
  return { ...convention, anyBetween: [Math.min(one, other), Math.max(one, other)] };
}

/** Whether what an edge brings is agreed upon by convention, and not the derivative. */
export function isByConvention(graph: Graph, trace: Trace | TensorTrace, edge: number): boolean {
  if (isFolded(graph) && trace.finer !== undefined) {
    const { finer } = trace;
    return edgesWithin(graph, edgeAt(graph, edge)).some((one) =>
      isByConvention(graph.finer.graph, finer, one),
    );
  }
  const node = nodeAt(graph, graph.edges[edge]?.to ?? 0);
  if (isOfTensors(trace) && node.kind === "operation" && !isElementwise(node.operation)) {
    const value = trace.tensors[node.index];
    const { convention } = ofTensors[node.operation];
    return value !== undefined && convention?.holds(operandTensors(graph, trace, node.index), value) === true;
  }
  return conventionOf(graph, trace, edge) !== null;
}

/** Nodes from which some way to the output leads over a kink. */
export function touchedByKinks(graph: Graph, run: Trace | TensorTrace): ReadonlySet<number> {
  const touched = new Set<number>();
  for (const { index, from, to } of graph.edges.toReversed()) {
    if (touched.has(to) || isByConvention(graph, run, index)) touched.add(from);
  }
  return touched;
}

/** Which slopes would do as well: `any slope from 0 to 1 fits`. */
export function slopesThatFit({ anyBetween }: Convention): string {
  if (anyBetween === undefined) return "no slope fits a jump";
  const [low, high] = anyBetween.map((end) => (typeof end === "number" ? numberText(end) : end));
  return `any slope from ${low} to ${high} fits`;
}

/** The numbers that meet in each entry of an operation's output, and what they come to. */
export function entriesOf(
  operands: readonly Tensor[],
  value: Tensor,
): readonly { readonly given: readonly number[]; readonly result: number }[] {
  const spread = operands.map((operand) => spreadTo(operand, value.shape).data);
  return Array.from(value.data, (result, entry) => ({
    given: spread.map((numbers) => numbers[entry] ?? Number.NaN),
    result,
  }));
}

/** The two numbers a rule speaks of: the operands or, of many, one of them and what the others come to. */
export function ruleNumbers(
  operation: ElementwiseKey,
  given: readonly number[],
  place: number,
): readonly [number, number] {
  if (given.length <= elementwise[operation].operands.length) return [given[0] ?? 0, given[1] ?? 0];
  return [
    given[place] ?? 0,
    applyOperation(
      operation,
      given.filter((_number, index) => index !== place),
    ),
  ];
}
