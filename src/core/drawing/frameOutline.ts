import type { Box, Direction, Point } from "../layout/index.ts";

/** A rectangle, or two that meet along the way of the values: an area with one step in it. */
export type Outline = readonly [Box] | readonly [Box, Box];

/** The two rectangles of some boxes on either side of a line across the way of the values; null where they would not hang together. */
export function stepped(
  before: Box,
  after: Box,
  direction: Direction,
  leastContact: number,
): readonly [Box, Box] | null {
  const [one, other] = [sidesOf(before), sidesOf(after)];
  const [along, across] = direction === "right" ? (["x", "y"] as const) : (["y", "x"] as const);
  const middle = (one[along].to + other[along].from) / 2;
  const contact = Math.min(one[across].to, other[across].to) - Math.max(one[across].from, other[across].from);
  if (one[along].to > other[along].from || contact < leastContact) return null;
  return [
    boxOf({ ...one, [along]: { ...one[along], to: middle } }),
    boxOf({ ...other, [along]: { ...other[along], from: middle } }),
  ];
}

interface Sides {
  readonly x: { readonly from: number; readonly to: number };
  readonly y: { readonly from: number; readonly to: number };
}

function sidesOf({ x, y, width, height }: Box): Sides {
  return {
    x: { from: x - width / 2, to: x + width / 2 },
    y: { from: y - height / 2, to: y + height / 2 },
  };
}

function boxOf({ x, y }: Sides): Box {
  return { x: (x.from + x.to) / 2, y: (y.from + y.to) / 2, width: x.to - x.from, height: y.to - y.from };
}

/** A closed path round an outline, round at its corners. */
export function outlinePath(outline: Outline, direction: Direction, radius: number): string {
  return roundedPath(cornersOf(outline, direction), radius);
}

/** In order; where two rectangles meet, both corners of each. */
function cornersOf([first, second]: Outline, direction: Direction): readonly Point[] {
  const { x, y } = sidesOf(first);
  if (second === undefined)
    return [
      { x: x.from, y: y.from },
      { x: x.to, y: y.from },
      { x: x.to, y: y.to },
      { x: x.from, y: y.to },
    ];
  // As if the values went to the right; for those that go upwards, both axes change places.
  const turned = direction === "right" ? [sidesOf(first), sidesOf(second)] : [first, second].map(swapped);
  const [one = sidesOf(first), other = sidesOf(second)] = turned;
  const corners = [
    { x: one.x.from, y: one.y.from },
    { x: one.x.to, y: one.y.from },
    { x: other.x.from, y: other.y.from },
    { x: other.x.to, y: other.y.from },
    { x: other.x.to, y: other.y.to },
    { x: other.x.from, y: other.y.to },
    { x: one.x.to, y: one.y.to },
    { x: one.x.from, y: one.y.to },
  ];
  return direction === "right" ? corners : corners.map((corner) => ({ x: corner.y, y: corner.x }));
}

function swapped(box: Box): Sides {
  const { x, y } = sidesOf(box);
  return { x: y, y: x };
}

/** A side shorter than this is no step that one sees. */
const SHORTEST = 1;

function roundedPath(corners: readonly Point[], radius: number): string {
  const kept = corners.filter((corner, place) => {
    const next = corners[(place + 1) % corners.length] ?? corner;
    return Math.hypot(next.x - corner.x, next.y - corner.y) >= SHORTEST;
  });
  const towards = (from: Point, to: Point): string => {
    const share = Math.min(0.5, radius / Math.hypot(to.x - from.x, to.y - from.y));
    return text({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  };
  const pieces = kept.map((corner, place) => {
    const before = kept.at(place - 1) ?? corner;
    const next = kept[(place + 1) % kept.length] ?? corner;
    return `${towards(corner, before)}Q${text(corner)} ${towards(corner, next)}`;
  });
  return `M${pieces.join("L")}Z`;
}

function text({ x, y }: Point): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}
