import { type ComputedNode, type Graph, type GraphNode, isComputed, nodeAt } from "../graph/graph.ts";
import { insideOf } from "../graph/inside.ts";
import { weighted } from "../operations/onTensors.ts";
import { pushForward } from "../operations/tensorRule.ts";
import { sumOf } from "../tensor/kernels.ts";
import { filled, plainValue, SCALAR, shapeOf, type Tensor, tensorOf, type Value } from "../tensor/tensor.ts";
import type { Trace } from "./evaluate.ts";
import { isOfTensors } from "./run.ts";
import { evaluateTensors, operandTensors, type TensorTrace } from "./tensorRun.ts";

/** Which nodes' values use one node, by ways of any length, itself among them: indexed as the graph's nodes. */
export function reachedFrom(graph: Graph, along: number): readonly boolean[] {
  const isReached = graph.nodes.map(({ index }) => index === along);
  // Edges stand in the order of their consumers.
  for (const { from, to } of graph.edges) if (isReached[from]) isReached[to] = true;
  return isReached;
}

/**
 * Forward mode (Griewank & Walther, Evaluating Derivatives, §3.1): the derivative of every node with respect to one of
 * them, all ways counted, indexed as the graph's nodes. What does not use that node has tangent 0, whatever its
 * factors are; where a factor on the way is not finite, the tangent need not be either.
 */
export function tangentsOf(graph: Graph, { factors }: Trace, along: number): Float64Array {
  const tangents = new Float64Array(graph.nodes.length);
  tangents[nodeAt(graph, along).index] = 1;
  const isReached = reachedFrom(graph, along);
  for (const { index, from, to } of graph.edges) {
    if (isReached[from]) tangents[to] = (tangents[to] ?? 0) + (factors[index] ?? 0) * (tangents[from] ?? 0);
  }
  return tangents;
}

/** What a forward sweep of tangents leaves behind. */
export interface Tangents {
  /** The node that is moved. */
  readonly along: number;
  /** How it is moved: 1 for a number, otherwise a tensor of its shape. */
  readonly direction: Value;
  /** How fast each node changes then: of the node's shape, indexed as the graph's nodes. */
  readonly tangents: ArrayLike<Value>;
  /** Which nodes use the one that is moved; the tangents of the others are 0. */
  readonly isReached: readonly boolean[];
  /** What an edge brings to its consumer's tangent, of the consumer's shape; 0 where it does not lead from the moved node. */
  part(edge: number): Value;
}

/** The forward sweep of tangents along a node, in a direction of its shape; ones unless given. */
export function sweepTangents(
  graph: Graph,
  trace: Trace | TensorTrace,
  along: number,
  direction: Value | null = null,
): Tangents {
  if (isOfTensors(trace)) return sweepTensors(graph, trace, along, direction);
  const size = Number(direction ?? 1);
  const unit = tangentsOf(graph, trace, along);
  const tangents = size === 1 ? unit : unit.map((tangent) => tangent * size);
  const isReached = reachedFrom(graph, along);
  return {
    along,
    direction: size,
    tangents,
    isReached,
    part(edge) {
      const { from = 0 } = graph.edges[edge] ?? {};
      return isReached[from] ? (trace.factors[edge] ?? 0) * (tangents[from] ?? 0) : 0;
    },
  };
}

function sweepTensors(graph: Graph, trace: TensorTrace, along: number, direction: Value | null): Tangents {
  const shapeAt = (node: number) => trace.tensors[node]?.shape ?? SCALAR;
  const isReached = reachedFrom(graph, along);
  const moved = direction ?? plainValue(filled(shapeAt(along), 1));
  const tangents: Tensor[] = [];
  /** What some of a node's edges bring together; `isMoving` says which. */
  const brought = (node: ComputedNode, isMoving: (edge: number) => boolean): Tensor => {
    const sources = node.operands.map((operand) =>
      operand.kind === "node" && isReached[operand.node] && isMoving(operand.edge) ? operand : null,
    );
    const edges = sources.flatMap((source) => (source === null ? [] : [source]));
    const factors = edges.map(({ edge }) => trace.factors[edge] ?? null);
    if (!factors.includes(null)) {
      const parts = edges.map(({ node: from }, place) =>
        weighted(tangentAt(tangents, from), tensorOf(factors[place] ?? 0)),
      );
      return sumOf(parts, shapeAt(node.index));
    }
    if (node.kind === "group") {
      const parts = sources.flatMap((source, operand) =>
        source === null
          ? []
          : [tangentInside(graph, trace, node.index, operand, tangentAt(tangents, source.node))],
      );
      return sumOf(parts, shapeAt(node.index));
    }
    return pushForward(
      node.operation,
      operandTensors(graph, trace, node.index),
      sources.map((source) => (source === null ? null : tangentAt(tangents, source.node))),
      trace.tensors[node.index] ?? filled(SCALAR, 0),
      node.places,
    );
  };
  for (const node of graph.nodes) tangents.push(tangentOf(node));
  function tangentOf(node: GraphNode): Tensor {
    if (node.index === along) return tensorOf(moved);
    if (!isReached[node.index] || !isComputed(node)) return filled(shapeAt(node.index), 0);
    return brought(node, () => true);
  }
  const parts = new Map<number, Value>();
  return {
    along,
    direction: moved,
    tangents: tangents.map(plainValue),
    isReached,
    part(edge) {
      const known = parts.get(edge);
      if (known !== undefined) return known;
      const { from = 0, to = 0 } = graph.edges[edge] ?? {};
      const consumer = nodeAt(graph, to);
      const isMoved = isReached[from] === true && isComputed(consumer);
      const part = isMoved ? brought(consumer, (one) => one === edge) : filled(shapeAt(to), 0);
      parts.set(edge, plainValue(part));
      return plainValue(part);
    },
  };
}

/** What a folded node makes of the tangent of one operand. */
function tangentInside(
  graph: Graph,
  trace: TensorTrace,
  node: number,
  operand: number,
  tangent: Tensor,
): Tensor {
  const inside = insideOf(graph, node);
  if (inside === null) throw new Error("a group has a graph inside");
  const given = operandTensors(graph, trace, node).map(plainValue);
  const own = evaluateTensors(inside, (input) => given[input] ?? Number.NaN);
  const { tangents } = sweepTensors(inside, own, operand, plainValue(tangent));
  return tensorOf(tangents[inside.output] ?? 0);
}

function tangentAt(tangents: readonly Tensor[], node: number): Tensor {
  const tangent = tangents[node];
  if (tangent === undefined) throw new Error(`node ${node} has no tangent yet`);
  return tangent;
}

/** A tensor (or the number 1) that is 1 at one entry, counted in reading order, and 0 elsewhere. */
export function unitOf(like: Value, entry: number): Value {
  const unit = filled(shapeOf(like), 0);
  unit.data[entry] = 1;
  return plainValue(unit);
}
