import { type LayeredGraph, renumber, spreadPorts, type Vertex, vertexCount } from "./layered.ts";
import { type Coordinates, separation } from "./packing.ts";
import { BlockOrder } from "./sifting.ts";
import { weaveOf } from "./weave.ts";

/**
 * Stages 2 and 3 for graphs whose edges have too many bends to order and to place one by one. The inside of an edge is
 * one lane, straight over all its layers; nodes, plaques and lanes stand in one order, which is that of every layer.
 * So all it takes is a skyline, which is as fast as counting layers.
 */
export function placeInLanes(graph: LayeredGraph): Coordinates {
  const items = orderedItems(graph);
  for (const layer of graph.layers) layer.length = 0;
  for (const { vertices } of items) for (const vertex of vertices) graph.layers[vertex.layer]?.push(vertex);
  for (const layer of graph.layers) renumber(layer);
  spreadPorts(graph);
  return new Skyline(graph, items).settled();
}

/** What takes room: a node, a plaque, or a lane with the bends at its two ends. */
interface Item {
  readonly vertices: readonly Vertex[];
  readonly first: number;
  readonly last: number;
}

const ROUNDS = 6;
/** How many pairs of blocks are tried in a round, at most: the nearest ones. */
const MOST_PAIRS = 15_000_000;

/** In their order, from the first operand's side to the last's; each node's operands are put in it as well. */
function orderedItems({ layers }: LayeredGraph): Item[] {
  const weave = weaveOf(layers);
  const blocks = new BlockOrder(weave);
  const reach = Math.ceil(MOST_PAIRS / (2 * blocks.count));
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) blocks.drawTogether(round - 1);
    blocks.sift(reach);
  }
  const places = new Float64Array(vertexCount(layers));
  for (const [number, { index }] of weave.vertices.entries()) places[index] = blocks.placeOf(number);
  const placeOf = (vertex: Vertex | undefined): number => places[vertex?.index ?? 0] ?? 0;
  const inOrder = weave.vertices.toSorted((a, b) => placeOf(a) - placeOf(b));
  return inOrder.flatMap((vertex): Item[] => {
    const { role, layer, before } = vertex;
    if (role === "bend") {
      const entry = before[0] ?? vertex;
      return [{ vertices: [entry, vertex], first: entry.layer, last: layer }];
    }
    before.sort((a, b) => placeOf(a.before[0]) - placeOf(b.before[0]));
    const plaques = before.map((plaque) => ({ vertices: [plaque], first: layer - 1, last: layer - 1 }));
    return [...plaques, { vertices: [vertex], first: layer, last: layer }];
  });
}

const SWEEPS = 8;

/** Puts items beside each other, layer by layer: what stands where in a layer is known from what was put there last. */
class Skyline {
  private readonly items: readonly Item[];
  private readonly reversed: readonly Item[];
  private readonly coordinates: Coordinates;
  /** What was put last into each layer. */
  private readonly top: (Vertex | undefined)[];

  constructor({ layers }: LayeredGraph, items: readonly Item[]) {
    this.items = items;
    this.reversed = items.toReversed();
    this.coordinates = new Float64Array(vertexCount(layers));
    this.top = new Array(layers.length);
  }

  /**
   * As near to the first operand's side as it goes, and as near to the last's: whatever stands between the two leaves
   * room for all. There items are drawn to their neighbours, by turns from both sides.
   */
  settled(): Coordinates {
    const low = this.sweep(1, () => 0).slice();
    const height = low.reduce((most, at) => Math.max(most, at), 0);
    const high = this.sweep(-1, () => height).slice();
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      if (sweep % 2 === 0) this.sweep(1, (item, { index }) => Math.min(this.wish(item), high[index] ?? 0));
      else this.sweep(-1, (item, { index }) => Math.max(this.wish(item), low[index] ?? 0));
    }
    return this.coordinates;
  }

  /** Puts every item where it wants to be, or as near to that as those let it that have been put there before. */
  private sweep(side: 1 | -1, placeOf: (item: Item, vertex: Vertex) => number): Coordinates {
    this.top.fill(undefined);
    for (const item of side > 0 ? this.items : this.reversed) {
      const [vertex] = item.vertices;
      if (!vertex) continue;
      let at = side * placeOf(item, vertex);
      for (let layer = item.first; layer <= item.last; layer++) {
        const last = this.top[layer];
        if (last) at = Math.max(at, side * (this.coordinates[last.index] ?? 0) + separation(last, vertex));
        this.top[layer] = vertex;
      }
      for (const { index } of item.vertices) this.coordinates[index] = side * at;
    }
    return this.coordinates;
  }

  /** The mean of where its edges come from and lead to. */
  private wish({ vertices }: Item): number {
    let [sum, count] = [0, 0];
    for (const { before, after, port } of vertices) {
      for (const one of before) sum += (this.coordinates[one.index] ?? 0) - one.port;
      for (const one of after) sum += (this.coordinates[one.index] ?? 0) + port;
      count += before.length + after.length;
    }
    return count > 0 ? sum / count : 0;
  }
}
