import { type Box, type Point, pointAt, type Size } from "../layout/index.ts";
import { TAB_HEIGHT } from "./marks.ts";
import type { Scene, SceneEdge } from "./scene.ts";

const GAP = 12;
/** Where along the edge to look for room, nearest to the source's end of the plaque first. */
const FRACTIONS = [0.36, 0.5, 0.24, 0.64, 0.12, 0.78];

/**
 * Where the product comes to rest: beside its edge, between plaque and source if there is room, where it covers no
 * node, no plaque and no edge, or as little as possible.
 */
export function restingPlace(scene: Scene, { curve }: SceneEdge, size: Size): Point {
  let best: Point = pointAt(curve, 0.5);
  let least = Infinity;
  for (const fraction of FRACTIONS) {
    const anchor = pointAt(curve, fraction);
    for (const [across, down] of [
      [0, -1],
      [0, 1],
      [-1, 0],
      [1, 0],
    ] as const) {
      const x = anchor.x + across * (size.width / 2 + GAP);
      const y = anchor.y + down * (size.height / 2 + GAP);
      const cost = coverage(scene, { x, y, ...size });
      if (cost === 0) return { x, y };
      if (cost < least) {
        least = cost;
        best = { x, y };
      }
    }
  }
  return best;
}

/** How much of the picture a box would cover: the area of nodes with their tabs and plaques, and 300 for a sample of a line. */
function coverage(scene: Scene, box: Box): number {
  let cost = 0;
  for (const { box: node } of scene.nodes) {
    const withTabs =
      scene.direction === "right"
        ? { ...node, height: node.height + TAB_HEIGHT }
        : { ...node, width: node.width + 104 };
    cost += overlap(box, withTabs) * 2;
  }
  for (const { plaque, curve } of scene.edges) {
    cost += overlap(box, plaque);
    for (let index = 0; index <= 24; index++) if (contains(box, pointAt(curve, index / 24))) cost += 300;
  }
  return cost;
}

function overlap(one: Box, other: Box): number {
  const width =
    Math.min(one.x + one.width / 2, other.x + other.width / 2) -
    Math.max(one.x - one.width / 2, other.x - other.width / 2);
  const height =
    Math.min(one.y + one.height / 2, other.y + other.height / 2) -
    Math.max(one.y - one.height / 2, other.y - other.height / 2);
  return width > 0 && height > 0 ? width * height : 0;
}

function contains(box: Box, { x, y }: Point): boolean {
  return Math.abs(x - box.x) < box.width / 2 + 4 && Math.abs(y - box.y) < box.height / 2 + 4;
}
