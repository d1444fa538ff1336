import type { Graph } from "../graph/graph.ts";
import type { Trace } from "./evaluate.ts";
import { tapeOf } from "./tape.ts";

/** What a reverse sweep leaves behind, indexed as the graph's nodes and edges. */
export interface Gradients {
  /** The derivative of the output with respect to each node, all ways counted, times the seed. */
  readonly adjoints: Float64Array;
  /** What each edge brings to its source's gradient: the consumer's adjoint times the factor. */
  readonly contributions: Float64Array;
}

/**
 * Reverse mode (Griewank & Walther, Evaluating Derivatives, §3.2). A node's contributions are added in the order of
 * its uses, once all are there. What the output does not use has gradient 0, whatever its factors are.
 */
export function reverseSweep(graph: Graph, { factors }: Trace, seed = 1): Gradients {
  const { nodes, edges, output } = graph;
  const { edgeTo, uses, usesFrom } = tapeOf(graph);
  const adjoints = new Float64Array(nodes.length);
  const contributions = new Float64Array(edges.length);
  for (let index = output; index >= 0; index--) {
    let adjoint = index === output ? seed : 0;
    const end = usesFrom[index + 1] ?? 0;
    for (let place = usesFrom[index] ?? 0; place < end; place++) {
      const use = uses[place] ?? 0;
      const contribution = (adjoints[edgeTo[use] ?? 0] ?? 0) * (factors[use] ?? 0);
      contributions[use] = contribution;
      adjoint += contribution;
    }
    adjoints[index] = adjoint;
  }
  return { adjoints, contributions };
}
