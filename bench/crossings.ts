import type { Curve, Point } from "../src/core/layout/index.ts";

type Line = readonly Point[];

/** Where two edges leave the same side or arrive on it, they touch: nearer than this to a shared end, px. */
const TOUCH = 3;

/** How often lines cross in the picture: what the eye counts, however the lines were made. */
export function drawnCrossings(lines: readonly Line[]): number {
  const boxed = lines.map((line) => ({ line, box: boxOf(line) }));
  let crossings = 0;
  for (const [index, one] of boxed.entries()) {
    for (const other of boxed.slice(index + 1)) {
      if (areApart(one.box, other.box)) continue;
      crossings += crossingsOf(one.line, other.line);
    }
  }
  return crossings;
}

/** A curve as a line that the eye cannot tell from it. */
export function flattened(curve: Curve): Line {
  const pieces = 12;
  const line = curve.slice(0, 1);
  for (let i = 0; i + 3 < curve.length; i += 3) {
    const [p, a, b, q] = curve.slice(i, i + 4);
    if (!p || !a || !b || !q) continue;
    for (let step = 1; step <= pieces; step++) {
      const t = step / pieces;
      const s = 1 - t;
      const along = (of: "x" | "y"): number =>
        s ** 3 * p[of] + 3 * s * s * t * a[of] + 3 * s * t * t * b[of] + t ** 3 * q[of];
      line.push({ x: along("x"), y: along("y") });
    }
  }
  return line;
}

function crossingsOf(one: Line, other: Line): number {
  const shared = [one[0], one.at(-1)].filter((end) =>
    [other[0], other.at(-1)].some((far) => end && far && distance(end, far) < TOUCH),
  );
  let crossings = 0;
  for (let i = 1; i < one.length; i++) {
    for (let j = 1; j < other.length; j++) {
      const place = crossingAt(one[i - 1], one[i], other[j - 1], other[j]);
      if (place && !shared.some((end) => end && distance(end, place) < TOUCH)) crossings += 1;
    }
  }
  return crossings;
}

/** Where two segments cross; half open, so that a crossing at a bend counts once. */
function crossingAt(a?: Point, b?: Point, c?: Point, d?: Point): Point | null {
  if (!a || !b || !c || !d) return null;
  const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const area = ux * vy - uy * vx;
  // Parallel ones touch or miss each other.
  if (area === 0) return null;
  const t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / area;
  const s = ((c.x - a.x) * uy - (c.y - a.y) * ux) / area;
  return t >= 0 && t < 1 && s >= 0 && s < 1 ? { x: a.x + t * ux, y: a.y + t * uy } : null;
}

function distance(p: Point, q: Point): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}

interface Limits {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf(line: Line): Limits {
  const xs = line.map(({ x }) => x);
  const ys = line.map(({ y }) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function areApart(one: Limits, other: Limits): boolean {
  return one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
}
