import { countCrossings, endPlace, savedBySwap } from "./crossings.ts";
import { type Layers, renumber, type Vertex, vertexCount } from "./layered.ts";
import { BlockOrder } from "./sifting.ts";

/**
 * Stage 2: the order within each layer.
 *
 * It starts as the program is written: results in turn, each followed down through its operands. Sweeps (Sugiyama's
 * barycentre method with Gansner's transpositions, "A technique for drawing directed graphs", 1993) replace it only by
 * an order with fewer crossings; where some are left, sweeps from an order of whole edges replace that if they have
 * fewer yet. Neighbours return to the written order where that costs no crossing.
 */
export function orderLayers(layers: Layers): void {
  const results = resultsOf(layers);
  const written = downFrom(results);
  orderAs(layers, written);
  const asWritten = snapshot(layers);
  const effort = effortFor(written.length);
  const sweeps = new Sweeps(layers, effort.transpositions);
  const sweepAll = (): number => {
    sweeps.transpose();
    return keepBest(layers, effort, (sweep) => sweeps.sweep(sweep));
  };

  let fewest = sweepAll();
  let best = snapshot(layers);
  const sifting = siftingFor(written.filter(({ role }) => role !== "bend").length);
  // Sifting moves edges and nodes, but hardly ever all that leads to one result past all that leads to another.
  for (const start of results.length > 1 ? [written, downFrom(results.toReversed())] : [written]) {
    if (fewest === 0 || sifting.sweeps === 0) break;
    restore(layers, asWritten);
    const blocks = new BlockOrder(layers, start);
    keepBest(layers, sifting, (sweep) => blocks.sweep(sweep));
    const crossings = sweepAll();
    if (crossings >= fewest) continue;
    fewest = crossings;
    best = snapshot(layers);
  }
  restore(layers, best);
}

interface Patience {
  readonly sweeps: number;
  /** Sweeps without progress after which to stop. */
  readonly patience: number;
}

interface Effort extends Patience {
  /** Passes of transposition a sweep. */
  readonly transpositions: number;
}

/** Small graphs are looked at closely; large ones must stay within seconds. */
function effortFor(vertices: number): Effort {
  if (vertices <= 1000) return { sweeps: 32, patience: 8, transpositions: 8 };
  if (vertices <= 6000) return { sweeps: 16, patience: 4, transpositions: 3 };
  return { sweeps: 6, patience: 2, transpositions: 1 };
}

/** A sweep tries each block beside each other one, so it takes time with their square. */
function siftingFor(blocks: number): Patience {
  return { sweeps: Math.min(60, Math.floor(1e7 / blocks ** 2)), patience: 8 };
}

/** Repeats a sweep while it helps, leaves the layers in the best order of all and returns its crossings. */
function keepBest(layers: Layers, { sweeps, patience }: Patience, run: (sweep: number) => void): number {
  let best = snapshot(layers);
  let fewest = countCrossings(layers);
  let idle = 0;
  for (let sweep = 0; sweep < sweeps && fewest > 0 && idle < patience; sweep++) {
    run(sweep);
    const crossings = countCrossings(layers);
    idle = crossings < fewest ? 0 : idle + 1;
    if (crossings < fewest) {
      fewest = crossings;
      best = snapshot(layers);
    }
  }
  restore(layers, best);
  return fewest;
}

/** What no consumer uses; the last layer's first. */
function resultsOf(layers: Layers): Vertex[] {
  return layers.toReversed().flatMap((layer) => layer.filter(({ after }) => after.length === 0));
}

/** All vertices as they are met depth first, from each result in turn through its operands. */
function downFrom(results: readonly Vertex[]): Vertex[] {
  const met = new Set<Vertex>();
  const stack = results.toReversed();
  for (let vertex = stack.pop(); vertex; vertex = stack.pop()) {
    if (met.has(vertex)) continue;
    met.add(vertex);
    stack.push(...vertex.before.toReversed());
  }
  return [...met];
}

/** Vertices take the places of their layers one after the other. */
function orderAs(layers: Layers, vertices: readonly Vertex[]): void {
  const order: Vertex[][] = layers.map(() => []);
  for (const vertex of vertices) order[vertex.layer]?.push(vertex);
  restore(layers, order);
}

/** Improves an order layer by layer; made while the layers stand as written, to return to that where it can. */
class Sweeps {
  private readonly layers: Layers;
  private readonly passes: number;
  /** Places as written, and the means of a sweep; by index. */
  private readonly written: Int32Array;
  private readonly means: Float64Array;

  constructor(layers: Layers, passes: number) {
    const count = vertexCount(layers);
    this.layers = layers;
    this.passes = passes;
    this.written = new Int32Array(count);
    this.means = new Float64Array(count);
    for (const { index, place } of layers.flat()) this.written[index] = place;
  }

  /** By turns from the inputs on and from the results back. */
  sweep(number: number): void {
    if (number % 2 === 0) for (const layer of this.layers) this.sortByMean(layer, meanStart);
    else for (const layer of this.layers.toReversed()) this.sortByMean(layer, meanEnd);
    this.transpose();
  }

  /** Swaps neighbours while that saves crossings, or costs none and returns them to the written order. */
  transpose(): void {
    for (let pass = 0, changed = true; pass < this.passes && changed; pass++) {
      changed = false;
      for (const layer of this.layers) if (this.transposeLayer(layer)) changed = true;
    }
  }

  /** Sorts a layer by the mean of its neighbours' places; vertices without neighbours on that side keep theirs. */
  private sortByMean(layer: Vertex[], meanOf: (vertex: Vertex) => number): void {
    for (const vertex of layer) this.means[vertex.index] = meanOf(vertex);
    const mean = ({ index }: Vertex): number => this.means[index] ?? 0;
    const sorted = layer.filter((vertex) => !Number.isNaN(mean(vertex))).sort((a, b) => mean(a) - mean(b));
    const queue = sorted.values();
    for (const [place, vertex] of layer.entries()) {
      if (!Number.isNaN(mean(vertex))) layer[place] = queue.next().value ?? vertex;
    }
    renumber(layer);
  }

  private transposeLayer(layer: Vertex[]): boolean {
    let changed = false;
    for (let place = 1; place < layer.length; place++) {
      const first = layer[place - 1];
      const second = layer[place];
      if (!first || !second) continue;
      const saved = savedBySwap(first, second);
      const returns = (this.written[first.index] ?? 0) > (this.written[second.index] ?? 0);
      if (saved < 0 || (saved === 0 && !returns)) continue;
      layer[place - 1] = second;
      layer[place] = first;
      second.place = place - 1;
      first.place = place;
      changed = true;
    }
    return changed;
  }
}

/** NaN for a vertex without neighbours before it. */
function meanStart({ before }: Vertex): number {
  return before.reduce((sum, start) => sum + start.place, 0) / before.length;
}

/** NaN for a vertex without neighbours after it. */
function meanEnd(vertex: Vertex): number {
  return vertex.after.reduce((sum, end) => sum + endPlace(vertex, end), 0) / vertex.after.length;
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
