import type { Graph } from "../graph/graph.ts";
import { BY_KERNEL, BY_PRODUCT, BY_SUM, FROM_OUTSIDE, type ManyOperands, tapeOf } from "./tape.ts";

/** What a forward sweep leaves behind. Arrays are indexed as the graph's nodes and edges. */
export interface Trace {
  /** Each node's value, and behind them the constants'. */
  readonly values: Float64Array;
  /** Each edge's local derivative. */
  readonly factors: Float64Array;
  /** Of a graph in which something is folded: that of the finer graph. */
  readonly finer?: Trace;
}

/** The forward sweep: every node's value in order, and every edge's factor. `inputs` gives each input node's number. */
export function evaluateGraph(graph: Graph, inputs: (node: number) => number): Trace {
  const { nodes } = graph;
  const tape = tapeOf(graph);
  const { leaves, ways, kernels, many, first, second, constants } = tape;
  const values = new Float64Array(nodes.length + constants.length);
  values.set(constants, nodes.length);
  for (const index of leaves) {
    const node = nodes[index];
    values[index] = node?.kind === "constant" ? Number(node.value) : inputs(index);
  }
  for (let index = 0; index < ways.length; index++) {
    const way = ways[index];
    if (way === FROM_OUTSIDE) continue;
    const a = values[first[index] ?? 0] ?? 0;
    const b = values[second[index] ?? 0] ?? 0;
    if (way === BY_SUM) values[index] = a + b;
    else if (way === BY_PRODUCT) values[index] = a * b;
    else if (way === BY_KERNEL) values[index] = kernels[index]?.(a, b, 0) ?? 0;
    else {
      const wide = many[index];
      if (wide) values[index] = wide.rule.value(manyOperands(wide, values));
    }
  }
  return { values, factors: factorsAt(graph, values) };
}

function factorsAt(graph: Graph, values: Float64Array): Float64Array {
  const { edges } = graph;
  const { many, first, second, edgeTo, fixedFactors, factorSlot, computedEdges, factorKernels } =
    tapeOf(graph);
  const factors = fixedFactors.slice();
  for (let edge = 0; edge < factors.length; edge++) {
    const slot = factorSlot[edge] ?? -1;
    if (slot >= 0) factors[edge] = values[slot] ?? 0;
  }
  for (const edge of computedEdges) {
    const to = edgeTo[edge] ?? 0;
    const kernel = factorKernels[edge];
    const wide = many[to];
    if (kernel)
      factors[edge] = kernel(values[first[to] ?? 0] ?? 0, values[second[to] ?? 0] ?? 0, values[to] ?? 0);
    else if (wide) factors[edge] = wide.rule.factor(manyOperands(wide, values), edges[edge]?.operand ?? 0);
  }
  if (hasUndefined(values))
    for (const [edge, to] of edgeTo.entries())
      if (isLostAt(graph, values, to) && !isFixed(graph, edge)) factors[edge] = Number.NaN;
  return factors;
}

/** Whether a factor is the same number wherever its node has a value. */
function isFixed(graph: Graph, edge: number): boolean {
  const { many, edgeTo, factorSlot, factorKernels } = tapeOf(graph);
  return factorSlot[edge] === -1 && factorKernels[edge] === null && many[edgeTo[edge] ?? 0] === null;
}

/**
 * Whether a node of operands that have values has none: it has no slope either, whatever the rule would say. log at −1
 * is no number, and 1/x is. Further on the rules say what is lost: a sum hands on the factor 1 whatever is added.
 */
function isLostAt(graph: Graph, values: Float64Array, node: number): boolean {
  if (!Number.isNaN(values[node])) return false;
  const { many, first, second } = tapeOf(graph);
  const part = graph.nodes[node];
  if (many[node] || part?.kind !== "operation") return true;
  const slots = [first[node] ?? 0, second[node] ?? 0].slice(0, part.operands.length);
  return !slots.some((slot) => Number.isNaN(values[slot]));
}

function hasUndefined(values: Float64Array): boolean {
  // NaN is what spoils every sum.
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += 0 * (values[index] ?? 0);
  return Number.isNaN(sum);
}

function manyOperands({ slots }: ManyOperands, values: Float64Array): readonly number[] {
  return slots.map((slot) => values[slot] ?? Number.NaN);
}

/** The operands' numbers of a node, as its kernel got them. */
export function operandValues(graph: Graph, { values, finer }: Trace, node: number): readonly number[] {
  const group = graph.nodes[node];
  if (group?.kind === "group")
    return group.operands.map((operand) => (operand.kind === "node" ? (values[operand.node] ?? 0) : 0));
  if (graph.finer !== null && finer !== undefined)
    return operandValues(graph.finer.graph, finer, graph.finer.nodes[node] ?? 0);
  const { many, first, second } = tapeOf(graph);
  const wide = many[node];
  if (wide) return manyOperands(wide, values);
  const both = [values[first[node] ?? 0] ?? 0, values[second[node] ?? 0] ?? 0];
  const part = graph.nodes[node];
  return part?.kind === "operation" ? both.slice(0, part.operands.length) : [];
}

/**
 * The two numbers that the rule of an operation speaks of, for one of its operands: its operands or, where there are
 * more, this operand and what the operation comes to for the others.
 */
export function ruleOperands(
  graph: Graph,
  trace: Trace,
  node: number,
  operand: number,
): readonly [number, number] {
  if (graph.finer !== null && trace.finer !== undefined)
    return ruleOperands(graph.finer.graph, trace.finer, graph.finer.nodes[node] ?? 0, operand);
  const { many } = tapeOf(graph);
  const operands = operandValues(graph, trace, node);
  const wide = many[node];
  if (!wide) return [operands[0] ?? 0, operands[1] ?? 0];
  return [operands[operand] ?? 0, wide.rule.value(operands.filter((_value, index) => index !== operand))];
}
