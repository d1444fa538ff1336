import type { Box, Direction, Layout, LayoutEdge, PlacedNode, Point, Route } from "./graph.ts";
import { portOffset } from "./ports.ts";
import { type FramePoint, routeEdge, type Stop, type Strip } from "./routing.ts";
import { type PartNode, stripsOf } from "./spacing.ts";

/** What has been laid out, in the order of the input. */
export interface Parts {
  readonly nodes: readonly PartNode[];
  /** One for each edge, 0 × 0 where the edge has no plaque. */
  readonly plaques: readonly PartNode[];
}

/** Stage 6: from coordinates to the picture; draws the curves and turns everything into the wanted direction. */
export function draw(parts: Parts, direction: Direction): Layout {
  const strips = stripsOf(parts.nodes, parts.plaques);
  const end = strips.at(-1)?.end ?? 0;
  const turn = ({ along, across }: FramePoint): Point =>
    direction === "right" ? { x: along, y: across } : { x: across, y: end - along };
  const ports = portsOf(parts.plaques);

  const nodes = parts.nodes.flatMap((part): PlacedNode[] => {
    if (part.data.kind !== "node") return [];
    const { id, width, height } = part.data.node;
    return [{ id, ...turn(centreOf(part, strips)), width, height }];
  });
  const routes = parts.plaques.flatMap((part): Route[] => {
    if (part.data.kind !== "plaque") return [];
    const { id, from, to, operand, plaque } = part.data.edge;
    const curve = curveOf(part, strips, ports.get(part.data.edge) ?? 0).map(turn);
    return [
      { id, from, to, operand, curve, plaque: plaque && { ...turn(centreOf(part, strips)), ...plaque } },
    ];
  });
  return { nodes, routes, bounds: boundsOf(nodes, routes) };
}

function centreOf({ x, data }: PartNode, strips: readonly Strip[]): FramePoint {
  const strip = strips[data.layer];
  return { along: strip ? (strip.start + strip.end) / 2 : 0, across: x };
}

/** Where each edge arrives on its consumer's side, px from the middle. */
function portsOf(plaques: readonly PartNode[]): ReadonlyMap<LayoutEdge, number> {
  const arriving = new Map<PartNode, LayoutEdge[]>();
  for (const plaque of plaques) {
    for (const consumer of plaque.children()) {
      const edges = arriving.get(consumer) ?? [];
      arriving.set(consumer, edges);
      if (plaque.data.kind === "plaque") edges.push(plaque.data.edge);
    }
  }
  const ports = new Map<LayoutEdge, number>();
  for (const [consumer, edges] of arriving) {
    edges.sort((a, b) => a.operand - b.operand);
    for (const [i, edge] of edges.entries())
      ports.set(edge, portOffset(i, edges.length, consumer.data.breadth));
  }
  return ports;
}

/** The curve of the edge that a plaque splits; `port` is where it arrives, px from the middle of the consumer's side. */
function curveOf(plaque: PartNode, strips: readonly Strip[], port: number): readonly FramePoint[] {
  const stops: Stop[] = [];
  const own = new Set<object>();
  /** `shift` is measured from the layer's middle. */
  const add = (role: Stop["role"], layer: number, across: number, shift = 0): void => {
    const strip = strips[layer];
    if (strip) stops.push({ strip, role, along: (strip.start + strip.end) / 2 + shift, across });
  };
  const addBends = (layer: number, points: readonly (readonly [number, number])[]): void => {
    for (const [i, [across]] of points.slice(1, -1).entries()) add("bend", layer + 1 + i, across);
  };

  const { data } = plaque;
  if (data.kind === "plaque") own.add(data.edge);
  for (const { source, points } of plaque.parentLinks()) {
    if (source.data.kind === "node") own.add(source.data.node);
    add("leave", source.data.layer, source.x, source.data.length / 2);
    addBends(source.data.layer, points);
  }
  add(data.breadth > 0 ? "plaque" : "bend", data.layer, plaque.x);
  for (const { target, points } of plaque.childLinks()) {
    if (target.data.kind === "node") own.add(target.data.node);
    addBends(data.layer, points);
    add("enter", target.data.layer, target.x + port, -target.data.length / 2);
  }
  return routeEdge(stops, own);
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
