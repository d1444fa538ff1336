import { TooLarge } from "../algebra/factors.ts";
import { activeUses, edgeAt, type Graph } from "../graph/graph.ts";

/** Longer gradients are given up before like factors leave and terms are taken together, with so much for each factor. */
const LONGEST_WITHOUT_ALGEBRA = 800;
const FACTOR = 3;
/** The way from the target to the output is followed through at most so many nodes. */
const MOST_ON_THE_WAY = 400;

/**
 * The nodes from the output down to the target, in the order of the sweep.
 * @throws TooLarge, before any algebra, where the gradient would be very long before like factors leave.
 */
export function shortWay(graph: Graph, target: number): readonly number[] {
  const reached = new Set([target]);
  for (const node of reached) {
    for (const use of activeUses(graph, node)) reached.add(edgeAt(graph, use).to);
    if (reached.size > MOST_ON_THE_WAY) throw new TooLarge("too many nodes");
  }
  const way = [...reached].sort((one, other) => other - one);
  const sizes = new Map<number, number>();
  for (const node of way) {
    let size = node === graph.output ? 1 : 0;
    for (const use of activeUses(graph, node)) size += (sizes.get(edgeAt(graph, use).to) ?? 0) + FACTOR;
    if (size > LONGEST_WITHOUT_ALGEBRA) throw new TooLarge("too long");
    sizes.set(node, size);
  }
  return way;
}
