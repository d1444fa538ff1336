import type { Box, Direction, Layout, PlacedNode, Point, Route, Size } from "./graph.ts";
import type { LayeredGraph, Vertex } from "./layered.ts";
import type { Coordinates } from "./packing.ts";
import { type FramePoint, routeEdge, type Stop, type Strip } from "./routing.ts";
import { stripsOf } from "./spacing.ts";

/** Stage 6: from coordinates to the picture; draws the curves and turns everything into the wanted direction. */
export function draw(
  { layers, nodes, paths, hasLanes }: LayeredGraph,
  across: Coordinates,
  direction: Direction,
): Layout {
  const strips = stripsOf(layers, across);
  const end = strips.at(-1)?.end ?? 0;
  const turn = (point: FramePoint): Point =>
    direction === "right" ? { x: point.along, y: point.across } : { x: point.across, y: end - point.along };
  const boxOf = (vertex: Vertex, { width, height }: Size): Box => {
    return { ...turn(centreOf(vertex, strips[vertex.layer], across)), width, height };
  };

  const boxes = nodes.map(({ node, vertex }): PlacedNode => ({ id: node.id, ...boxOf(vertex, node) }));
  const routes = paths.map(({ edge: { plaque, ...edge }, vertices }): Route => {
    const curve = routeEdge(stopsOf(vertices, strips, across), hasLanes).map(turn);
    const middle = vertices.find(({ role }) => role === "plaque");
    return { ...edge, curve, plaque: middle && plaque ? boxOf(middle, plaque) : null };
  });
  return { nodes: boxes, routes, bounds: boundsOf(boxes, routes) };
}

function centreOf({ index }: Vertex, strip: Strip | undefined, across: Coordinates): FramePoint {
  return { along: strip ? (strip.start + strip.end) / 2 : 0, across: across[index] ?? 0 };
}

/** An edge's way from the side of its source, through the middle of each layer, to its port on its consumer's side. */
function stopsOf(path: readonly Vertex[], strips: readonly Strip[], coordinates: Coordinates): Stop[] {
  return path.flatMap((vertex, i): Stop[] => {
    const strip = strips[vertex.layer];
    if (!strip) return [];
    const { along, across } = centreOf(vertex, strip, coordinates);
    const half = vertex.length / 2;
    if (i === 0) return [{ vertex, strip, role: "leave", along: along + half, across }];
    if (vertex.role === "node") {
      const port = path[i - 1]?.port ?? 0;
      return [{ vertex, strip, role: "enter", along: along - half, across: across + port }];
    }
    // A plaque without a size is no more than a bend.
    return [{ vertex, strip, role: vertex.breadth > 0 ? vertex.role : "bend", along, across }];
  });
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
