import type { Layers, Vertex } from "./layered.ts";
import { type Coordinates, separation } from "./packing.ts";

/** How much firmer all else keeps its place than what is free to settle. */
const FIRM = 1e9;

/**
 * Stage 3c: what has one natural place comes as near to it as its neighbours let it, while all else stays: inputs that
 * are used once beside their consumer, then plaques in the middle of their edge. Only over a single step, though: the
 * inside of a long edge has been made straight and stays so.
 */
export function settle(layers: Layers, coordinates: Coordinates): Coordinates {
  const settled = coordinates.slice();
  const settleAll = (placeOf: (vertex: Vertex, at: Coordinates) => number | undefined): void => {
    for (const layer of layers) {
      const wishes = layer.map((vertex): Wish => {
        const place = placeOf(vertex, settled);
        return place === undefined
          ? { at: settled[vertex.index] ?? 0, weight: FIRM }
          : { at: place, weight: 1 };
      });
      const placed = nearest(layer, wishes);
      for (const [place, { index }] of layer.entries()) settled[index] = placed[place] ?? 0;
    }
  };
  settleAll(besideOnlyConsumer);
  settleAll(middleOfEdge);
  return settled;
}

interface Wish {
  readonly at: number;
  readonly weight: number;
}

function besideOnlyConsumer({ role, before, after }: Vertex, at: Coordinates): number | undefined {
  const [plaque] = after;
  const consumer = plaque?.after[0];
  if (role !== "node" || before.length > 0 || after.length !== 1 || consumer?.role !== "node")
    return undefined;
  return at[consumer.index];
}

function middleOfEdge({ role, before, after, port }: Vertex, at: Coordinates): number | undefined {
  const [source] = before;
  const [consumer] = after;
  if (role !== "plaque" || source?.role !== "node" || consumer?.role !== "node") return undefined;
  return ((at[source.index] ?? 0) + (at[consumer.index] ?? 0) + port) / 2;
}

/** Neighbours pushed together, which move as one: the level they share once the separations are taken off. */
interface Pool {
  readonly at: number;
  readonly weight: number;
  readonly size: number;
}

/**
 * The coordinates that keep order and separation and deviate least from the wishes, by weighted squares: isotonic
 * regression by pooling adjacent violators, once the separations are taken off.
 */
function nearest(layer: readonly Vertex[], wishes: readonly Wish[]): number[] {
  const offsets: number[] = [];
  const pools: Pool[] = [];
  for (const [index, vertex] of layer.entries()) {
    const previous = layer[index - 1];
    const offset = previous ? (offsets.at(-1) ?? 0) + separation(previous, vertex) : 0;
    offsets.push(offset);
    const wish = wishes[index] ?? { at: 0, weight: 1 };
    let pool: Pool = { at: wish.at - offset, weight: wish.weight, size: 1 };
    for (let last = pools.at(-1); last && last.at > pool.at; last = pools.at(-1)) {
      pools.pop();
      const weight = last.weight + pool.weight;
      const at = (last.at * last.weight + pool.at * pool.weight) / weight;
      pool = { at, weight, size: last.size + pool.size };
    }
    pools.push(pool);
  }
  const levels = pools.flatMap((pool) => Array.from({ length: pool.size }, () => pool.at));
  return levels.map((level, index) => level + (offsets[index] ?? 0));
}
