import { activeUses, edgeAt, type Graph } from "../graph/graph.ts";

/** A term as a way through the graph: edges from the target upwards, then the gradient that was there already. */
export interface Way {
  readonly edges: readonly number[];
  /** The node whose whole gradient leads the product; null where the way ends at the output itself. */
  readonly head: number | null;
}

/** Longer derivations take over the gradient of every consumer as a whole: a sum of hundreds of factors is not read. */
const MOST_FACTORS = 120;

/** One way for each use of the target, in their order. */
export function waysFrom(graph: Graph, target: number): readonly Way[] {
  const uses = activeUses(graph, target);
  const ways: Way[] = [];
  let factors = 0;
  for (const use of uses) {
    const way = wayFrom(graph, use, MOST_FACTORS - factors);
    factors += way.edges.length;
    if (factors > MOST_FACTORS) return uses.map((edge) => wayFrom(graph, edge, 0));
    ways.push(way);
  }
  return ways;
}

/** The way up from a use as long as there is only one; it ends sooner once it has more than `most` factors. */
function wayFrom(graph: Graph, use: number, most: number): Way {
  const edges = [use];
  let node = edgeAt(graph, use).to;
  while (node !== graph.output) {
    const [only, another] = activeUses(graph, node);
    if (only === undefined || another !== undefined) return { edges, head: node };
    const next = edgeAt(graph, only).to;
    if (next === graph.output || edges.length > most) return { edges, head: node };
    edges.push(only);
    node = next;
  }
  return { edges, head: null };
}

/** The only edge from a node to the output, if all of its gradient comes over that one. */
export function onlyEdgeToOutput(graph: Graph, node: number): number | null {
  const [only, another] = activeUses(graph, node);
  const isOnly = only !== undefined && another === undefined && edgeAt(graph, only).to === graph.output;
  return isOnly ? only : null;
}

/** Whether there is one path from the target to the output and no other. */
export function isOnePath(graph: Graph, ways: readonly Way[]): boolean {
  const [way, another] = ways;
  if (way === undefined || another !== undefined) return false;
  return way.head === null || onlyEdgeToOutput(graph, way.head) !== null;
}
