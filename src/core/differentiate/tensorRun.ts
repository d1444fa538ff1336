import {
  activeUses,
  type ComputedNode,
  edgeAt,
  type Graph,
  isComputed,
  nodeAt,
  type OperationNode,
} from "../graph/graph.ts";
import { insideOf, isEntrywise } from "../graph/inside.ts";
import { applyToTensors, factorsOf, weighted } from "../operations/onTensors.ts";
import { isElementwise } from "../operations/table.ts";
import { pullBack } from "../operations/tensorRule.ts";
import { sumOf, sumTo } from "../tensor/kernels.ts";
import {
  filled,
  plainValue,
  SCALAR,
  type Shape,
  type Tensor,
  tensorOf,
  type Value,
} from "../tensor/tensor.ts";

/** What a forward sweep over vectors and matrices leaves behind. Lists are indexed as the graph's nodes and edges. */
export interface TensorTrace {
  /** Each node's value with a shape of its own, single numbers too. */
  readonly tensors: readonly Tensor[];
  readonly values: readonly Value[];
  /** Each edge's local derivative: of the consumer's shape; null where it is linear. */
  readonly factors: readonly (Value | null)[];
  /** Of a graph in which something is folded: that of the finer graph. */
  readonly finer?: TensorTrace;
}

export interface TensorGradients {
  /** The derivative of the output, weighted by the seed, with respect to each node: of the node's shape. */
  readonly adjoints: readonly Value[];
  /** What each edge brings to its source's gradient: of the source's shape. Zeros where the output does not use it. */
  readonly contributions: readonly Value[];
}

/** The forward sweep. Shapes must fit: `inferShapes` says whether they do. */
export function evaluateTensors(graph: Graph, inputs: (node: number) => Value): TensorTrace {
  const tensors: Tensor[] = [];
  for (const node of graph.nodes) {
    if (node.kind === "input") tensors.push(tensorOf(inputs(node.index)));
    else if (node.kind === "constant") tensors.push(tensorOf(node.value));
    else if (node.kind === "group") throw new Error("what is folded is evaluated by the finer graph");
    else tensors.push(applyToTensors(node.operation, operandsOf(node, tensors), node.places));
  }
  const factors = graph.edges.map((edge) => edgeFactors(graph, tensors, edge.index));
  return { tensors, values: tensors.map(plainValue), factors };
}

/** Of one sweep, by node: every edge of a long list asks for all its operands. */
const knownOperands = new WeakMap<readonly Tensor[], Map<ComputedNode, readonly Tensor[]>>();

function operandsOf(node: ComputedNode, values: readonly Tensor[]): readonly Tensor[] {
  const ofSweep = knownOperands.get(values) ?? new Map<ComputedNode, readonly Tensor[]>();
  knownOperands.set(values, ofSweep);
  const known = ofSweep.get(node);
  if (known !== undefined) return known;
  const operands = node.operands.map((operand) =>
    operand.kind === "node" ? valueAt(values, operand.node) : tensorOf(operand.value),
  );
  ofSweep.set(node, operands);
  return operands;
}

function valueAt(values: readonly Tensor[], node: number): Tensor {
  const value = values[node];
  if (value === undefined) throw new Error(`node ${node} has no value yet`);
  return value;
}

/** The operands of a node as tensors. */
export function operandTensors(
  graph: Graph,
  { tensors }: Pick<TensorTrace, "tensors">,
  node: number,
): readonly Tensor[] {
  const part = nodeAt(graph, node);
  return isComputed(part) ? operandsOf(part, tensors) : [];
}

/** What an edge feeds and in which place. */
function consumerOf(graph: Graph, edge: number): { node: OperationNode; place: number } {
  const { to, operand } = edgeAt(graph, edge);
  const node = nodeAt(graph, to);
  if (node.kind !== "operation") throw new Error("an edge ends at an operation");
  return { node, place: operand };
}

/**
 * How an edge's local derivative looks: a number between numbers, a number for each entry of the consumer where it is
 * taken entry by entry, and otherwise a linear map that is no tensor of a node's shape.
 */
export type EdgeKind = "scalar" | "elementwise" | "linear";

export function edgeKind(graph: Graph, { tensors }: TensorTrace, edge: number): EdgeKind {
  return kindOf(graph, tensors, edge);
}

function kindOf(graph: Graph, tensors: readonly Tensor[], edge: number): EdgeKind {
  const { from, to } = edgeAt(graph, edge);
  if (valueAt(tensors, from).shape.length === 0 && valueAt(tensors, to).shape.length === 0) return "scalar";
  return isEntrywise(graph, edgeAt(graph, edge)) ? "elementwise" : "linear";
}

function edgeFactors(graph: Graph, tensors: readonly Tensor[], edge: number): Value | null {
  const { node, place } = consumerOf(graph, edge);
  const y = valueAt(tensors, node.index);
  const operands = operandsOf(node, tensors);
  if (isElementwise(node.operation)) return plainValue(factorsOf(node.operation, operands, y, place));
  if (kindOf(graph, tensors, edge) === "linear") return null;
  // Between numbers, what a gradient of 1 brings is the factor.
  return plainValue(pullBack(node.operation, filled(SCALAR, 1), y, { operands, place, places: node.places }));
}

/**
 * Reverse mode (Griewank & Walther, Evaluating Derivatives, §3.2) with a pullback on every edge. What the output does
 * not use has gradient 0.
 */
export function reverseTensors(graph: Graph, trace: TensorTrace, seed: Value): TensorGradients {
  const contributions: Tensor[] = [];
  const adjoints: Tensor[] = [];
  const shapeOf = (node: number): Shape => valueAt(trace.tensors, node).shape;
  for (let index = graph.output; index >= 0; index--) {
    const arriving = index === graph.output ? [tensorOf(seed)] : [];
    for (const use of activeUses(graph, index)) {
      const brought = pullBackAlong(graph, trace, use, valueAt(adjoints, edgeAt(graph, use).to));
      contributions[use] = brought;
      arriving.push(brought);
    }
    adjoints[index] = sumOf(arriving, shapeOf(index));
  }
  const orZeros = (known: Tensor | undefined, node: number): Value =>
    plainValue(known ?? filled(shapeOf(node), 0));
  return {
    adjoints: graph.nodes.map(({ index }) => orZeros(adjoints[index], index)),
    contributions: graph.edges.map(({ index, from }) => orZeros(contributions[index], from)),
  };
}

/** What an edge brings to its source when this gradient arrives at its consumer: of the source's shape. */
export function pullBackAlong(
  graph: Graph,
  { tensors, factors }: TensorTrace,
  edge: number,
  arrives: Tensor,
): Tensor {
  const { from, to, operand } = edgeAt(graph, edge);
  const factor = factors[edge] ?? null;
  if (factor !== null) return sumTo(weighted(arrives, tensorOf(factor)), valueAt(tensors, from).shape);
  const inside = insideOf(graph, to);
  if (inside !== null) {
    const given = operandTensors(graph, { tensors }, to).map(plainValue);
    const trace = evaluateTensors(inside, (input) => given[input] ?? Number.NaN);
    return tensorOf(reverseTensors(inside, trace, plainValue(arrives)).adjoints[operand] ?? 0);
  }
  const { node, place } = consumerOf(graph, edge);
  const context = { operands: operandsOf(node, tensors), place, places: node.places };
  return pullBack(node.operation, arrives, valueAt(tensors, node.index), context);
}
