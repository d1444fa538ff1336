import type { SugiNode } from "d3-dag";
import type { LayoutEdge, LayoutNode } from "./graph.ts";
import { portOffset } from "./ports.ts";

/** What a node of d3-dag's graph stands for: a node of ours, or the plaque that splits an edge (0 × 0 if it has none). */
export type Part = NodePart | PlaquePart;

interface NodePart extends Extent {
  readonly kind: "node";
  readonly node: LayoutNode;
}

interface PlaquePart extends Extent {
  readonly kind: "plaque";
  readonly edge: LayoutEdge;
}

/** Of a part: its layer, and its size along the layer (breadth) and along the edges (length), px. */
interface Extent {
  readonly layer: number;
  readonly breadth: number;
  readonly length: number;
}

export type SugiVertex = SugiNode<Part, undefined>;

/** What a vertex stands for; a bend is where an edge passes a layer that holds neither its ends nor its plaque. */
type Role = "node" | "plaque" | "bend";

/**
 * One place in one layer. As every edge is split by a plaque, segments lead from a node to a plaque or bend, between
 * those, or from one to a node; never from node to node.
 */
export interface Vertex {
  readonly role: Role;
  readonly layer: number;
  /** Extent along the layer, px. */
  readonly breadth: number;
  /** The edge a plaque or bend belongs to. */
  readonly edge: LayoutEdge | null;
  /** Neighbours one layer nearer the inputs; of a node in operand order. */
  readonly before: Vertex[];
  /** Neighbours one layer nearer the results. */
  readonly after: Vertex[];
  /** Where the edge arrives on its consumer's side, px from the middle; 0 where no consumer comes next. */
  port: number;
  /** Position in its layer, 0, 1, 2, … */
  place: number;
}

/** Layers from the inputs to the results, each from the first operand's side to the last's. */
export type LayeredGraph = readonly Vertex[][];

/** d3-dag's layers in our own words, in the order they have there. */
export function layeredGraph(layers: readonly (readonly SugiVertex[])[]): LayeredGraph {
  const vertices = new Map<SugiVertex, Vertex>();
  const graph = layers.map((nodes, layer) =>
    nodes.map((node, place) => {
      const vertex = toVertex(node, layer, place);
      vertices.set(node, vertex);
      return vertex;
    }),
  );
  for (const [node, vertex] of vertices) {
    for (const child of node.children()) {
      const next = vertices.get(child);
      if (!next) continue;
      vertex.after.push(next);
      next.before.push(vertex);
    }
  }
  for (const vertex of vertices.values()) if (vertex.role === "node") spreadPorts(vertex);
  return graph;
}

function toVertex({ data }: SugiVertex, layer: number, place: number): Vertex {
  const links = { before: [], after: [], port: 0, layer, place };
  if (data.role === "link") {
    // Every link of d3-dag's graph has a plaque at one of its ends, which tells the edge.
    const ends = [data.link.source.data, data.link.target.data];
    const edge = ends.find((end) => end.kind === "plaque")?.edge ?? null;
    return { ...links, role: "bend", breadth: 0, edge };
  }
  const part = data.node.data;
  return {
    ...links,
    role: part.kind,
    breadth: part.breadth,
    edge: part.kind === "plaque" ? part.edge : null,
  };
}

function spreadPorts(consumer: Vertex): void {
  consumer.before.sort((a, b) => (a.edge?.operand ?? 0) - (b.edge?.operand ?? 0));
  for (const [operand, last] of consumer.before.entries()) {
    last.port = portOffset(operand, consumer.before.length, consumer.breadth);
  }
}

/** Puts `place` right after a layer has been reordered. */
export function renumber(layer: readonly Vertex[]): void {
  for (const [place, vertex] of layer.entries()) vertex.place = place;
}
