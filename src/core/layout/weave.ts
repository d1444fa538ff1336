import { type Layers, renumber, type Vertex, vertexCount } from "./layered.ts";

/**
 * The layers of nodes alone, in flat arrays: what stage 2 orders. Between two of them every edge has one vertex, its
 * plaque or a bend, and no choice is lost by ordering those last, as their edges arrive.
 *
 * An edge may arrive at any port of its consumer, so those of one consumer never cross; where they arrive out of
 * operand order, that is an inversion.
 */
export interface Weave {
  /** Nodes and bends; 0, 1, 2, … stands for them everywhere here. */
  readonly vertices: readonly Vertex[];
  readonly rankOf: Int32Array;
  readonly before: Links;
  readonly after: Links;
  /** The vertices of each rank in their order, and each one's place there. */
  readonly ranks: readonly Int32Array[];
  readonly places: Int32Array;
}

/** Those of vertex i are at starts[i] … starts[i + 1] − 1: the vertex at the other end, and which operand it is. */
export interface Links {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly operands: Int32Array;
}

/** An element that is known to be there. */
export function at(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}

/** As the program is written: results in turn, each followed down through its operands. */
export function weaveOf(layers: Layers): Weave {
  const vertices = downFrom(layers).filter(({ layer }) => layer % 2 === 0);
  const numbers = new Int32Array(vertexCount(layers));
  for (const [number, { index }] of vertices.entries()) numbers[index] = number;
  const ranks: number[][] = Array.from({ length: (layers.length + 1) >> 1 }, () => []);
  const places = new Int32Array(vertices.length);
  for (const [number, { layer }] of vertices.entries()) {
    places[number] = (ranks[layer >> 1]?.push(number) ?? 1) - 1;
  }
  const linksOf = (reach: (vertex: Vertex) => (readonly [Vertex | undefined, number])[]): Links =>
    linksFrom(
      vertices.map((vertex) =>
        reach(vertex).map(([end, operand]) => [end ? at(numbers, end.index) : 0, operand] as const),
      ),
    );
  return {
    vertices,
    rankOf: Int32Array.from(vertices, ({ layer }) => layer >> 1),
    before: linksOf(({ before }) => before.map((middle, operand) => [middle.before[0], operand])),
    after: linksOf(({ after }) =>
      after.map((middle) => [middle.after[0], middle.after[0]?.before.indexOf(middle) ?? 0]),
    ),
    ranks: ranks.map((rank) => Int32Array.from(rank)),
    places,
  };
}

/** All vertices as they are met depth first, from each result in turn, the last layer's first. */
function downFrom(layers: Layers): Vertex[] {
  const results = layers.toReversed().flatMap((layer) => layer.filter(({ after }) => after.length === 0));
  const met = new Set<Vertex>();
  const stack = results.toReversed();
  for (let vertex = stack.pop(); vertex; vertex = stack.pop()) {
    if (met.has(vertex)) continue;
    met.add(vertex);
    for (let i = vertex.before.length - 1; i >= 0; i--) {
      const operand = vertex.before[i];
      if (operand) stack.push(operand);
    }
  }
  return [...met];
}

export function linksFrom(lists: readonly (readonly (readonly [end: number, operand: number])[])[]): Links {
  const starts = new Int32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) starts[index + 1] = at(starts, index) + list.length;
  const ends = new Int32Array(at(starts, lists.length));
  const operands = new Int32Array(ends.length);
  let next = 0;
  for (const list of lists) {
    for (const [end, operand] of list) {
      ends[next] = end;
      operands[next++] = operand;
    }
  }
  return { starts, ends, operands };
}

/** The orders of all ranks. */
export type Order = readonly Int32Array[];

/** To come back to. */
export function snapshot({ ranks }: Weave): Order {
  return ranks.map((rank) => rank.slice());
}

export function restore(weave: Weave, order: Order): void {
  for (const [index, rank] of weave.ranks.entries()) {
    rank.set(order[index] ?? []);
    renumberRank(weave, rank);
  }
}

export function renumberRank({ places }: Weave, rank: Int32Array): void {
  for (let place = 0; place < rank.length; place++) places[at(rank, place)] = place;
}

/** Exchanges the ways of edges between the same two nodes that arrive out of operand order. */
export function untwist(weave: Weave): void {
  const { vertices, ranks, rankOf, places, before } = weave;
  const isBend = (vertex: number): boolean => vertices[vertex]?.role === "bend";
  const previous = (vertex: number): number => at(before.ends, at(before.starts, vertex));
  const wayBack = (first: number): number[] => {
    const way = [first];
    for (let vertex = first; isBend(vertex); ) {
      vertex = previous(vertex);
      way.push(vertex);
    }
    return way;
  };
  const exchange = (one: number, other: number): void => {
    const rank = ranks[at(rankOf, one)];
    const [place, otherPlace] = [at(places, one), at(places, other)];
    if (!rank) return;
    rank[place] = other;
    rank[otherPlace] = one;
    places[one] = otherPlace;
    places[other] = place;
  };
  for (let vertex = 0; vertex < vertices.length; vertex++) {
    const last = at(before.starts, vertex + 1);
    for (let i = at(before.starts, vertex); i < last; i++) {
      for (let j = i + 1; j < last; j++) {
        const [one, other] = [at(before.ends, i), at(before.ends, j)];
        if (!isBend(one) || !isBend(other) || at(places, one) < at(places, other)) continue;
        const [way, otherWay] = [wayBack(one), wayBack(other)];
        if (way.at(-1) !== otherWay.at(-1)) continue;
        for (const [step, bend] of way.slice(0, -1).entries()) exchange(bend, otherWay[step] ?? bend);
      }
    }
  }
}

/** Turns the order of all ranks round. */
export function mirror(weave: Weave): void {
  for (const rank of weave.ranks) {
    rank.reverse();
    renumberRank(weave, rank);
  }
}

/**
 * Gives the layers the order of the ranks. What stands between is in the order in which it arrives, so that edges cross
 * on the way to their plaques, and the plaques of one consumer stand together.
 */
export function putInOrder({ vertices, ranks }: Weave, layers: Layers): void {
  for (const [rank, order] of ranks.entries()) {
    const layer = layers[2 * rank];
    if (!layer) continue;
    layer.splice(
      0,
      layer.length,
      ...Array.from(order, (number) => vertices[number]).filter((v) => v !== undefined),
    );
    renumber(layer);
    for (const vertex of layer) {
      // Sorting is stable: one operand used twice stays in operand order.
      vertex.before.sort((a, b) => (a.before[0]?.place ?? 0) - (b.before[0]?.place ?? 0));
    }
    const between = layers[2 * rank - 1];
    if (!between) continue;
    between.splice(0, between.length, ...layer.flatMap(({ before }) => before));
    renumber(between);
  }
}
