import type { LayoutEdge, LayoutNode } from "./graph.ts";
import { type Dependencies, incidence, shorten } from "./ranking.ts";

/**
 * Stage 1: which layer each node stands in, in the order of the nodes; 0 is the layer of the first operands.
 *
 * Nodes take the even layers and leave the odd ones between to plaques, so that a plaque can never meet a node. All
 * edges together are as short as can be, so inputs stand just before their first consumer; where that leaves a choice,
 * a node stands near its operands. Throws Error when an edge names no node, or when the edges run in a circle.
 */
export function assignLayers(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Int32Array {
  const graph = dependencies(nodes, edges);
  const ranks = lastRanks(graph);
  shorten(graph, ranks);
  const least = ranks.reduce((rank, other) => Math.min(rank, other), Infinity);
  return ranks.map((rank) => 2 * (rank - least));
}

function dependencies(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Dependencies {
  const indices = new Map(nodes.map(({ id }, index) => [id, index]));
  const indexOf = (id: string, edge: LayoutEdge): number => {
    const index = indices.get(id);
    if (index === undefined) throw new Error(`Edge ${edge.id} names a node that is not there.`);
    return index;
  };
  const from = Int32Array.from(edges, (edge) => indexOf(edge.from, edge));
  const to = Int32Array.from(edges, (edge) => indexOf(edge.to, edge));
  const isInput = new Uint8Array(nodes.length).fill(1);
  for (const node of to) isInput[node] = 0;
  return {
    count: nodes.length,
    from,
    to,
    weights: from.map((node) => (isInput[node] ? WEIGHT - 1 : WEIGHT)),
  };
}

/**
 * Of equally short drawings, that in which edges from inputs are the longer ones: in the last step of
 * `h2 = tanh(w * h1 + u * x2)`, x2 is looked for beside h1 and not beside u.
 */
const WEIGHT = 1000;

/** Every node just before its first consumer, results in the last rank (Kahn's algorithm, so no depth needs a stack). */
function lastRanks(graph: Dependencies): Int32Array {
  const { count, from, to } = graph;
  const { starts, edges } = incidence(graph);
  const ranks = new Int32Array(count);
  const missing = new Int32Array(count);
  for (const node of from) missing[node] = (missing[node] ?? 0) + 1;
  const order = [...missing.keys()].filter((node) => missing[node] === 0);
  for (const node of order) {
    for (let i = starts[node] ?? 0; i < (starts[node + 1] ?? 0); i++) {
      const edge = edges[i] ?? 0;
      const operand = from[edge] ?? 0;
      if (to[edge] !== node) continue;
      ranks[operand] = Math.min(ranks[operand] ?? 0, (ranks[node] ?? 0) - 1);
      missing[operand] = (missing[operand] ?? 0) - 1;
      if (missing[operand] === 0) order.push(operand);
    }
  }
  if (order.length < count) throw new Error("The graph to lay out has a cycle.");
  return ranks;
}
