import { type Box, meets, type Point } from "../layout/index.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import { SIGN_RADIUS } from "./signs.ts";

/** A plaque that moves is drawn over the one at rest: its sign stands clear of it, px. */
const SIGN_OFF = 6;
/** How far a sign and what is left free beside it reach beyond its plaque, px. */
const REACH = SIGN_OFF + SIGN_RADIUS + 2;

/** A corner by its sides: 1 to the right or below, −1 to the left or above; or the middle of a side, with a 0. */
type Corner = readonly [across: number, down: number];

/** In the order in which they are tried: first over the line's end that the gradient comes from. */
const CORNERS: readonly Corner[] = [
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
  [0, -1],
  [0, 1],
];

/** In a larger picture all signs stand at the first corner: to look at every edge for each would take long. */
const MOST_EDGES = 400;

const known = new WeakMap<SceneEdge, Corner>();

/** Where a sign stands beside a plaque, which is this box now: at the first corner or side that no other edge runs by. */
export function signPlace(scene: Scene, edge: SceneEdge, { x, y, width, height }: Box): Point {
  const [across, down] = known.get(edge) ?? freeCorner(scene, edge);
  return { x: x + across * (width / 2 + SIGN_OFF), y: y + down * (height / 2 + SIGN_OFF) };
}

/** Whatever the plaque says: it is narrower than its room at times, and then the sign is nearer. */
function freeCorner({ edges }: Scene, edge: SceneEdge): Corner {
  const { x, y, width, height } = edge.plaque;
  const others = edges.length > MOST_EDGES ? [] : edges.filter((other) => other !== edge);
  const isFree = ([across, down]: Corner): boolean => {
    const [left, right] = span(x, width, across);
    const [top, bottom] = span(y, height, down);
    const region = {
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      width: right - left,
      height: bottom - top,
    };
    return others.every(({ curve }) => !meets(curve, region));
  };
  const corner = CORNERS.find(isFree) ?? CORNERS[0] ?? [1, -1];
  known.set(edge, corner);
  return corner;
}

/** From where to where a sign may stand in one direction, whatever its plaque says. */
function span(middle: number, extent: number, side: number): readonly [from: number, to: number] {
  const [near, far] = [middle + (side * extent) / 4, middle + side * (extent / 2 + REACH)];
  return side === 0 ? [middle - REACH, middle + REACH] : [Math.min(near, far), Math.max(near, far)];
}
