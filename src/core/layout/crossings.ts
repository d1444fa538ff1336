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
  const starts = layer.flatMap((vertex) => vertex.before.map((start) => start.place));
  const size = starts.reduce((most, start) => Math.max(most, start), 0) + 1;
  const tree = new Uint32Array(size + 1);
  let crossings = 0;
  for (const [seen, start] of starts.entries()) {
    let notAfter = 0;
    for (let i = start + 1; i > 0; i -= i & -i) notAfter += tree[i] ?? 0;
    crossings += seen - notAfter;
    for (let i = start + 1; i <= size; i += i & -i) tree[i] = (tree[i] ?? 0) + 1;
  }
  return crossings;
}

/** How many crossings it saves (negative: costs) to swap two neighbours of a layer, `first` standing before `second`. */
export function savedBySwap(first: Vertex, second: Vertex): number {
  return saved(startPlaces(first), startPlaces(second)) + saved(endPlaces(first), endPlaces(second));
}

function saved(first: readonly number[], second: readonly number[]): number {
  let difference = 0;
  for (const a of first) for (const b of second) difference += Math.sign(a - b);
  return difference;
}

/** Where the segments of a vertex start, as places in the layer before. */
export function startPlaces(vertex: Vertex): number[] {
  return vertex.before.map((start) => start.place);
}

/** Where the segments of a vertex end, as places in the layer after; on a consumer, at their port. */
export function endPlaces(vertex: Vertex): number[] {
  return vertex.after.map((end) => end.place + vertex.port / (end.breadth + 1));
}
