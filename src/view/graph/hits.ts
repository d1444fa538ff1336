import {
  type Box,
  curveSamples,
  type Point,
  type Scene,
  type SceneEdge,
  type SceneNode,
} from "../../core/index.ts";
import { placeOf } from "./PartView.tsx";
import { partsIn } from "./sight.ts";

type Owner = SceneNode | SceneEdge;

/**
 * What of a scene stands at a place of it, as drawn one over the other: a node, or a copy of it, or else a plaque, or
 * else a line; null where there is nothing. What is nearer than `reach`, in the scene's pixels, is near enough.
 */
export function partUnder(scene: Scene, place: Point, reach: number): Owner | null {
  const { x, y } = place;
  const near = partsIn(scene, { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
  const nodes = near.filter((part): part is SceneNode => "box" in part && isIn(part.box, place, reach));
  if (nodes.length > 0) return nearest(nodes, place);
  const edges = near.filter((part): part is SceneEdge => "edge" in part);
  const copy = edges.find(({ ghost }) => ghost !== null && isIn(ghost.box, place, reach));
  if (copy !== undefined) return scene.nodes[copy.edge.from] ?? null;
  const plaques = edges.filter(({ plaque }) => plaque.width > 0 && isIn(plaque, place, reach));
  if (plaques.length > 0) return nearest(plaques, place);
  return edges.find(({ curve }) => runsThrough(curve, place, reach)) ?? null;
}

function isIn({ x, y, width, height }: Box, place: Point, reach: number): boolean {
  return Math.abs(place.x - x) <= width / 2 + reach && Math.abs(place.y - y) <= height / 2 + reach;
}

function nearest(parts: readonly Owner[], place: Point): Owner | null {
  const distance = (part: Owner): number => {
    const { x, y } = placeOf(part);
    return Math.hypot(place.x - x, place.y - y);
  };
  return parts.reduce<Owner | null>(
    (best, part) => (best === null || distance(part) < distance(best) ? part : best),
    null,
  );
}

function runsThrough(curve: SceneEdge["curve"], place: Point, reach: number): boolean {
  const samples = curveSamples(curve);
  return samples.some((end, index) => {
    const start = samples[index - 1];
    return start !== undefined && distanceToSegment(place, start, end) <= reach;
  });
}

function distanceToSegment(place: Point, start: Point, end: Point): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((place.x - start.x) * dx + (place.y - start.y) * dy) / square;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(place.x - start.x - share * dx, place.y - start.y - share * dy);
}
