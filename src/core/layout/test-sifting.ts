import { crossingPairs, segments } from "./test-crossings.ts";
import type { Links, Weave } from "./weave.ts";

/** The vertices of each block, numbered as they are met: a node, or all bends of an edge. */
export function blocksOf({ vertices, after }: Weave): number[][] {
  const blocks: number[][] = [];
  const blockOf = new Map<number, number[]>();
  for (const [vertex, { role }] of vertices.entries()) {
    const next = after.ends[after.starts[vertex] ?? 0] ?? 0;
    const known = role === "bend" && vertices[next]?.role === "bend" ? blockOf.get(next) : undefined;
    const block = known ?? [];
    if (!known) blocks.push(block);
    block.push(vertex);
    blockOf.set(vertex, block);
  }
  return blocks;
}

/**
 * Sifting by its definition: each block in turn is put at every place within reach, and all is counted anew. Of the best
 * places it takes the nearest, of two as near the one before; it stays where none is better.
 */
export function siftedSlowly(weave: Weave, order: readonly number[][], reach: number): number[][] {
  let here = [...order];
  for (const block of order) {
    const start = here.indexOf(block);
    const others = here.filter((one) => one !== block);
    const costAt = (place: number): number => cost(weave, others.toSpliced(place, 0, block));
    const distances = Array.from({ length: Math.min(reach, here.length) }, (_, index) => index + 1);
    const places = [...distances.map((far) => start - far), ...distances.map((far) => start + far)];
    let [best, least] = [start, costAt(start)];
    for (const place of places) {
      if (place < 0 || place > others.length || costAt(place) >= least) continue;
      [best, least] = [place, costAt(place)];
    }
    here = others.toSpliced(best, 0, block);
  }
  return here;
}

/** Crossings; among as many, pairs that have one end in common and are not in the order of operands. */
function cost(weave: Weave, order: readonly number[][]): number {
  stand(weave, order);
  const { before, after, places } = weave;
  return 2 ** 16 * crossingPairs(segments(weave)) + inversions(before, places) + inversions(after, places);
}

function inversions({ starts, ends, operands }: Links, places: Int32Array): number {
  const links = Array.from(places, (place, vertex) =>
    Array.from(ends.slice(starts[vertex], starts[vertex + 1]), (end, i) => ({
      place,
      end,
      operand: operands[(starts[vertex] ?? 0) + i] ?? 0,
    })),
  ).flat();
  const pairs = links.flatMap((one, i) => links.slice(0, i).map((other) => [one, other] as const));
  return pairs.filter(
    ([one, other]) => one.end === other.end && (one.place - other.place) * (one.operand - other.operand) < 0,
  ).length;
}

/** Gives every rank the order of the blocks. */
export function stand({ ranks, rankOf, places }: Weave, order: readonly number[][]): void {
  const filled = ranks.map(() => 0);
  for (const vertex of order.flat()) {
    const rank = rankOf[vertex] ?? 0;
    const place = filled[rank] ?? 0;
    places[vertex] = place;
    (ranks[rank] ?? [])[place] = vertex;
    filled[rank] = place + 1;
  }
}
