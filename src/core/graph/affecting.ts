import { type Graph, nodeAt } from "./graph.ts";

/** Parts of a graph, by their indices. */
export interface Affecting {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
}

/**
 * A node with all that feeds it and all that it feeds, however far away, and the edges on the ways between. Takes time
 * with the number of edges, whatever the depth. Throws Error when the graph has no such node.
 */
export function affecting(graph: Graph, node: number): Affecting {
  nodeAt(graph, node);
  const feeding = new Set([node]);
  const fed = new Set([node]);
  const edges = new Set<number>();
  // Operands come before what uses them, so the edges into a node are all known when it is reached from behind.
  const byConsumer = graph.edges.toSorted((one, other) => other.to - one.to);
  for (const { index, from, to } of byConsumer) {
    if (!feeding.has(to)) continue;
    feeding.add(from);
    edges.add(index);
  }
  const byOperand = graph.edges.toSorted((one, other) => one.from - other.from);
  for (const { index, from, to } of byOperand) {
    if (!fed.has(from)) continue;
    fed.add(to);
    edges.add(index);
  }
  return { nodes: new Set([...feeding, ...fed]), edges };
}
