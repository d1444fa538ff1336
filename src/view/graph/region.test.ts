import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDrawnFor, isInRegion, isSameRegion, regionInView } from "./region.ts";

const stage = { width: 1000, height: 700 };

const views = fc.record({
  x: fc.integer({ min: -20_000, max: 20_000 }),
  y: fc.integer({ min: -20_000, max: 20_000 }),
  scale: fc.double({ min: 0.42, max: 6, noNaN: true }),
});

describe("the region of a large picture that is typeset", () => {
  it("holds every place on the stage, and what may reach in from beside it", () => {
    const across = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(views, across, across, (view, right, down) => {
        const place = {
          x: (stage.width * right - view.x) / view.scale,
          y: (stage.height * down - view.y) / view.scale,
        };
        const region = regionInView(view, stage);
        for (const [dx, dy] of [
          [0, 0],
          [-150, 0],
          [150, 0],
          [0, -150],
          [0, 150],
        ] as const)
          expect(isInRegion({ x: place.x + dx, y: place.y + dy }, region)).toBe(true);
      }),
      { seed: 2026 },
    );
  });

  it("is not much larger than the stage", () => {
    fc.assert(
      fc.property(views, (view) => {
        const { left, right, top, bottom } = regionInView(view, stage);
        expect((right - left) * view.scale).toBeLessThan(stage.width * 3 + 400 * view.scale);
        expect((bottom - top) * view.scale).toBeLessThan(stage.height * 3 + 400 * view.scale);
      }),
      { seed: 2026 },
    );
  });

  it("stays the same while the picture moves a little, and is another one further on", () => {
    const here = regionInView({ x: -1210, y: -830, scale: 1 }, stage);
    expect(isSameRegion(here, regionInView({ x: -1220, y: -840, scale: 1 }, stage))).toBe(true);
    expect(isSameRegion(here, regionInView({ x: -2210, y: -830, scale: 1 }, stage))).toBe(false);
    expect(isSameRegion(null, here)).toBe(false);
  });

  it("is empty where no label could be read", () => {
    const region = regionInView({ x: 0, y: 0, scale: 0.1 }, stage);
    expect(isInRegion({ x: 100, y: 100 }, region)).toBe(false);
  });
});

describe("a picture on the move", () => {
  const bounds = { x: 0, y: 0, width: 9000, height: 6000 };

  it("is drawn anew only where something of it would be missing, or far too large or small", () => {
    const moves = fc.record({
      x: fc.integer({ min: -900, max: 900 }),
      y: fc.integer({ min: -900, max: 900 }),
      growth: fc.double({ min: 0.2, max: 4, noNaN: true }),
    });
    let kept = 0;
    fc.assert(
      fc.property(views, moves, (from, move) => {
        const view = { x: from.x + move.x, y: from.y + move.y, scale: from.scale * move.growth };
        if (!isDrawnFor(from, view, stage, bounds)) return;
        kept += 1;
        expect(Math.abs(Math.log2(view.scale / from.scale))).toBeLessThan(1.2);
        // Every corner of the stage is in what is typeset, or outside of all there is.
        for (const across of [0, stage.width])
          for (const down of [0, stage.height]) {
            const seen = { x: (across - view.x) / view.scale, y: (down - view.y) / view.scale };
            const isOutside = seen.x < 0 || seen.x > 9000 || seen.y < 0 || seen.y > 6000;
            if (!isOutside) expect(isInRegion(seen, regionInView(from, stage))).toBe(true);
          }
      }),
      { seed: 7, numRuns: 2000 },
    );
    expect(kept).toBeGreaterThan(100);
  });

  it("that is seen whole stays as it is drawn, but for its size", () => {
    const whole = { x: 0, y: 0, scale: 0.1 };
    expect(isDrawnFor(whole, { x: -400, y: 300, scale: 0.1 }, stage, bounds)).toBe(true);
    expect(isDrawnFor(whole, { x: 0, y: 0, scale: 0.05 }, stage, bounds)).toBe(true);
    expect(isDrawnFor(whole, { x: 0, y: 0, scale: 0.3 }, stage, bounds)).toBe(false);
  });
});
