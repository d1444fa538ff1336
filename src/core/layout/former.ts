import { costOf } from "./crossings.ts";
import type { Direction, PlacedId } from "./graph.ts";
import { type LayeredGraph, vertexCount } from "./layered.ts";
import { BlockOrder } from "./sifting.ts";
import { Transpositions } from "./transposing.ts";
import { at, mirror, type Order, renumberRank, restore, snapshot, untwist, type Weave } from "./weave.ts";

/** Where nodes stood before along their layers, px, by the vertex's index; NaN for what was not there. */
type FormerPlaces = Float64Array;

const PASSES = 8;

/**
 * Stage 2c: the order nearest to a former picture among those found that cost no more than `order`, which is the best
 * one so far and stays as it is; null if none is nearer. Tried are the former order itself, mended; that after a pass
 * of sifting; and the best one and its mirror image, with neighbours back in their former order where that costs nothing.
 */
export function orderNear(weave: Weave, order: Order, former: FormerPlaces): Order | null {
  restore(weave, order);
  let [most, least] = [costOf(weave), turned(weave, former)];
  if (least === 0) return null;
  const places = placesLike(weave, former);
  const blocks = new BlockOrder(weave);
  sortRanks(weave, places);
  const transpositions = new Transpositions(weave);
  let nearest: Order | null = null;
  const starts = [
    () => undefined,
    () => {
      blocks.sortByVertices(places);
      blocks.sift();
      blocks.apply();
    },
    () => restore(weave, order),
    () => {
      restore(weave, order);
      mirror(weave);
    },
  ];
  for (const start of starts) {
    start();
    transpositions.run(PASSES);
    untwist(weave);
    const [cost, distance] = [costOf(weave), turned(weave, former)];
    if (cost > most || (cost === most && distance >= least)) continue;
    [most, least] = [cost, distance];
    nearest = snapshot(weave);
  }
  return nearest;
}

/** How many pairs that stand in one rank, now and before, have changed sides. */
function turned({ ranks, vertices }: Weave, former: FormerPlaces): number {
  let pairs = 0;
  for (const rank of ranks) {
    const before = Array.from(rank, (number) => former[vertices[number]?.index ?? 0] ?? 0).filter(
      (place) => !Number.isNaN(place),
    );
    for (const [i, place] of before.entries()) {
      for (let j = 0; j < i; j++) if ((before[j] ?? 0) > place) pairs++;
    }
  }
  return pairs;
}

const SWEEPS = 4;

/** Former places by vertex of the weave; what was not there stands amid what it is joined to. */
function placesLike({ vertices, ranks, before, after }: Weave, former: FormerPlaces): Float64Array {
  const given = Float64Array.from(vertices, ({ index }) => former[index] ?? Number.NaN);
  const places = given.slice();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const rank of sweep % 2 === 0 ? ranks : ranks.toReversed()) {
      for (const vertex of rank) {
        if (!Number.isNaN(given[vertex])) continue;
        let [sum, count] = [0, 0];
        for (const { starts, ends } of [before, after]) {
          for (let i = at(starts, vertex); i < at(starts, vertex + 1); i++) {
            const place = places[at(ends, i)] ?? Number.NaN;
            if (Number.isNaN(place)) continue;
            sum += place;
            count++;
          }
        }
        if (count > 0) places[vertex] = sum / count;
      }
    }
  }
  // What is joined to nothing that was there stands last.
  return places.map((place) => (Number.isNaN(place) ? Number.MAX_VALUE : place));
}

function sortRanks(weave: Weave, places: Float64Array): void {
  for (const rank of weave.ranks) {
    rank.sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
    renumberRank(weave, rank);
  }
}

/** The ways a layout gives former places their due. */
export function nearTo(
  graph: LayeredGraph,
  former: readonly PlacedId[],
  direction: Direction,
): {
  readonly order: (weave: Weave, order: Order) => Order | null;
  /** How far nodes have moved in a picture, px. */
  readonly moved: (nodes: readonly PlacedId[]) => number;
} {
  const places = formerPlaces(graph, former, direction);
  return {
    order: (weave, order) => orderNear(weave, order, places),
    moved: (nodes) => moved(nodes, former),
  };
}

function formerPlaces(
  { layers, nodes }: LayeredGraph,
  former: readonly PlacedId[],
  direction: Direction,
): FormerPlaces {
  const byId = new Map(former.map(({ id, x, y }) => [id, direction === "right" ? y : x]));
  const places = new Float64Array(vertexCount(layers)).fill(Number.NaN);
  for (const { node, vertex } of nodes) places[vertex.index] = byId.get(node.id) ?? Number.NaN;
  return places;
}

/**
 * How far all nodes together move that were there before, px, each way by itself. What all have in common does not
 * count: whoever looks at a new picture looks at the whole of it.
 */
function moved(nodes: readonly PlacedId[], former: readonly PlacedId[]): number {
  const before = new Map(former.map((placed) => [placed.id, placed]));
  const pairs = nodes.flatMap((node) => {
    const old = before.get(node.id);
    return old === undefined ? [] : [{ x: node.x - old.x, y: node.y - old.y }];
  });
  return spread(pairs.map(({ x }) => x)) + spread(pairs.map(({ y }) => y));
}

/** The sum of distances from the median, which is the least one from any place. */
function spread(numbers: readonly number[]): number {
  const median = numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
  return numbers.reduce((sum, number) => sum + Math.abs(number - median), 0);
}
