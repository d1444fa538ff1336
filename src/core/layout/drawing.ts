import type { FramePoint, Stop, Strip } from "./clearance.ts";
import type { Box, Direction, Layout, PlacedNode, Point, Route } from "./graph.ts";
import type { LayeredGraph, Vertex } from "./layered.ts";
import type { Coordinates } from "./packing.ts";
import { routeEdge } from "./routing.ts";
import { stripsOf } from "./spacing.ts";

/** Where everything but the curves is. */
export interface Placing {
  readonly nodes: readonly PlacedNode[];
  readonly across: Coordinates;
  readonly strips: readonly Strip[];
  readonly turn: (point: FramePoint) => Point;
}

/** Stage 4 and half of stage 6: from coordinates to boxes, turned into the wanted direction. */
export function placeNodes(
  { layers, nodes }: LayeredGraph,
  across: Coordinates,
  direction: Direction,
): Placing {
  const strips = stripsOf(layers, across);
  const end = strips.at(-1)?.end ?? 0;
  const turn = ({ along, across }: FramePoint): Point =>
    direction === "right" ? { x: along, y: across } : { x: across, y: end - along };
  const boxes = nodes.map(({ node, vertex }): PlacedNode => {
    const { x, y } = turn(centreOf(vertex, strips, across));
    return { id: node.id, x, y, width: node.width, height: node.height };
  });
  return { nodes: boxes, across, strips, turn };
}

/** Stages 5 and 6: draws the curves. Layers must stand in the order they had when the nodes were placed. */
export function draw({ paths, hasLanes }: LayeredGraph, { nodes, across, strips, turn }: Placing): Layout {
  const routes = paths.map(({ edge, vertices }): Route => {
    const { id, from, to, operand, plaque } = edge;
    const curve = routeEdge(stopsOf(vertices, strips, across), hasLanes).map(turn);
    const middle = plaque && vertices.find(({ role }) => role === "plaque");
    if (!middle) return { id, from, to, operand, curve, plaque: null };
    const { x, y } = turn(centreOf(middle, strips, across));
    return { id, from, to, operand, curve, plaque: { x, y, width: plaque.width, height: plaque.height } };
  });
  return { nodes, routes, bounds: boundsOf(nodes, routes) };
}

function centreOf({ index, layer }: Vertex, strips: readonly Strip[], across: Coordinates): FramePoint {
  const strip = strips[layer];
  return { along: strip ? (strip.start + strip.end) / 2 : 0, across: across[index] ?? 0 };
}

/** An edge's way from the side of its source, through the middle of each layer, to its port on its consumer's side. */
function stopsOf(path: readonly Vertex[], strips: readonly Strip[], coordinates: Coordinates): Stop[] {
  const stops: Stop[] = [];
  let port = 0;
  for (const vertex of path) {
    const strip = strips[vertex.layer];
    if (!strip) continue;
    const { along, across } = centreOf(vertex, strips, coordinates);
    const half = vertex.length / 2;
    if (stops.length === 0) stops.push({ vertex, strip, role: "leave", along: along + half, across });
    else if (vertex.role === "node") {
      stops.push({ vertex, strip, role: "enter", along: along - half, across: across + port });
    } else {
      // A plaque without a size is no more than a bend.
      stops.push({ vertex, strip, role: vertex.breadth > 0 ? vertex.role : "bend", along, across });
    }
    port = vertex.port;
  }
  return stops;
}

/** Curves are monotone between the ends of their pieces, so those bound them. */
function boundsOf(nodes: readonly Box[], routes: readonly Route[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = ({ x, y }: Point, width = 0, height = 0): void => {
    left = Math.min(left, x - width / 2);
    right = Math.max(right, x + width / 2);
    top = Math.min(top, y - height / 2);
    bottom = Math.max(bottom, y + height / 2);
  };
  for (const box of nodes) include(box, box.width, box.height);
  for (const { plaque, curve } of routes) {
    if (plaque) include(plaque, plaque.width, plaque.height);
    for (const [i, point] of curve.entries()) if (i % 3 === 0) include(point);
  }
  return left < Infinity ? { x: left, y: top, width: right - left, height: bottom - top } : EMPTY;
}

const EMPTY: Box = { x: 0, y: 0, width: 0, height: 0 };
