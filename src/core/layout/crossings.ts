import type { Layers, Vertex } from "./layered.ts";

/** Crossings of the segments that end in each layer, summed; edges to one consumer cross when out of operand order. */
export function countCrossings(layers: Layers): number {
  return layers.reduce((sum, layer) => sum + crossingsInto(layer), 0);
}

/**
 * Read along the layer, the segments arrive in the order of their ends; two cross when their starts are in the
 * opposite order. So crossings are the inversions of the starts, counted with a Fenwick tree in O(n log n).
 */
function crossingsInto(layer: readonly Vertex[]): number {
  let size = 0;
  for (const { before } of layer) for (const { place } of before) size = Math.max(size, place + 1);
  const tree = new Uint32Array(size + 1);
  let crossings = 0;
  let seen = 0;
  for (const { before } of layer) {
    for (const { place } of before) {
      let notAfter = 0;
      for (let i = place + 1; i > 0; i -= i & -i) notAfter += tree[i] ?? 0;
      crossings += seen++ - notAfter;
      for (let i = place + 1; i <= size; i += i & -i) tree[i] = (tree[i] ?? 0) + 1;
    }
  }
  return crossings;
}

/** How many crossings it saves (negative: costs) to swap two neighbours of a layer, `first` standing before `second`. */
export function savedBySwap(first: Vertex, second: Vertex): number {
  let saved = 0;
  for (const a of first.before) for (const b of second.before) saved += Math.sign(a.place - b.place);
  for (const a of first.after) {
    for (const b of second.after) saved += Math.sign(endPlace(first, a) - endPlace(second, b));
  }
  return saved;
}

/** Where a segment ends, as a place in the layer after; on a consumer, at its port. */
export function endPlace(vertex: Vertex, end: Vertex): number {
  return end.place + vertex.port / (end.breadth + 1);
}
