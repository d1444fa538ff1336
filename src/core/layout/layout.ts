import { assignCoordinates } from "./coordinates.ts";
import { draw } from "./drawing.ts";
import type { FormerPlaces } from "./former.ts";
import type { Direction, Layout, LayoutInput, PlacedId } from "./graph.ts";
import { placeInLanes } from "./lanes.ts";
import { type LayeredGraph, layeredGraph, spreadPorts, vertexCount } from "./layered.ts";
import { ordersOf } from "./order.ts";

/** More would take a minute to order and to place one by one, and nobody follows edges as long as that. */
const MOST_BENDS = 60_000;

/**
 * Lays a graph out in layers, operands before results: no boxes overlap and no edge runs over a foreign box.
 * Pure: the same input gives the same picture everywhere. Throws Error when an edge names no node of the input or
 * when the graph has a cycle, which no program's has. With more than `mostBends`, edges run in lanes.
 */
export function layoutGraph(input: LayoutInput, mostBends = MOST_BENDS): Layout {
  const { direction, former = [] } = input;
  const graph = layeredGraph(input, mostBends);
  if (graph.hasLanes) return draw(graph, placeInLanes(graph), direction);
  const places = former.length === 0 ? null : formerPlaces(graph, former, direction);
  const layouts = ordersOf(graph.layers, places).map((putInOrder) => {
    putInOrder();
    spreadPorts(graph);
    return draw(graph, assignCoordinates(graph.layers), direction);
  });
  // Of two that are as near, the first is the one without a former picture.
  return layouts.reduce((best, next) => (moved(next, former) < moved(best, former) ? next : best));
}

function formerPlaces(
  { layers, nodes }: LayeredGraph,
  former: readonly PlacedId[],
  direction: Direction,
): FormerPlaces {
  const byId = new Map(former.map(({ id, x, y }) => [id, direction === "right" ? y : x]));
  const places = new Float64Array(vertexCount(layers)).fill(Number.NaN);
  for (const { node, vertex } of nodes) places[vertex.index] = byId.get(node.id) ?? Number.NaN;
  return places;
}

/**
 * How far all nodes together move that were there before, px, each way by itself. What all have in common does not
 * count: whoever looks at a new picture looks at the whole of it.
 */
function moved({ nodes }: Layout, former: readonly PlacedId[]): number {
  const before = new Map(former.map((placed) => [placed.id, placed]));
  const pairs = nodes.flatMap((node) => {
    const old = before.get(node.id);
    return old === undefined ? [] : [{ x: node.x - old.x, y: node.y - old.y }];
  });
  return spread(pairs.map(({ x }) => x)) + spread(pairs.map(({ y }) => y));
}

/** The sum of distances from the median, which is the least one from any place. */
function spread(numbers: readonly number[]): number {
  const median = numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
  return numbers.reduce((sum, number) => sum + Math.abs(number - median), 0);
}
