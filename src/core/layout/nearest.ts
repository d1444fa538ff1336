import { type Layers, vertexCount } from "./layered.ts";
import { type Coordinates, separation } from "./packing.ts";
import { at } from "./weave.ts";

/** Places layers one by one; what they wish is filled in before each. */
export class Nearest {
  /** By the place in a layer: where a vertex would stand if it were alone, px, and how firmly it holds to that. */
  readonly wishes: Float64Array;
  readonly weights: Float64Array;
  /** The nearest that each vertex can come to its layer's first, px, by index. */
  private readonly offsets: Float64Array;
  // Neighbours pushed together move as one: the level they share, their weight, and the place after their last.
  private readonly levels: Float64Array;
  private readonly pooled: Float64Array;
  private readonly ends: Int32Array;
  private readonly layers: Layers;

  constructor(layers: Layers) {
    this.layers = layers;
    const most = layers.reduce((length, layer) => Math.max(length, layer.length), 0);
    this.wishes = new Float64Array(most);
    this.weights = new Float64Array(most);
    this.levels = new Float64Array(most);
    this.pooled = new Float64Array(most);
    this.ends = new Int32Array(most);
    this.offsets = offsetsOf(layers);
  }

  /**
   * Places a layer so that it keeps order and separation and deviates least from its wishes, by weighted squares:
   * isotonic regression by pooling adjacent violators, once the separations are taken off.
   */
  place(layerAt: number, coordinates: Coordinates): void {
    const { wishes, weights, levels, pooled, ends, offsets } = this;
    const layer = this.layers[layerAt] ?? [];
    let pools = 0;
    let place = 0;
    for (const { index } of layer) {
      let level = (wishes[place] ?? 0) - (offsets[index] ?? 0);
      let weight = weights[place] ?? 0;
      for (; pools > 0 && (levels[pools - 1] ?? 0) > level; pools--) {
        const joined = pooled[pools - 1] ?? 0;
        level = (level * weight + (levels[pools - 1] ?? 0) * joined) / (weight + joined);
        weight += joined;
      }
      levels[pools] = level;
      pooled[pools] = weight;
      ends[pools++] = ++place;
    }
    let pool = 0;
    place = 0;
    for (const { index } of layer) {
      if (place++ === at(ends, pool)) pool++;
      coordinates[index] = (levels[pool] ?? 0) + (offsets[index] ?? 0);
    }
  }
}

function offsetsOf(layers: Layers): Float64Array {
  const offsets = new Float64Array(vertexCount(layers));
  for (const layer of layers) {
    let previous = layer[0];
    let offset = 0;
    for (const vertex of layer) {
      if (previous && previous !== vertex) offset += separation(previous, vertex);
      offsets[vertex.index] = offset;
      previous = vertex;
    }
  }
  return offsets;
}
