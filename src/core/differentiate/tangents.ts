import { type Graph, nodeAt } from "../graph/graph.ts";
import type { Trace } from "./evaluate.ts";

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
