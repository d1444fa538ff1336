import type { Layers, Vertex } from "./layered.ts";
import { Nearest } from "./nearest.ts";
import { type Coordinates, separation } from "./packing.ts";
import { at } from "./weave.ts";

/** How many times as high as its fullest layer a drawing may be for the sake of straight lines. */
const MOST_SPREAD = 1.6;
const SWEEPS = 10;
/** How much firmer the inside of an edge holds to its neighbours than a node: so long edges stay straight. */
const STRAIGHT = 8;
/** And what is joined to nothing. */
const LOOSE = 0.01;

/**
 * Stage 3c: straight lines that lean on each other like stairs make a drawing many times as high as its layers need.
 * There vertices are drawn towards their neighbours instead, layer by layer and by turns from both sides.
 */
export function relax(layers: Layers, coordinates: Coordinates): Coordinates {
  const [height, least] = [heightOf(layers, coordinates), fullest(layers)];
  // Less than that is no drawing yet.
  if (height >= least - 1 && height <= MOST_SPREAD * least) return coordinates;
  const relaxed = coordinates.slice();
  const nearest = new Nearest(layers);
  const [before, after] = [pullsOf(layers, "before"), pullsOf(layers, "after")];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    // The last two look to both sides.
    const isLast = sweep >= SWEEPS - 2;
    for (let step = 0; step < layers.length; step++) {
      const layerAt = isForward ? step : layers.length - 1 - step;
      for (const { index, place } of layers[layerAt] ?? []) {
        let [sum, weight] = [0, 0];
        for (const { starts, ends, offsets, firmness } of isLast
          ? [before, after]
          : isForward
            ? [before]
            : [after]) {
          for (let i = at(starts, index); i < at(starts, index + 1); i++) {
            const firm = at(firmness, i);
            sum += firm * ((relaxed[at(ends, i)] ?? 0) + (offsets[i] ?? 0));
            weight += firm;
          }
        }
        nearest.wishes[place] = weight > 0 ? sum / weight : (relaxed[index] ?? 0);
        nearest.weights[place] = weight > 0 ? weight : LOOSE;
      }
      nearest.place(layerAt, relaxed);
    }
  }
  return relaxed;
}

/** What draws a vertex on one side: by its index i at starts[i] … starts[i + 1] − 1. */
interface Pulls {
  readonly starts: Int32Array;
  /** The neighbour by its index, how far from it the vertex wants to be, px, and how firmly. */
  readonly ends: Int32Array;
  readonly offsets: Float64Array;
  readonly firmness: Int32Array;
}

function pullsOf(layers: Layers, side: "before" | "after"): Pulls {
  const vertices: Vertex[] = [];
  for (const layer of layers) for (const vertex of layer) vertices[vertex.index] = vertex;
  const starts = new Int32Array(vertices.length + 1);
  for (const { index, [side]: neighbours } of vertices)
    starts[index + 1] = at(starts, index) + neighbours.length;
  const ends = new Int32Array(at(starts, vertices.length));
  const [offsets, firmness] = [new Float64Array(ends.length), new Int32Array(ends.length)];
  let i = 0;
  for (const vertex of vertices) {
    for (const neighbour of vertex[side]) {
      const [consumer, last] = side === "before" ? [vertex, neighbour] : [neighbour, vertex];
      ends[i] = neighbour.index;
      offsets[i] = side === "after" ? last.port : consumer.role === "node" ? -last.port : 0;
      firmness[i++] = vertex.role === "node" || neighbour.role === "node" ? 1 : STRAIGHT;
    }
  }
  return { starts, ends, offsets, firmness };
}

function heightOf(layers: Layers, coordinates: Coordinates): number {
  let [low, high] = [Infinity, -Infinity];
  for (const layer of layers) {
    for (const { index, breadth } of layer) {
      const at = coordinates[index] ?? 0;
      low = Math.min(low, at - breadth / 2);
      high = Math.max(high, at + breadth / 2);
    }
  }
  return high - low;
}

/** The least height that any layer needs, at the most. */
function fullest(layers: Layers): number {
  return layers.reduce((most, layer) => {
    const height = layer.reduce((sum, vertex, place) => {
      const previous = layer[place - 1];
      return sum + (previous ? separation(previous, vertex) : vertex.breadth);
    }, 0);
    return Math.max(most, height);
  }, 0);
}
