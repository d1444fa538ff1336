import type { Graph, Schedule } from "../../core/index.ts";

/** Indices of the parts of a graph. */
export interface Settling {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
}

/**
 * The parts that may look otherwise once so many steps more are done: a step fills its node, or its edge and the sums at
 * both ends. Null where it may be any part: at the beginning, with a seed, and going back.
 */
export function settlingBetween(
  graph: Graph,
  { steps }: Schedule,
  before: number,
  after: number,
): Settling | null {
  if (before === 0 || after < before) return null;
  const nodes = new Set<number>();
  const edges = new Set<number>();
  for (const step of steps.slice(before, after)) {
    if (step.phase === "seed" || step.phase === "tangentSeed") return null;
    if ("node" in step) nodes.add(step.node);
    else {
      const edge = graph.edges[step.edge];
      if (edge === undefined) continue;
      edges.add(edge.index);
      nodes.add(edge.from).add(edge.to);
    }
  }
  return { nodes, edges };
}
