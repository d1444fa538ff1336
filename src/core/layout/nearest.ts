import type { Vertex } from "./layered.ts";
import { type Coordinates, separation } from "./packing.ts";

/** Where a vertex would stand if it were alone, px, and how firmly it holds to that. */
export interface Wish {
  at: number;
  weight: number;
}

/**
 * Places a layer so that it keeps order and separation and deviates least from its wishes, by weighted squares:
 * isotonic regression by pooling adjacent violators, once the separations are taken off. `wish` fills in what it is
 * given.
 */
export function placeNearest(
  layer: readonly Vertex[],
  coordinates: Coordinates,
  wish: (vertex: Vertex, into: Wish) => void,
): void {
  const count = layer.length;
  const offsets = new Float64Array(count);
  // Neighbours pushed together move as one: the level they share, their weight, and the place after their last.
  const levels = new Float64Array(count);
  const weights = new Float64Array(count);
  const ends = new Int32Array(count);
  const into: Wish = { at: 0, weight: 1 };
  let pools = 0;
  for (const [place, vertex] of layer.entries()) {
    const previous = layer[place - 1];
    const offset = previous ? (offsets[place - 1] ?? 0) + separation(previous, vertex) : 0;
    offsets[place] = offset;
    wish(vertex, into);
    let level = into.at - offset;
    let { weight } = into;
    for (; pools > 0 && (levels[pools - 1] ?? 0) > level; pools--) {
      const joined = weights[pools - 1] ?? 0;
      level = (level * weight + (levels[pools - 1] ?? 0) * joined) / (weight + joined);
      weight += joined;
    }
    levels[pools] = level;
    weights[pools] = weight;
    ends[pools++] = place + 1;
  }
  let pool = 0;
  for (const [place, { index }] of layer.entries()) {
    if (place === ends[pool]) pool++;
    coordinates[index] = (levels[pool] ?? 0) + (offsets[place] ?? 0);
  }
}
