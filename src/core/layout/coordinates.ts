import { Alignment } from "./alignment.ts";
import { type Layers, renumber, type Vertex } from "./layered.ts";
import { type Coordinates, pack } from "./packing.ts";
import { relax } from "./relaxing.ts";
import { settle } from "./settling.ts";

/**
 * Stage 3: coordinates along the layers, px, from 0 at the first operand's side.
 *
 * Alignment prefers one side, packing another; so both are done four times, mirrored both ways, and each vertex takes
 * the mean of its two middle coordinates. That keeps all distances, keeps straight what is straight in most of the
 * four, and draws the mirror image of a graph as the mirror image of its drawing.
 */
export function assignCoordinates(layers: Layers): Coordinates {
  const vertices = layers.flat();
  const straight =
    vertices.length <= MOST_STRAIGHT ? straightened(layers, vertices) : new Float64Array(vertices.length);
  const settled = settle(layers, relax(layers, straight));
  const { low } = extentOf(vertices, settled);
  return settled.map((at) => at - low);
}

/** Larger graphs are only relaxed: nobody sees their lines one by one. */
const MOST_STRAIGHT = 40_000;

function straightened(layers: Layers, vertices: readonly Vertex[]): Coordinates {
  const mirrored = layers.map((layer) => layer.toReversed());
  const towardsFirst = packed(layers);
  for (const layer of mirrored) renumber(layer);
  const towardsLast = packed(mirrored);
  for (const layer of layers) renumber(layer);
  return balance(vertices, towardsFirst, towardsLast);
}

function packed(layers: Layers): Coordinates[] {
  const insides = Alignment.ofInsides(layers);
  return SIDES.map((side) => pack(layers, insides.alignedTo(side)));
}

const SIDES = ["before", "after"] as const;

/** Lays the four drawings over the narrowest of them, each by the side it was packed to; the last two are mirrored. */
function balance(
  vertices: readonly Vertex[],
  towardsFirst: readonly Coordinates[],
  towardsLast: readonly Coordinates[],
): Coordinates {
  for (const coordinates of towardsLast) {
    for (let index = 0; index < coordinates.length; index++) coordinates[index] = -(coordinates[index] ?? 0);
  }
  const runs = [...towardsFirst, ...towardsLast];
  const extents = runs.map((run) => extentOf(vertices, run));
  const narrowest = extents.reduce((a, b) => (b.high - b.low < a.high - a.low ? b : a));
  for (const [i, run] of runs.entries()) {
    const { low, high } = extents[i] ?? narrowest;
    const shift = i < towardsFirst.length ? narrowest.low - low : narrowest.high - high;
    for (let index = 0; index < run.length; index++) run[index] = (run[index] ?? 0) + shift;
  }
  const four = (index: number, run: number): number => runs[run]?.[index] ?? 0;
  return new Float64Array(vertices.length).map((_, index) =>
    meanOfMiddle(four(index, 0), four(index, 1), four(index, 2), four(index, 3)),
  );
}

/** Half the sum of those that are neither least nor greatest. */
function meanOfMiddle(a: number, b: number, c: number, d: number): number {
  return (Math.max(Math.min(a, b), Math.min(c, d)) + Math.min(Math.max(a, b), Math.max(c, d))) / 2;
}

interface Extent {
  readonly low: number;
  readonly high: number;
}

function extentOf(vertices: readonly Vertex[], coordinates: Coordinates): Extent {
  let low = Infinity;
  let high = -Infinity;
  for (const { index, breadth } of vertices) {
    const at = coordinates[index] ?? 0;
    low = Math.min(low, at - breadth / 2);
    high = Math.max(high, at + breadth / 2);
  }
  return { low, high };
}
