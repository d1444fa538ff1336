import type { Alignment } from "./alignment.ts";
import type { Layers, Vertex } from "./layered.ts";

/** Where each vertex's centre is along its layer, px, by the vertex's index. */
export type Coordinates = Float64Array;

interface Line {
  readonly vertices: readonly Vertex[];
  /** Lines that must stay on the far side of this one, and by how much, px. */
  readonly beyond: { readonly line: Line; readonly distance: number }[];
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
  const ordered = sortLines(connectLines(layers, lines));
  for (const line of ordered) {
    for (const { line: next, distance } of line.beyond) next.at = Math.max(next.at, line.at + distance);
  }
  for (const line of ordered.toReversed()) {
    const room = line.beyond.reduce(
      (least, { line: next, distance }) => Math.min(least, next.at - distance),
      Infinity,
    );
    if (room < Infinity) line.at = Math.max(line.at, room);
  }
  const coordinates = new Float64Array(layers.reduce((count, layer) => count + layer.length, 0));
  for (const { vertices, at } of ordered) for (const { index } of vertices) coordinates[index] = at;
  return coordinates;
}

function connectLines(layers: Layers, lines: Alignment["lines"]): Line[] {
  const lineOf = new Map<Vertex, Line>();
  const all = lines.map((vertices): Line => ({ vertices, beyond: [], waiting: 0, at: 0 }));
  for (const line of all) for (const vertex of line.vertices) lineOf.set(vertex, line);
  for (const layer of layers) {
    for (const [place, vertex] of layer.entries()) {
      const line = lineOf.get(vertex);
      const neighbour = layer[place + 1];
      const next = neighbour && lineOf.get(neighbour);
      if (!line || !next) continue;
      line.beyond.push({ line: next, distance: separation(vertex, neighbour) });
      next.waiting++;
    }
  }
  return all;
}

/** Every line after those that must stay before it. Straight parts do not cross, so there is always such an order. */
function sortLines(lines: readonly Line[]): Line[] {
  const order = lines.filter((line) => line.waiting === 0);
  for (const line of order) {
    for (const { line: next } of line.beyond) if (--next.waiting === 0) order.push(next);
  }
  return order;
}
