import { edgeAt, type Graph, nodeAt } from "../graph/graph.ts";

/** Everything that lies on some path from a target to the output. */
export interface Ways {
  readonly graph: Graph;
  readonly target: number;
  /** In the order of evaluation, from the target to the output; none where the output does not use the target. */
  readonly nodes: readonly number[];
  /** By node: the edges that leave it towards the output, in the order of its uses as written. */
  readonly uses: readonly (readonly number[])[];
  /** By node: how many paths lead from it to the output. */
  readonly counts: readonly bigint[];
  /** How many edges lie on some path. */
  readonly edgeCount: number;
}

const NO_USES: readonly number[] = [];

/**
 * The part of a graph that the paths from a target use, with the number of paths from each of its nodes: one look at
 * every edge, however many paths there are.
 */
export function waysFrom(graph: Graph, target: number): Ways {
  const { nodes, edges, output } = graph;
  const isUsed = Uint8Array.from(nodes, ({ feedsOutput }) => (feedsOutput ? 1 : 0));
  const isReached = new Uint8Array(nodes.length);
  isReached[target] = isUsed[target] ?? 0;
  // Edges stand in the order of their consumers.
  for (const { from, to } of edges) if (isReached[from] === 1 && isUsed[to] === 1) isReached[to] = 1;
  const isActive = (use: number): boolean => isUsed[edges[use]?.to ?? 0] === 1;
  const reached: number[] = [];
  const uses = nodes.map((node): readonly number[] => {
    if (isReached[node.index] !== 1) return NO_USES;
    reached.push(node.index);
    return node.uses.every(isActive) ? node.uses : node.uses.filter(isActive);
  });
  const counts = nodes.map(() => 0n);
  let edgeCount = 0;
  for (const node of reached.toReversed()) {
    const leaving = uses[node] ?? NO_USES;
    let count = node === output ? 1n : 0n;
    for (const use of leaving) count += counts[edges[use]?.to ?? 0] ?? 0n;
    counts[node] = count;
    edgeCount += leaving.length;
  }
  return { graph, target, nodes: reached, uses, counts, edgeCount };
}

/** How many paths there are. */
export function pathCount({ counts, target }: Ways): bigint {
  return counts[target] ?? 0n;
}

/** The edges that leave a node towards the output. */
export function usesOf({ uses }: Ways, node: number): readonly number[] {
  return uses[node] ?? NO_USES;
}

/** A path as its edges, from the target to the output; that of the output to itself has none. */
export type PathEdges = readonly number[];

/**
 * All paths, one after another: at every node its uses in the order in which they are written, the last choice changing
 * first. What comes next is found when it is asked for.
 */
export function* eachPath(ways: Ways): Generator<PathEdges, void, undefined> {
  const { graph, target } = ways;
  if (pathCount(ways) === 0n) return;
  const edges: number[] = [];
  const places: number[] = [];
  const take = (node: number, place: number): boolean => {
    const use = usesOf(ways, node)[place];
    if (use === undefined) return false;
    edges.push(use);
    places.push(place);
    return true;
  };
  let node = target;
  for (;;) {
    while (take(node, 0)) node = edgeAt(graph, edges.at(-1) ?? 0).to;
    yield [...edges];
    for (;;) {
      const [last, place] = [edges.pop(), places.pop()];
      if (last === undefined || place === undefined) return;
      if (take(edgeAt(graph, last).from, place + 1)) break;
    }
    node = edgeAt(graph, edges.at(-1) ?? 0).to;
  }
}

/** The path with a number, from 0 in the order of {@link eachPath}; null where there are not so many. */
export function pathAt(ways: Ways, number: bigint): PathEdges | null {
  if (number < 0n || number >= pathCount(ways)) return null;
  const edges: number[] = [];
  let left = number;
  for (let node = ways.target; node !== ways.graph.output; ) {
    let next = ways.graph.output;
    for (const use of usesOf(ways, node)) {
      const { to } = edgeAt(ways.graph, use);
      const count = ways.counts[to] ?? 0n;
      if (left < count) {
        edges.push(use);
        next = to;
        break;
      }
      left -= count;
    }
    node = next;
  }
  return edges;
}

/** The number of a path, from 0 in the order of {@link eachPath}. */
export function pathNumber(ways: Ways, edges: PathEdges): bigint {
  let number = 0n;
  for (const edge of edges) {
    for (const use of usesOf(ways, edgeAt(ways.graph, edge).from)) {
      if (use === edge) break;
      number += ways.counts[edgeAt(ways.graph, use).to] ?? 0n;
    }
  }
  return number;
}

/** The nodes of a path, from the target to the output. */
export function pathNodes({ graph, target }: Ways, edges: PathEdges): readonly number[] {
  return [nodeAt(graph, target).index, ...edges.map((edge) => edgeAt(graph, edge).to)];
}
