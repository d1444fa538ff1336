import { edgeAt } from "../graph/graph.ts";
import { Heap } from "./heap.ts";
import { compareMagnitudes, type Magnitude, magnitudeOf, multiplied, UNIT } from "./magnitude.ts";
import { type PathEdges, pathCount, usesOf, type Ways } from "./paths.ts";

/** A path from some node to the output: an edge, and a path from where that leads. */
interface Ranked {
  readonly size: Magnitude;
  readonly edge: number;
  /** The place of the edge among the uses of its node. */
  readonly place: number;
  /** The rest, and which of the paths from there it is, the largest being 0. */
  readonly rest: Ranked | null;
  readonly rank: number;
}

/** The paths from one node that are known so far, the largest first. */
interface Ranking {
  readonly known: Ranked[];
  /** What may come next; made when a second path is asked for. */
  candidates: Heap<Ranked> | null;
  /** Whether the last known path has given way to its successor among the candidates. */
  isFollowed: boolean;
  isComplete: boolean;
}

const END: Ranked = { size: UNIT, edge: -1, place: 0, rest: null, rank: 0 };

/** Ties go to the use that is written first. */
function isBefore(one: Ranked, other: Ranked): boolean {
  const difference = compareMagnitudes(one.size, other.size);
  if (difference !== 0) return difference > 0;
  return one.place === other.place ? one.rank < other.rank : one.place < other.place;
}

/**
 * All paths, the one with the largest product of factors by absolute value first, found one by one: the recursive
 * enumeration algorithm (Jiménez & Marzal, Computing the K shortest paths, WAE 1999). The next best path from a node is
 * the best over its uses of factor times next best path from there, so a path costs as many looks as it has edges. The
 * products are those of the reverse sweep, from the output's end, so their order is exact; a path with a factor that is
 * no finite number comes before all others.
 */
export function* largestPaths(ways: Ways, factors: ArrayLike<number>): Generator<PathEdges, void, undefined> {
  if (pathCount(ways) === 0n) return;
  const rankings = new Map<number, Ranking>();
  const rankingOf = (node: number): Ranking => {
    const ranking = rankings.get(node);
    if (ranking === undefined) throw new Error(`no path leads through node ${node}`);
    return ranking;
  };
  const extended = (node: number, place: number, rank: number): Ranked | null => {
    const edge = usesOf(ways, node)[place];
    if (edge === undefined) return null;
    const rest = rankingOf(edgeAt(ways.graph, edge).to).known[rank];
    if (rest === undefined) return null;
    return { size: multiplied(rest.size, magnitudeOf(factors[edge] ?? Number.NaN)), edge, place, rest, rank };
  };
  const firsts = (node: number): readonly Ranked[] =>
    usesOf(ways, node).flatMap((_use, place) => extended(node, place, 0) ?? []);
  for (const node of ways.nodes.toReversed()) {
    const isEnd = node === ways.graph.output;
    const best = isEnd ? END : firsts(node).reduce((so, one) => (isBefore(one, so) ? one : so));
    rankings.set(node, { known: [best], candidates: null, isFollowed: false, isComplete: isEnd });
  }

  /** Finds one more path from a node, or that there is none. What it needs of nodes further on is found first. */
  const extend = (from: number): void => {
    const pending = [from];
    for (let node = pending.at(-1); node !== undefined; node = pending.at(-1)) {
      const ranking = rankingOf(node);
      const last = ranking.known.at(-1) ?? END;
      ranking.candidates ??= others(firsts(node), last);
      if (!ranking.isFollowed) {
        const { to } = edgeAt(ways.graph, last.edge);
        const further = rankingOf(to);
        const next = extended(node, last.place, last.rank + 1);
        if (next === null && !further.isComplete) {
          pending.push(to);
          continue;
        }
        if (next !== null) ranking.candidates.push(next);
        ranking.isFollowed = true;
      }
      const found = ranking.candidates.pop();
      if (found === undefined) ranking.isComplete = true;
      else {
        ranking.known.push(found);
        ranking.isFollowed = false;
      }
      pending.pop();
    }
  };

  const ranking = rankingOf(ways.target);
  for (let rank = 0; ; rank++) {
    if (rank >= ranking.known.length && !ranking.isComplete) extend(ways.target);
    const path = ranking.known[rank];
    if (path === undefined) return;
    yield edgesOf(path);
  }
}

function others(all: readonly Ranked[], taken: Ranked): Heap<Ranked> {
  const heap = new Heap(isBefore);
  for (const one of all) if (one.place !== taken.place) heap.push(one);
  return heap;
}

function edgesOf(path: Ranked): PathEdges {
  const edges: number[] = [];
  for (let part: Ranked | null = path; part !== null && part !== END; part = part.rest) edges.push(part.edge);
  return edges;
}
