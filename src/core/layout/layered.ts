import type { Direction, LayoutEdge, LayoutInput, LayoutNode, Size } from "./graph.ts";
import { assignLayers } from "./layering.ts";
import { portOffset } from "./ports.ts";

/** What a vertex stands for; a bend is where an edge passes a layer that holds neither its ends nor its plaque. */
type Role = "node" | "plaque" | "bend";

/**
 * One place in one layer. As every edge is split by a plaque (0 × 0 if it has none), segments lead from a node to a
 * plaque or bend, between those, or from one to a node; never from node to node.
 */
export interface Vertex {
  readonly role: Role;
  /** Among all vertices of the graph, 0, 1, 2, …; what a stage finds out about vertices is kept in arrays by it. */
  readonly index: number;
  readonly layer: number;
  /** Extent along the layer, px. */
  readonly breadth: number;
  /** Extent along the edges, px. */
  readonly length: number;
  /** Neighbours one layer nearer the inputs; of a node in operand order, and once layers are ordered as they arrive. */
  readonly before: Vertex[];
  /** Neighbours one layer nearer the results. */
  readonly after: Vertex[];
  /** Where the edge arrives on its consumer's side, px from the middle; 0 where no consumer comes next, or before
   * layers are ordered. */
  port: number;
  /** Position in its layer, 0, 1, 2, … */
  place: number;
}

/** From the inputs to the results, each from the first operand's side to the last's. */
export type Layers = readonly Vertex[][];

/** An edge and its vertices, one in each layer from its source to its consumer. */
export interface Path {
  readonly edge: LayoutEdge;
  readonly vertices: readonly Vertex[];
}

export interface LayeredGraph {
  readonly layers: Layers;
  /** In the order of the input, as are the paths. */
  readonly nodes: readonly { readonly node: LayoutNode; readonly vertex: Vertex }[];
  readonly paths: readonly Path[];
  /** Whether the inside of every edge is one lane: straight, with a bend at either end and none between. */
  readonly hasLanes: boolean;
}

/**
 * A graph as the stages see it; the order within a layer does not mean anything yet. With more bends than `mostBends` it
 * has lanes. Throws Error when an edge names no node or when the graph has a cycle.
 */
export function layeredGraph({ nodes, edges, direction }: LayoutInput, mostBends: number): LayeredGraph {
  const layerOf = assignLayers(nodes, edges);
  const hasLanes = bendCount(nodes, edges, layerOf) > mostBends;
  const rows = new Rows(direction, hasLanes);
  const placed = nodes.map((node, index) => ({ node, vertex: rows.add("node", layerOf[index] ?? 0, node) }));
  const byId = new Map(placed.map(({ node, vertex }) => [node.id, vertex]));
  const paths = edges.flatMap((edge): Path[] => {
    const source = byId.get(edge.from);
    const consumer = byId.get(edge.to);
    return source && consumer ? [{ edge, vertices: rows.addPath(source, consumer, edge.plaque) }] : [];
  });
  for (const { vertices } of paths.toSorted((a, b) => a.edge.operand - b.edge.operand)) link(vertices);
  return { layers: rows.layers, nodes: placed, paths, hasLanes };
}

function bendCount(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[], layerOf: Int32Array): number {
  const layers = new Map(nodes.map(({ id }, index) => [id, layerOf[index] ?? 0]));
  return edges.reduce((sum, { from, to }) => sum + (layers.get(to) ?? 0) - (layers.get(from) ?? 0) - 2, 0);
}

const NO_SIZE: Size = { width: 0, height: 0 };

/** Vertices as they are made, by layer. */
class Rows {
  readonly layers: Vertex[][] = [];
  private readonly direction: Direction;
  private readonly hasLanes: boolean;
  private count = 0;

  constructor(direction: Direction, hasLanes: boolean) {
    this.direction = direction;
    this.hasLanes = hasLanes;
  }

  add(role: Role, layer: number, { width, height }: Size): Vertex {
    while (this.layers.length <= layer) this.layers.push([]);
    const row = this.layers[layer] ?? [];
    const [breadth, length] = this.direction === "right" ? [height, width] : [width, height];
    const place = row.length;
    const index = this.count++;
    const vertex: Vertex = { role, index, layer, breadth, length, before: [], after: [], port: 0, place };
    row.push(vertex);
    return vertex;
  }

  /**
   * A local derivative belongs to its consumer: beside it, the plaques of all its operands stand together and in order,
   * and a value used in many places is not buried under its plaques.
   */
  addPath(source: Vertex, consumer: Vertex, plaque: Size | null): Vertex[] {
    const path = [source];
    const [first, last] = [source.layer + 1, consumer.layer - 2];
    for (let layer = first; layer <= last; layer++) {
      if (!this.hasLanes || layer === first || layer === last) path.push(this.add("bend", layer, NO_SIZE));
    }
    path.push(this.add("plaque", consumer.layer - 1, plaque ?? NO_SIZE), consumer);
    return path;
  }
}

function link(path: readonly Vertex[]): void {
  for (const [i, vertex] of path.entries()) {
    const next = path[i + 1];
    if (!next) continue;
    vertex.after.push(next);
    next.before.push(vertex);
  }
}

/** Spreads the ends of edges on the side of their consumer, in the order in which they arrive. */
export function spreadPorts({ nodes }: LayeredGraph): void {
  for (const { vertex } of nodes) {
    for (const [arrival, last] of vertex.before.entries()) {
      last.port = portOffset(arrival, vertex.before.length, vertex.breadth);
    }
  }
}

/** Puts `place` right after a layer has been reordered. */
export function renumber(layer: readonly Vertex[]): void {
  for (const [place, vertex] of layer.entries()) vertex.place = place;
}

export function vertexCount(layers: Layers): number {
  return layers.reduce((count, layer) => count + layer.length, 0);
}
