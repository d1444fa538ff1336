import type { Alignment } from "./alignment.ts";
import { type Layers, type Vertex, vertexCount } from "./layered.ts";
import { at } from "./weave.ts";

/** Where each vertex's centre is along its layer, px, by the vertex's index. */
export type Coordinates = Float64Array;

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
export function pack(layers: Layers, alignment: Alignment): Coordinates {
  const { lineOf, starts, beyond, distances } = linesOf(layers, alignment);
  const places = new Float64Array(starts.length - 1);
  const order = inOrder(starts, beyond);
  for (const line of order) {
    const here = places[line] ?? 0;
    for (let i = at(starts, line); i < at(starts, line + 1); i++) {
      const next = at(beyond, i);
      places[next] = Math.max(places[next] ?? 0, here + (distances[i] ?? 0));
    }
  }
  for (const line of order.reverse()) {
    let room = Infinity;
    for (let i = at(starts, line); i < at(starts, line + 1); i++) {
      room = Math.min(room, (places[at(beyond, i)] ?? 0) - (distances[i] ?? 0));
    }
    if (room < Infinity) places[line] = Math.max(places[line] ?? 0, room);
  }
  const coordinates = new Float64Array(lineOf.length);
  for (let index = 0; index < lineOf.length; index++) coordinates[index] = places[at(lineOf, index)] ?? 0;
  return coordinates;
}

interface Lines {
  /** By the index of the vertex. */
  readonly lineOf: Int32Array;
  /** The lines that must stay on the far side of line i are at starts[i] … starts[i + 1] − 1, by how much, px, beside it. */
  readonly starts: Int32Array;
  readonly beyond: Int32Array;
  readonly distances: Float64Array;
}

function linesOf(layers: Layers, alignment: Alignment): Lines {
  const count = vertexCount(layers);
  const lineOf = new Int32Array(count);
  const firsts: Vertex[] = [];
  for (const layer of layers) {
    for (const first of layer) {
      if (!alignment.isFirst(first)) continue;
      const line = firsts.push(first) - 1;
      for (let vertex: Vertex | undefined = first; vertex; vertex = alignment.nextOf(vertex)) {
        lineOf[vertex.index] = line;
      }
    }
  }
  const starts = new Int32Array(firsts.length + 1);
  const beyond = new Int32Array(count);
  const distances = new Float64Array(count);
  let end = 0;
  for (const [line, first] of firsts.entries()) {
    for (let vertex: Vertex | undefined = first; vertex; vertex = alignment.nextOf(vertex)) {
      const neighbour = layers[vertex.layer]?.[vertex.place + 1];
      if (!neighbour) continue;
      beyond[end] = at(lineOf, neighbour.index);
      distances[end++] = separation(vertex, neighbour);
    }
    starts[line + 1] = end;
  }
  return { lineOf, starts, beyond, distances };
}

/** Every line after those that must stay before it. Straight parts do not cross, so there is always such an order. */
function inOrder(starts: Int32Array, beyond: Int32Array): Int32Array {
  const order = new Int32Array(starts.length - 1);
  // How many vertices stand just before a line's and have not let it pass yet.
  const waiting = new Int32Array(order.length);
  for (let i = 0; i < at(starts, order.length); i++) waiting[at(beyond, i)] = at(waiting, at(beyond, i)) + 1;
  let count = 0;
  for (let line = 0; line < order.length; line++) if (at(waiting, line) === 0) order[count++] = line;
  for (let done = 0; done < count; done++) {
    const line = at(order, done);
    for (let i = at(starts, line); i < at(starts, line + 1); i++) {
      const next = at(beyond, i);
      waiting[next] = at(waiting, next) - 1;
      if (at(waiting, next) === 0) order[count++] = next;
    }
  }
  return order.subarray(0, count);
}
