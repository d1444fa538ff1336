import { type Layers, type Vertex, vertexCount } from "./layered.ts";

/**
 * Stage 3a: which vertices share one straight line (after Brandes and Köpf, "Fast and simple horizontal coordinate
 * assignment", 2002).
 *
 * The plaque and the bends of an edge are tied together first, so that long edges run straight. Then each node asks
 * for one of its edges to be straight from end to end, the median one if it can. No two straight parts cross, and
 * every vertex has at most one on either side; so the lines have an order and can be packed.
 */
export interface Alignment {
  /** The straight lines, each from the inputs towards the results; every vertex is in one. */
  readonly lines: readonly (readonly Vertex[])[];
}

/** "before": nodes align with their operands, nearest inputs first; "after": with their consumers, results first. */
export type Side = "before" | "after";

export function align(layers: Layers, side: Side): Alignment {
  const ties = new Ties(layers);
  for (const layer of layers) for (const node of layer) if (node.role === "node") tieEdgesInto(node, ties);
  for (const layer of side === "before" ? layers : layers.toReversed()) {
    for (const node of layer) if (node.role === "node") alignNode(node, side, ties);
  }
  return { lines: ties.lines() };
}

function tieEdgesInto(consumer: Vertex, ties: Ties): void {
  for (const last of consumer.before) {
    const inner = walk(last, "before").slice(0, -1);
    for (const [i, next] of inner.entries()) {
      const previous = inner[i + 1];
      if (previous && ties.allows(previous, next)) ties.tie(previous, next);
    }
  }
}

function alignNode(node: Vertex, side: Side, ties: Ties): void {
  const edges = node[side].toSorted((a, b) => a.place - b.place);
  const middle = (edges.length - 1) / 2;
  // From the median outwards; of two equally near, the first.
  const byRank = [...edges.entries()].sort(
    ([a], [b]) => Math.abs(a - middle) - Math.abs(b - middle) || a - b,
  );
  for (const [, first] of byRank) if (straighten([node, ...walk(first, side)], side, ties)) return;
}

/** The vertices of an edge from one of its inner ones on to the node at that side, which comes last. */
function walk(inner: Vertex, side: Side): Vertex[] {
  const path = [inner];
  for (let vertex: Vertex | undefined = inner; vertex && vertex.role !== "node"; ) {
    vertex = vertex[side][0];
    if (vertex) path.push(vertex);
  }
  return path;
}

/** Ties the two ends of an edge to its inside; does nothing and returns false where one of them is not free. */
function straighten(path: readonly Vertex[], side: Side, ties: Ties): boolean {
  const ordered = side === "after" ? path : path.toReversed();
  const pairs = ordered.slice(1).map((next, i) => [ordered[i] ?? next, next] as const);
  const open = pairs.filter(([previous, next]) => !ties.joined(previous, next));
  if (!open.every(([previous, next]) => ties.allows(previous, next))) return false;
  for (const [previous, next] of open) ties.tie(previous, next);
  return true;
}

/** The straight parts found so far. */
class Ties {
  /** The vertex tied to each on either side, by index. */
  private readonly next: (Vertex | undefined)[];
  private readonly previous: (Vertex | undefined)[];
  private readonly layers: Layers;

  constructor(layers: Layers) {
    const count = vertexCount(layers);
    this.next = new Array(count);
    this.previous = new Array(count);
    this.layers = layers;
  }

  joined(vertex: Vertex, next: Vertex): boolean {
    return this.next[vertex.index] === next;
  }

  /** True when both are free on the sides that face each other and no straight part crosses the way between. */
  allows(vertex: Vertex, next: Vertex): boolean {
    if (this.next[vertex.index] || this.previous[next.index]) return false;
    const low = this.nearestTie(vertex, -1);
    const high = this.nearestTie(vertex, 1);
    return (!low || low.place < next.place) && (!high || high.place > next.place);
  }

  tie(vertex: Vertex, next: Vertex): void {
    this.next[vertex.index] = next;
    this.previous[next.index] = vertex;
  }

  /** Where the nearest straight part beside a vertex leads to. */
  private nearestTie(vertex: Vertex, step: 1 | -1): Vertex | undefined {
    const layer = this.layers[vertex.layer] ?? [];
    for (let place = vertex.place + step; ; place += step) {
      const neighbour = layer[place];
      if (!neighbour) return undefined;
      const tied = this.next[neighbour.index];
      if (tied) return tied;
    }
  }

  lines(): Vertex[][] {
    const firsts = this.layers.flat().filter((vertex) => !this.previous[vertex.index]);
    return firsts.map((first) => {
      const line = [first];
      for (let next = this.next[first.index]; next; next = this.next[next.index]) line.push(next);
      return line;
    });
  }
}
