import { assignCoordinates } from "./coordinates.ts";
import { draw, type Placing, placeNodes } from "./drawing.ts";
import type { nearTo } from "./former.ts";
import type { Layout, LayoutInput } from "./graph.ts";
import { type LayeredGraph, layeredGraph, spreadPorts } from "./layered.ts";
import { ordersOf } from "./order.ts";
import type { Coordinates } from "./packing.ts";

/** What a page can do without until it has been painted. */
interface Later {
  /** For graphs with more bends than that. */
  readonly mostBends: number;
  readonly lanes: (graph: LayeredGraph) => Coordinates;
  readonly nearTo: typeof nearTo;
}

/**
 * Lays a graph out in layers, operands before results: no boxes overlap and no edge runs over a foreign box.
 * Pure: the same input gives the same picture everywhere. Throws Error when an edge names no node of the input or
 * when the graph has a cycle, which no program's has. Without `later`, edges never
 * run in lanes, and former places do not count.
 */
export function layoutGraph(input: LayoutInput, later: Later | null = null): Layout {
  const { direction, former = [] } = input;
  const graph = layeredGraph(input, later?.mostBends ?? Infinity);
  if (later !== null && graph.hasLanes) return draw(graph, placeNodes(graph, later.lanes(graph), direction));
  const near = later !== null && former.length > 0 ? later.nearTo(graph, former, direction) : null;
  const orders = ordersOf(graph.layers, near?.order ?? null);
  const placed = (putInOrder: () => void): Placing => {
    putInOrder();
    spreadPorts(graph);
    return placeNodes(graph, assignCoordinates(graph.layers), direction);
  };
  const usual = placed(orders.usual);
  if (near === null || orders.nearer === null) return draw(graph, usual);
  const nearer = placed(orders.nearer);
  // Of two that are as near, the one without a former picture. Curves are drawn of the chosen one only.
  if (near.moved(nearer.nodes) < near.moved(usual.nodes)) return draw(graph, nearer);
  orders.usual();
  spreadPorts(graph);
  return draw(graph, usual);
}
