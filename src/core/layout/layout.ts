import { assignCoordinates } from "./coordinates.ts";
import { draw } from "./drawing.ts";
import type { Layout, LayoutInput } from "./graph.ts";
import { placeInLanes } from "./lanes.ts";
import { type LayeredGraph, layeredGraph, spreadPorts } from "./layered.ts";
import { orderLayers } from "./order.ts";
import type { Coordinates } from "./packing.ts";

/** More would take a minute to order and to place one by one, and nobody follows edges as long as that. */
const MOST_BENDS = 60_000;

/**
 * Lays a graph out in layers, operands before results: no boxes overlap and no edge runs over a foreign box.
 * Pure: the same input gives the same picture everywhere. Throws Error when an edge names no node of the input or
 * when the graph has a cycle, which no program's has. With more than `mostBends`, edges run in lanes.
 */
export function layoutGraph(input: LayoutInput, mostBends = MOST_BENDS): Layout {
  const graph = layeredGraph(input, mostBends);
  const across = graph.hasLanes ? placeInLanes(graph) : placeInLayers(graph);
  return draw(graph, across, input.direction);
}

/** Bend by bend. */
function placeInLayers(graph: LayeredGraph): Coordinates {
  orderLayers(graph.layers);
  spreadPorts(graph);
  return assignCoordinates(graph.layers);
}
