import { align } from "./alignment.ts";
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
  const towardsFirst = [pack(layers, align(layers, "before")), pack(layers, align(layers, "after"))];
  for (const layer of mirrored) renumber(layer);
  const towardsLast = [pack(mirrored, align(mirrored, "before")), pack(mirrored, align(mirrored, "after"))];
  for (const layer of layers) renumber(layer);
  return balance(vertices, towardsFirst, towardsLast.map(negated));
}

function negated(coordinates: Coordinates): Coordinates {
  return coordinates.map((at) => -at);
}

/** Lays the four drawings over the narrowest of them, each by the side it was packed to. */
function balance(
  vertices: readonly Vertex[],
  towardsFirst: readonly Coordinates[],
  towardsLast: readonly Coordinates[],
): Coordinates {
  const extents = (runs: readonly Coordinates[]) => runs.map((run) => ({ run, ...extentOf(vertices, run) }));
  const [first, last] = [extents(towardsFirst), extents(towardsLast)];
  const narrowest = [...first, ...last].reduce((a, b) => (b.high - b.low < a.high - a.low ? b : a));
  const laidOver = [
    ...first.map(({ run, low }) => run.map((at) => at + (narrowest.low - low))),
    ...last.map(({ run, high }) => run.map((at) => at + (narrowest.high - high))),
  ];
  return new Float64Array(vertices.length).map((_, index) => {
    const [, second = 0, third = 0] = laidOver.map((run) => run[index] ?? 0).sort((a, b) => a - b);
    return (second + third) / 2;
  });
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
