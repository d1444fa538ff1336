import type { Alignment } from "./alignment.ts";
import { type Layers, type Vertex, vertexCount } from "./layered.ts";

/** Where each vertex's centre is along its layer, px, by the vertex's index. */
export type Coordinates = Float64Array;

interface Line {
  readonly vertices: readonly Vertex[];
  /** How many vertices stand just before this line's and have not let it pass yet. */
  waiting: number;
  at: number;
}

const GAP_NODES = 60;
const GAP_PLAQUES = 56;
const GAP_BENDS = 26;

/** Least distance, px, between the centres of two neighbours of a layer. */
export function separation(first: Vertex, second: Vertex): number {
  return (first.breadth + second.breadth) / 2 + gap(first, second);
}

function gap(first: Vertex, second: Vertex): number {
  if (first.role === "bend" || second.role === "bend") return GAP_BENDS;
  return first.role === "node" ? GAP_NODES : GAP_PLAQUES;
}

/**
 * Stage 3b: packs straight lines as near to the first operand's side as they go (longest path over the lines); then
 * pulls each up against the line beyond it, so that none is left lying away from its neighbours.
 */
export function pack(layers: Layers, { lines }: Alignment): Coordinates {
  const ordered = new LineOrder(layers, lines);
  for (const line of ordered.lines) {
    ordered.eachBeyond(line, (next, distance) => {
      next.at = Math.max(next.at, line.at + distance);
    });
  }
  for (const line of ordered.lines.toReversed()) {
    let room = Infinity;
    ordered.eachBeyond(line, (next, distance) => {
      room = Math.min(room, next.at - distance);
    });
    if (room < Infinity) line.at = Math.max(line.at, room);
  }
  return ordered.coordinates();
}

class LineOrder {
  /** Every line after those that must stay before it. Straight parts do not cross, so there is always such an order. */
  readonly lines: readonly Line[];
  private readonly layers: Layers;
  /** By the index of the vertex. */
  private readonly lineOf: Line[];

  constructor(layers: Layers, lines: Alignment["lines"]) {
    this.layers = layers;
    this.lineOf = new Array(vertexCount(layers));
    const all = lines.map((vertices): Line => ({ vertices, waiting: 0, at: 0 }));
    for (const line of all) for (const { index } of line.vertices) this.lineOf[index] = line;
    for (const line of all) this.eachBeyond(line, (next) => next.waiting++);
    const order = all.filter((line) => line.waiting === 0);
    for (const line of order) {
      this.eachBeyond(line, (next) => {
        if (--next.waiting === 0) order.push(next);
      });
    }
    this.lines = order;
  }

  /** Visits the lines that must stay on the far side of one, and by how much, px. */
  eachBeyond(line: Line, visit: (next: Line, distance: number) => void): void {
    for (const vertex of line.vertices) {
      const neighbour = this.layers[vertex.layer]?.[vertex.place + 1];
      const next = neighbour && this.lineOf[neighbour.index];
      if (next) visit(next, separation(vertex, neighbour));
    }
  }

  coordinates(): Coordinates {
    return Float64Array.from(this.lineOf, ({ at }) => at);
  }
}
