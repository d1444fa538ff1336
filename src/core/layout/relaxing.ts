import type { Layers, Vertex } from "./layered.ts";
import { placeNearest } from "./nearest.ts";
import { type Coordinates, separation } from "./packing.ts";

/** How many times as high as its fullest layer a drawing may be for the sake of straight lines. */
const MOST_SPREAD = 1.6;
const SWEEPS = 10;
/** How much firmer the inside of an edge holds to its neighbours than a node: so long edges stay straight. */
const STRAIGHT = 8;

/**
 * Stage 3c: straight lines that lean on each other like stairs make a drawing many times as high as its layers need.
 * There vertices are drawn towards their neighbours instead, layer by layer and by turns from both sides.
 */
export function relax(layers: Layers, coordinates: Coordinates): Coordinates {
  const [height, least] = [heightOf(layers, coordinates), fullest(layers)];
  // Less than that is no drawing yet.
  if (height >= least - 1 && height <= MOST_SPREAD * least) return coordinates;
  const relaxed = coordinates.slice();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    // The last two look to both sides.
    const isLast = sweep >= SWEEPS - 2;
    for (const layer of isForward ? layers : layers.toReversed()) {
      placeNearest(layer, relaxed, (vertex, wish) => {
        let [sum, weight] = [0, 0];
        const draw = (neighbour: Vertex, offset: number): void => {
          const firm = vertex.role === "node" || neighbour.role === "node" ? 1 : STRAIGHT;
          sum += firm * ((relaxed[neighbour.index] ?? 0) + offset);
          weight += firm;
        };
        if (isForward || isLast)
          for (const one of vertex.before)
            draw(one, one.role === "node" ? 0 : vertex.role === "node" ? -one.port : 0);
        if (!isForward || isLast) for (const one of vertex.after) draw(one, vertex.port);
        wish.at = weight > 0 ? sum / weight : (relaxed[vertex.index] ?? 0);
        wish.weight = weight > 0 ? weight : 0.01;
      });
    }
  }
  return relaxed;
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
