import { describe, expect, test } from "vitest";
import { type Curve, curveLength, curveSamples, morphed, pointAt } from "./index.ts";

const straight = (...points: readonly (readonly [number, number])[]): Curve =>
  points.flatMap(([x, y], place) => {
    const [a, b] = points[place - 1] ?? [];
    if (a === undefined || b === undefined) return [{ x, y }];
    const part = (share: number) => ({ x: a + (x - a) * share, y: b + (y - b) * share });
    return [part(1 / 3), part(2 / 3), { x, y }];
  });

describe("a curve on its way to another", () => {
  const line = straight([0, 0], [90, 0]);
  const bent = straight([0, 60], [30, 60], [30, 90], [90, 90]);

  test("is the one, and then the other", () => {
    expect(morphed(line, bent, 0)).toBe(line);
    expect(morphed(line, bent, 1)).toBe(bent);
  });

  test("has its ends at that share of their ways", () => {
    for (const share of [0.25, 0.5, 0.75]) {
      const { x, y } = pointAt(morphed(line, bent, share), 0);
      expect([x, y]).toEqual([0, 60 * share]);
      const end = pointAt(morphed(line, bent, share), 1);
      expect(end.x).toBeCloseTo(90, 9);
      expect(end.y).toBeCloseTo(90 * share, 9);
    }
  });

  test("keeps its shape where only the number of its pieces is another", () => {
    const half = morphed(line, straight([0, 0], [20, 0], [50, 0], [90, 0]), 0.5);
    expect(curveLength(half)).toBeCloseTo(90, 6);
    expect(curveSamples(half).every(({ y }) => y === 0)).toBe(true);
  });

  test("is whole: each piece begins where the one before it ends", () => {
    for (const [one, other] of [[line, bent] as const, [bent, line] as const]) {
      const half = morphed(one, other, 0.5);
      expect(half.length % 3).toBe(1);
      const steps = half
        .slice(1)
        .map(({ x, y }, place) => Math.hypot(x - (half[place]?.x ?? 0), y - (half[place]?.y ?? 0)));
      // Half way between thirds of both curves: nowhere further than the longest of these.
      expect(Math.max(...steps)).toBeLessThan(30);
    }
  });
});
