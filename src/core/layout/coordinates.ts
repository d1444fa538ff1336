import { align } from "./alignment.ts";
import { type LayeredGraph, renumber, type Vertex } from "./layered.ts";
import { type Coordinates, pack } from "./packing.ts";
import { settle } from "./settling.ts";

/**
 * Stage 3: coordinates along the layers, px.
 *
 * Alignment prefers one side, packing another; so both are done four times, mirrored both ways, and each vertex takes
 * the mean of its two middle coordinates. That keeps all distances, keeps straight what is straight in most of the
 * four, and draws the mirror image of a graph as the mirror image of its drawing.
 */
export function assignCoordinates(graph: LayeredGraph): Coordinates {
  const mirrored = graph.map((layer) => layer.toReversed());
  const towardsFirst = [pack(graph, align(graph, "before")), pack(graph, align(graph, "after"))];
  for (const layer of mirrored) renumber(layer);
  const towardsLast = [pack(mirrored, align(mirrored, "before")), pack(mirrored, align(mirrored, "after"))];
  for (const layer of graph) renumber(layer);
  return settle(graph, balance(graph.flat(), towardsFirst, towardsLast.map(negated)));
}

function negated(coordinates: Coordinates): Coordinates {
  return new Map([...coordinates].map(([vertex, at]) => [vertex, -at]));
}

/** Lays the four drawings over the narrowest of them, each by the side it was packed to. */
function balance(
  vertices: readonly Vertex[],
  towardsFirst: readonly Coordinates[],
  towardsLast: readonly Coordinates[],
): Coordinates {
  const all = [...towardsFirst, ...towardsLast];
  const narrowest = all.map(extent).reduce((a, b) => (b.high - b.low < a.high - a.low ? b : a));
  const shifts = new Map<Coordinates, number>();
  for (const run of towardsFirst) shifts.set(run, narrowest.low - extent(run).low);
  for (const run of towardsLast) shifts.set(run, narrowest.high - extent(run).high);

  const middle = (vertex: Vertex): number => {
    const at = all.map((run) => (run.get(vertex) ?? 0) + (shifts.get(run) ?? 0)).sort((a, b) => a - b);
    return ((at[1] ?? 0) + (at[2] ?? 0)) / 2;
  };
  return new Map(vertices.map((vertex) => [vertex, middle(vertex)]));
}

function extent(coordinates: Coordinates): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const [{ breadth }, at] of coordinates) {
    low = Math.min(low, at - breadth / 2);
    high = Math.max(high, at + breadth / 2);
  }
  return { low, high };
}
