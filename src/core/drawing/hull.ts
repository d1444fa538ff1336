import type { Box, Point } from "../layout/index.ts";

/** Corners of a convex area, in order. */
export type Polygon = readonly Point[];

export function cornersOf({ x, y, width, height }: Box): Polygon {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

/** Which way a turn goes, from one point over another to a third. */
function turn(from: Point, over: Point, to: Point): number {
  return (over.x - from.x) * (to.y - from.y) - (over.y - from.y) * (to.x - from.x);
}

/** The smallest convex polygon round some points: Andrew's monotone chain (1979). */
export function hullOf(points: readonly Point[]): Polygon {
  const sorted = points.toSorted((one, other) => one.x - other.x || one.y - other.y);
  const half = (along: readonly Point[]): readonly Point[] => {
    const chain: Point[] = [];
    for (const point of along) {
      for (;;) {
        const [before, last] = chain.slice(-2);
        if (before === undefined || last === undefined || turn(before, last, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

/** Whether two convex polygons share some area: no line along a side of either has them on its two sides. */
export function doMeet(one: Polygon, other: Polygon): boolean {
  return ![one, other].some((polygon) =>
    polygon.some((corner, place) => {
      const next = polygon[(place + 1) % polygon.length] ?? corner;
      const normal = { x: next.y - corner.y, y: corner.x - next.x };
      const along = (points: Polygon): readonly number[] =>
        points.map(({ x, y }) => x * normal.x + y * normal.y);
      const [mine, others] = [along(one), along(other)];
      return Math.max(...mine) <= Math.min(...others) || Math.max(...others) <= Math.min(...mine);
    }),
  );
}

/** A closed path along a polygon, round at its corners. */
export function roundedPath(polygon: Polygon, radius: number): string {
  const towards = (from: Point, to: Point): string => {
    const share = Math.min(0.5, radius / Math.hypot(to.x - from.x, to.y - from.y));
    return text({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  };
  const pieces = polygon.map((corner, place) => {
    const before = polygon.at(place - 1) ?? corner;
    const next = polygon[(place + 1) % polygon.length] ?? corner;
    return `${towards(corner, before)}Q${text(corner)} ${towards(corner, next)}`;
  });
  return `M${pieces.join("L")}Z`;
}

function text({ x, y }: Point): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}
