import { describe, expect, it } from "vitest";
import {
  type Curve,
  curveLength,
  curveSamples,
  meets,
  type Point,
  pathData,
  pointAt,
  samplesInside,
  subcurve,
} from "./index.ts";

const curves: Record<string, Curve> = {
  "a straight line": points([0, 0], [10, 0], [20, 0], [30, 0]),
  "an uneven straight line": points([0, 0], [0, 0], [0, 50], [0, 100]),
  "a sweep": points([0, 0], [50, 0], [50, 80], [100, 80]),
  "two cubics": points([0, 0], [40, 0], [60, 20], [80, 40], [100, 60], [120, 90], [180, 90]),
  "a steep one": points([0, 0], [20, 0], [20, -400], [44, -400], [60, -400], [90, -400], [120, -400]),
};

describe.each(Object.entries(curves))("%s", (_, curve) => {
  it("has the length of a fine polyline", () => {
    expect(curveLength(curve)).toBeCloseTo(lengthOf(polyline(curve)), 2);
  });

  it("is walked by arc length", () => {
    const fine = polyline(curve);
    const total = lengthOf(fine);
    for (const fraction of [0, 0.1, 0.25, 0.5, 0.77, 1]) {
      const expected = walk(fine, fraction * total);
      const { x, y } = pointAt(curve, fraction);
      expect(Math.hypot(x - expected.x, y - expected.y)).toBeLessThan(0.05);
    }
  });

  it("faces where it goes", () => {
    for (const fraction of [0.001, 0.3, 0.6, 0.999]) {
      const before = pointAt(curve, fraction - 0.001);
      const after = pointAt(curve, fraction + 0.001);
      const { angle } = pointAt(curve, fraction);
      const chord = Math.atan2(after.y - before.y, after.x - before.x);
      expect(Math.cos(angle - chord)).toBeGreaterThan(0.999);
    }
  });

  it("meets the boxes that one of many points lies in, and no others", () => {
    const fine = polyline(curve);
    for (let x = -20; x < 200; x += 9) {
      for (let y = -420; y < 120; y += 9) {
        const isIn = (reach: number): boolean =>
          fine.some((point) => Math.abs(point.x - x) < reach && Math.abs(point.y - y) < reach);
        // A box of 12 px; nothing is said of what runs past it within two.
        if (isIn(5)) expect(meets(curve, { x, y, width: 12, height: 12 })).toBe(true);
        if (!isIn(8)) expect(meets(curve, { x, y, width: 12, height: 12 })).toBe(false);
      }
    }
  });

  it("has inside a box those of its samples that lie there", () => {
    for (let x = -20; x < 200; x += 31) {
      for (let y = -420; y < 120; y += 31) {
        const isIn = (point: Point): boolean => Math.abs(point.x - x) < 25 && Math.abs(point.y - y) < 35;
        const inside = samplesInside(curve, { x, y, width: 50, height: 70 });
        expect(inside).toEqual(curveSamples(curve).filter(isIn));
      }
    }
  });

  it("is cut by arc length", () => {
    for (const [from, to] of [
      [0, 1],
      [0.2, 0.9],
      [0, 0.5],
      [0.4, 0.4],
    ] as const) {
      const part = subcurve(curve, from, to);
      expect(curveLength(part)).toBeCloseTo((to - from) * curveLength(curve), 2);
      expectClose(part.at(0), pointAt(curve, from));
      expectClose(part.at(-1), pointAt(curve, to));
    }
  });
});

it("writes an SVG path with two decimals", () => {
  expect(pathData(points([0.123456, -0.001], [1, 2], [3, 4.005], [5, 6]))).toBe("M0.12,0C1,2 3,4.01 5,6");
  expect(pathData(points([0, 0], [1, 0], [2, 0], [3, 0], [4, 0], [5, 1], [6, 1]))).toBe(
    "M0,0C1,0 2,0 3,0C4,0 5,1 6,1",
  );
  expect(pathData([])).toBe("");
});

it("clamps fractions", () => {
  const line = points([0, 0], [1, 0], [2, 0], [3, 0]);
  expect(pointAt(line, -1)).toEqual({ x: 0, y: 0, angle: 0 });
  expect(pointAt(line, 2)).toEqual({ x: 3, y: 0, angle: 0 });
});

it("gives the chord's angle where the curve stands still", () => {
  expect(pointAt(points([0, 0], [0, 0], [0, 50], [0, 100]), 0).angle).toBeCloseTo(Math.PI / 2, 9);
});

it("refuses a curve without a cubic", () => {
  expect(() => pointAt([], 0.5)).toThrow("A curve needs at least four points.");
});

function points(...pairs: readonly (readonly [number, number])[]): Curve {
  return pairs.map(([x, y]) => ({ x, y }));
}

/** 20 000 chords for each cubic, by Bernstein's polynomials: independent of the code under test. */
function polyline(curve: Curve): Point[] {
  const fine: Point[] = [];
  for (let i = 0; i + 3 < curve.length; i += 3) {
    const cubic = curve.slice(i, i + 4);
    for (let step = 0; step <= 20_000; step++) {
      const t = step / 20_000;
      const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
      fine.push({
        x: cubic.reduce((sum, { x }, k) => sum + x * (weights[k] ?? 0), 0),
        y: cubic.reduce((sum, { y }, k) => sum + y * (weights[k] ?? 0), 0),
      });
    }
  }
  return fine;
}

function lengthOf(line: readonly Point[]): number {
  let length = 0;
  for (const [i, { x, y }] of line.entries()) {
    const previous = line[i - 1];
    if (previous) length += Math.hypot(x - previous.x, y - previous.y);
  }
  return length;
}

function walk(line: readonly Point[], distance: number): Point {
  let left = distance;
  for (const [i, point] of line.entries()) {
    const previous = line[i - 1];
    if (!previous) continue;
    const step = Math.hypot(point.x - previous.x, point.y - previous.y);
    if (left <= step) return point;
    left -= step;
  }
  return line.at(-1) ?? { x: 0, y: 0 };
}

function expectClose(point: Point | undefined, other: Point): void {
  expect(Math.hypot((point?.x ?? 0) - other.x, (point?.y ?? 0) - other.y)).toBeLessThan(1e-3);
}
