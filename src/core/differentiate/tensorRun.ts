import {
  activeUses,
  edgeAt,
  type Graph,
  type GraphNode,
  nodeAt,
  type OperationNode,
} from "../graph/graph.ts";
import { isElementwise } from "../operations/table.ts";
import { applyToTensors, factorsOf, pullBack } from "../operations/tensorRule.ts";
import { filled, SCALAR, type Tensor, tensorOf } from "../tensor/tensor.ts";

/** What a forward sweep over vectors and matrices leaves behind: each node's value, in the order of the graph. */
export interface TensorTrace {
  readonly values: readonly Tensor[];
}

export interface TensorGradients {
  /** The derivative of the output, weighted by the seed, with respect to each node: of the node's shape. */
  readonly adjoints: readonly Tensor[];
  /** What each edge brings to its source's gradient: of the source's shape. Zeros where the output does not use it. */
  readonly contributions: readonly Tensor[];
}

/** The forward sweep. Shapes must fit: `inferShapes` says whether they do. */
export function evaluateTensors(graph: Graph, inputs: (node: number) => Tensor): TensorTrace {
  const values: Tensor[] = [];
  for (const node of graph.nodes) {
    if (node.kind === "input") values.push(inputs(node.index));
    else if (node.kind === "constant") values.push(tensorOf(node.value));
    else values.push(applyToTensors(node.operation, operandsOf(node, values), node.places));
  }
  return { values };
}

/** Of one sweep, by node: every edge of a long list asks for all its operands. */
const knownOperands = new WeakMap<readonly Tensor[], Map<OperationNode, readonly Tensor[]>>();

function operandsOf(node: OperationNode, values: readonly Tensor[]): readonly Tensor[] {
  const ofSweep = knownOperands.get(values) ?? new Map<OperationNode, readonly Tensor[]>();
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
export function operandTensors(graph: Graph, { values }: TensorTrace, node: number): readonly Tensor[] {
  const part = nodeAt(graph, node);
  return part.kind === "operation" ? operandsOf(part, values) : [];
}

/** What an edge feeds and in which place. */
function consumerOf(graph: Graph, edge: number): { node: OperationNode; place: number; source: GraphNode } {
  const { from, to, operand } = edgeAt(graph, edge);
  const node = nodeAt(graph, to);
  if (node.kind !== "operation") throw new Error("an edge ends at an operation");
  return { node, place: operand, source: nodeAt(graph, from) };
}

/**
 * How an edge's local derivative looks: a number between numbers, a number for each entry of the consumer where it is
 * taken entry by entry, and otherwise a linear map that is no tensor of a node's shape.
 */
export type EdgeKind = "scalar" | "elementwise" | "linear";

export function edgeKind(graph: Graph, { values }: TensorTrace, edge: number): EdgeKind {
  const { node, source } = consumerOf(graph, edge);
  const [from, to] = [valueAt(values, source.index), valueAt(values, node.index)];
  if (from.shape.length === 0 && to.shape.length === 0) return "scalar";
  return isElementwise(node.operation) ? "elementwise" : "linear";
}

/** The factor of an edge: of the consumer's shape; null where the local derivative is linear. */
export function edgeFactors(graph: Graph, trace: TensorTrace, edge: number): Tensor | null {
  const { node, place } = consumerOf(graph, edge);
  const y = valueAt(trace.values, node.index);
  const operands = operandsOf(node, trace.values);
  if (isElementwise(node.operation)) return factorsOf(node.operation, operands, y, place);
  if (edgeKind(graph, trace, edge) === "linear") return null;
  // Between numbers, what a gradient of 1 brings is the factor.
  return pullBack(node.operation, filled(SCALAR, 1), y, { operands, place, places: node.places });
}

/** Reverse mode (Griewank & Walther, Evaluating Derivatives, §3.2) with a pullback on every edge. */
export function reverseTensors(graph: Graph, { values }: TensorTrace, seed: Tensor): TensorGradients {
  const contributions = graph.edges.map(({ from }) => filled(valueAt(values, from).shape, 0));
  const adjoints = graph.nodes.map(({ index }) => filled(valueAt(values, index).shape, 0));
  for (let index = graph.output; index >= 0; index--) {
    const adjoint = index === graph.output ? seed : valueAt(adjoints, index);
    // A node's own data are summed into, not the seed's.
    const sum = { shape: adjoint.shape, data: adjoint.data.slice() };
    for (const use of activeUses(graph, index)) {
      const { node, place } = consumerOf(graph, use);
      const arrives = valueAt(adjoints, node.index);
      const context = { operands: operandsOf(node, values), place, places: node.places };
      const brought = pullBack(node.operation, arrives, valueAt(values, node.index), context);
      contributions[use] = brought;
      for (let entry = 0; entry < sum.data.length; entry++)
        sum.data[entry] = (sum.data[entry] ?? 0) + (brought.data[entry] ?? 0);
    }
    adjoints[index] = sum;
  }
  return { adjoints, contributions };
}
