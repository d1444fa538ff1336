import { type Graph, graph, sugiyama } from "d3-dag";
import { assignCoordinates } from "./coordinates.ts";
import { draw, type Parts } from "./drawing.ts";
import type { Direction, Layout, LayoutInput, Size } from "./graph.ts";
import { layeredGraph, type Part, type SugiVertex } from "./layered.ts";
import { assignLayers } from "./layering.ts";
import { orderLayers } from "./order.ts";

const NO_PLAQUE: Size = { width: 0, height: 0 };

const LEAST_SIZE = 1;

/**
 * Lays a graph out in layers, operands before results: no boxes overlap and no edge runs over a foreign box.
 * Pure: the same input gives the same picture everywhere. Throws Error when an edge names no node of the input or
 * when the graph has a cycle, which no program's has.
 */
export function layoutGraph(input: LayoutInput): Layout {
  const parts = split(input);
  if (parts.nodes.length > 0) stages(parts.graph);
  return draw(parts, input.direction);
}

/** The graph d3-dag works on: each edge is split by its plaque, which so gets a place of its own. */
function split({ nodes, edges, direction }: LayoutInput): Parts & { readonly graph: Graph<Part, undefined> } {
  const layers = assignLayers(nodes, edges);
  const parts = graph<Part, undefined>();
  const byId = new Map(
    nodes.map((node) => {
      const layer = layers.ofNode.get(node.id) ?? 0;
      return [node.id, parts.node({ kind: "node", node, layer, ...extent(node, direction) })] as const;
    }),
  );
  const plaques = edges.map((edge) => {
    const layer = layers.ofPlaque.get(edge.id) ?? 0;
    const plaque = parts.node({
      kind: "plaque",
      edge,
      layer,
      ...extent(edge.plaque ?? NO_PLAQUE, direction),
    });
    byId.get(edge.from)?.child(plaque, undefined);
    byId.get(edge.to)?.parent(plaque, undefined);
    return plaque;
  });
  return { graph: parts, nodes: [...byId.values()], plaques };
}

function extent({ width, height }: Size, direction: Direction): { breadth: number; length: number } {
  return direction === "right" ? { breadth: height, length: width } : { breadth: width, length: height };
}

/**
 * In d3-dag's own picture layers go down and each runs to the right: its x is our `across`. Sizes and gaps are minded
 * by our own stages, each with more to mind than d3-dag's; it only checks for the least it accepts, which is 1.
 */
const stages = sugiyama()
  .layering(readLayers)
  .decross(sortLayers)
  .coord(placeAcross)
  .nodeSize([LEAST_SIZE, LEAST_SIZE])
  .gap([0, 0]);

function readLayers<N extends Part, L>(parts: Graph<N, L>): number {
  let last = 0;
  for (const node of parts.nodes()) {
    node.y = node.data.layer;
    last = Math.max(last, node.y);
  }
  return last;
}

function sortLayers(layers: SugiVertex[][]): void {
  const layered = layeredGraph(layers);
  const original = new Map(
    layered.flatMap((layer, i) => layer.map((vertex, j) => [vertex, layers[i]?.[j]] as const)),
  );
  orderLayers(layered);
  for (const [i, layer] of layered.entries()) {
    layers[i]?.splice(0, layer.length, ...layer.flatMap((vertex) => original.get(vertex) ?? []));
  }
}

function placeAcross(layers: SugiVertex[][]): number {
  const layered = layeredGraph(layers);
  const coordinates = assignCoordinates(layered);
  let low = Infinity;
  let high = -Infinity;
  for (const [{ breadth }, across] of coordinates) {
    const half = Math.max(LEAST_SIZE, breadth) / 2;
    low = Math.min(low, across - half);
    high = Math.max(high, across + half);
  }
  for (const [i, layer] of layered.entries()) {
    for (const [j, vertex] of layer.entries()) {
      const node = layers[i]?.[j];
      if (node) node.x = (coordinates.get(vertex) ?? 0) - low;
    }
  }
  return high - low;
}
