import type { Layers, Vertex } from "./layered.ts";
import { Nearest } from "./nearest.ts";
import type { Coordinates } from "./packing.ts";

/** How much firmer all else keeps its place than what is free to settle. */
const FIRM = 1e9;

/**
 * Stage 3d: what has one natural place comes as near to it as its neighbours let it, while all else stays: inputs that
 * are used once beside their consumer, then plaques in the middle of their edge. Only over a single step, though: the
 * inside of a long edge has been made straight and stays so.
 */
export function settle(layers: Layers, coordinates: Coordinates): Coordinates {
  const settled = coordinates.slice();
  const nearest = new Nearest(layers);
  for (const placeOf of [besideOnlyConsumer, middleOfEdge]) {
    for (const [index, layer] of layers.entries()) {
      for (let place = 0; place < layer.length; place++) {
        const vertex = layer[place];
        if (!vertex) continue;
        const natural = placeOf(vertex, settled);
        nearest.wishes[place] = natural ?? settled[vertex.index] ?? 0;
        nearest.weights[place] = natural === undefined ? FIRM : 1;
      }
      nearest.place(index, settled);
    }
  }
  return settled;
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
