import { countCrossings, endPlaces, savedBySwap, startPlaces } from "./crossings.ts";
import { type Layers, renumber, type Vertex } from "./layered.ts";

/**
 * Stage 2: the order within each layer.
 *
 * It starts as the program is written: results in turn, each followed down through its operands. Sweeps (Sugiyama's
 * barycentre method with Gansner's transpositions, "A technique for drawing directed graphs", 1993) replace it only by
 * an order with fewer crossings, and at the end neighbours return to the written order where that costs none.
 */
export function orderLayers(layers: Layers): void {
  orderAsWritten(layers);
  const written = new Map(layers.flat().map((vertex) => [vertex, vertex.place]));
  const effort = effortFor(written.size);

  transpose(layers, written, effort.transpositions);
  let best = snapshot(layers);
  let fewest = countCrossings(layers);
  let idle = 0;
  for (let sweep = 0; sweep < effort.sweeps && fewest > 0 && idle < effort.patience; sweep++) {
    if (sweep % 2 === 0) for (const layer of layers) sortByMean(layer, startPlaces);
    else for (const layer of layers.toReversed()) sortByMean(layer, endPlaces);
    transpose(layers, written, effort.transpositions);
    const crossings = countCrossings(layers);
    idle = crossings < fewest ? 0 : idle + 1;
    if (crossings < fewest) {
      fewest = crossings;
      best = snapshot(layers);
    }
  }
  restore(layers, best);
}

interface Effort {
  readonly sweeps: number;
  /** Sweeps without progress after which to stop. */
  readonly patience: number;
  /** Passes of transposition a sweep. */
  readonly transpositions: number;
}

/** Small graphs are looked at closely; large ones must stay within seconds. */
function effortFor(vertices: number): Effort {
  if (vertices <= 1000) return { sweeps: 32, patience: 8, transpositions: 8 };
  if (vertices <= 6000) return { sweeps: 16, patience: 4, transpositions: 3 };
  return { sweeps: 6, patience: 2, transpositions: 1 };
}

/** Depth first from each result through its operands in turn; a vertex takes the next place of its layer when met. */
function orderAsWritten(layers: Layers): void {
  const results = layers
    .flat()
    .filter((vertex) => vertex.after.length === 0)
    .sort((a, b) => b.layer - a.layer);
  const met = new Set<Vertex>();
  const written: Vertex[][] = layers.map(() => []);
  const stack = results.toReversed();
  for (let vertex = stack.pop(); vertex; vertex = stack.pop()) {
    if (met.has(vertex)) continue;
    met.add(vertex);
    written[vertex.layer]?.push(vertex);
    stack.push(...vertex.before.toReversed());
  }
  restore(layers, written);
}

/** Sorts a layer by the mean of its neighbours' places; vertices without neighbours on that side keep theirs. */
function sortByMean(layer: Vertex[], neighbours: (vertex: Vertex) => number[]): void {
  const means = new Map<Vertex, number>();
  for (const vertex of layer) {
    const places = neighbours(vertex);
    if (places.length > 0) means.set(vertex, places.reduce((sum, place) => sum + place, 0) / places.length);
  }
  const sorted = [...means].sort(([, a], [, b]) => a - b).map(([vertex]) => vertex);
  const queue = sorted.values();
  for (const [place, vertex] of layer.entries()) {
    if (means.has(vertex)) layer[place] = queue.next().value ?? vertex;
  }
  renumber(layer);
}

/** Swaps neighbours while that saves crossings, or costs none and returns them to the written order. */
function transpose(layers: Layers, written: ReadonlyMap<Vertex, number>, passes: number): void {
  for (let pass = 0, changed = true; pass < passes && changed; pass++) {
    changed = false;
    for (const layer of layers) if (transposeLayer(layer, written)) changed = true;
  }
}

function transposeLayer(layer: Vertex[], written: ReadonlyMap<Vertex, number>): boolean {
  let changed = false;
  for (let place = 1; place < layer.length; place++) {
    const first = layer[place - 1];
    const second = layer[place];
    if (!first || !second) continue;
    const saved = savedBySwap(first, second);
    const returns = (written.get(first) ?? 0) > (written.get(second) ?? 0);
    if (saved < 0 || (saved === 0 && !returns)) continue;
    layer[place - 1] = second;
    layer[place] = first;
    second.place = place - 1;
    first.place = place;
    changed = true;
  }
  return changed;
}

function snapshot(layers: Layers): Vertex[][] {
  return layers.map((layer) => [...layer]);
}

function restore(layers: Layers, order: readonly (readonly Vertex[])[]): void {
  for (const [index, layer] of layers.entries()) {
    layer.splice(0, layer.length, ...(order[index] ?? []));
    renumber(layer);
  }
}
