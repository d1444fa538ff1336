import { type Layers, type Vertex, vertexCount } from "./layered.ts";

/**
 * Stage 3a: which vertices share one straight line (after Brandes and Köpf, "Fast and simple horizontal coordinate
 * assignment", 2002).
 *
 * The plaque and the bends of an edge are tied together first, so that long edges run straight. Then each node asks
 * for one of its edges to be straight from end to end, the median one if it can. No two straight parts cross, and
 * every vertex has at most one on either side; so the lines have an order and can be packed.
 */
export class Alignment {
  private readonly layers: Layers;
  /** What each vertex is tied to on either side, by index. */
  private readonly next: (Vertex | undefined)[];
  private readonly previous: (Vertex | undefined)[];

  private constructor(layers: Layers, next: (Vertex | undefined)[], previous: (Vertex | undefined)[]) {
    this.layers = layers;
    this.next = next;
    this.previous = previous;
  }

  /** With the inside of each edge straight, as far as they do not cross; all else is free. */
  static ofInsides(layers: Layers): Alignment {
    const count = vertexCount(layers);
    const none = Array.from<undefined>({ length: count });
    const alignment = new Alignment(layers, none, none.slice());
    for (const layer of layers) {
      for (const node of layer) if (node.role === "node") alignment.tieEdgesInto(node);
    }
    return alignment;
  }

  /** "before": nodes align with their operands, nearest inputs first; "after": with their consumers, results first. */
  alignedTo(side: Side): Alignment {
    const { layers } = this;
    const aligned = new Alignment(layers, this.next.slice(), this.previous.slice());
    for (const layer of side === "before" ? layers : layers.toReversed()) {
      for (const node of layer) if (node.role === "node") aligned.alignNode(node, side);
    }
    return aligned;
  }

  /** The next one, nearer the results, on the line of a vertex. */
  nextOf({ index }: Vertex): Vertex | undefined {
    return this.next[index];
  }

  isFirst({ index }: Vertex): boolean {
    return this.previous[index] === undefined;
  }

  private tieEdgesInto(consumer: Vertex): void {
    for (const last of consumer.before) {
      let next = last;
      for (let previous = next.before[0]; previous && previous.role !== "node"; previous = next.before[0]) {
        if (this.allows(previous, next)) this.tie(previous, next);
        next = previous;
      }
    }
  }

  private alignNode(node: Vertex, side: Side): void {
    const edges = beside(node, side);
    const inOrder = edges.length > 1 ? edges.toSorted((a, b) => a.place - b.place) : edges;
    for (let i = 0; i < inOrder.length; i++) {
      const first = inOrder[outwards(i, inOrder.length)];
      if (first && this.straighten(node, first, side)) return;
    }
  }

  /** Ties the two ends of an edge to its inside; does nothing and returns false where one of them is not free. */
  private straighten(node: Vertex, first: Vertex, side: Side): boolean {
    let here = node;
    for (let there: Vertex | undefined = first; there; there = onwards(here, side)) {
      const [previous, next] = side === "after" ? [here, there] : [there, here];
      if (!this.joined(previous, next) && !this.allows(previous, next)) return false;
      here = there;
    }
    here = node;
    for (let there: Vertex | undefined = first; there; there = onwards(here, side)) {
      if (side === "after") this.tie(here, there);
      else this.tie(there, here);
      here = there;
    }
    return true;
  }

  private joined(vertex: Vertex, next: Vertex): boolean {
    return this.next[vertex.index] === next;
  }

  /** True when both are free on the sides that face each other and no straight part crosses the way between. */
  private allows(vertex: Vertex, next: Vertex): boolean {
    if (this.next[vertex.index] || this.previous[next.index]) return false;
    const low = this.nearestTie(vertex, -1);
    if (low && low.place >= next.place) return false;
    const high = this.nearestTie(vertex, 1);
    return !high || high.place > next.place;
  }

  private tie(vertex: Vertex, next: Vertex): void {
    this.next[vertex.index] = next;
    this.previous[next.index] = vertex;
  }

  /** Where the nearest straight part beside a vertex leads to. */
  private nearestTie(vertex: Vertex, step: 1 | -1): Vertex | undefined {
    const layer = this.layers[vertex.layer] ?? [];
    const end = step > 0 ? layer.length : -1;
    for (let place = vertex.place + step; place !== end; place += step) {
      const neighbour = layer[place];
      const tied = neighbour && this.next[neighbour.index];
      if (tied) return tied;
    }
    return undefined;
  }
}

type Side = "before" | "after";

function beside({ before, after }: Vertex, side: Side): readonly Vertex[] {
  return side === "before" ? before : after;
}

/** From an edge's inside on to its next vertex; none comes after the node at its end. */
function onwards(vertex: Vertex, side: Side): Vertex | undefined {
  return vertex.role === "node" ? undefined : beside(vertex, side)[0];
}

/** From the median of `count` outwards, the `i`-th; of two equally near, the first one first. */
function outwards(i: number, count: number): number {
  const middle = (count - 1) >> 1;
  const far = (i + 1) >> 1;
  return i % 2 === count % 2 ? middle - far : middle + far;
}
