import { assignCoordinates } from "./coordinates.ts";
import { draw } from "./drawing.ts";
import type { Layout, LayoutInput } from "./graph.ts";
import { layeredGraph, spreadPorts } from "./layered.ts";
import { orderLayers } from "./order.ts";

/**
 * Lays a graph out in layers, operands before results: no boxes overlap and no edge runs over a foreign box.
 * Pure: the same input gives the same picture everywhere. Throws Error when an edge names no node of the input or
 * when the graph has a cycle, which no program's has.
 */
export function layoutGraph(input: LayoutInput): Layout {
  const graph = layeredGraph(input);
  orderLayers(graph.layers);
  spreadPorts(graph);
  return draw(graph, assignCoordinates(graph.layers), input.direction);
}
