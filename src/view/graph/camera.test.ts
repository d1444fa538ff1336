import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { between, followingView, wholeView } from "./camera.ts";

const stage = { width: 1000, height: 700 };
const small = { x: -50, y: 20, width: 600, height: 300 };
const long = { x: 0, y: 0, width: 4000, height: 300 };

describe("the camera", () => {
  it("centres the whole picture below the toolbar", () => {
    const { x, y, scale } = wholeView(small, stage);
    expect(x + scale * (small.x + small.width / 2)).toBeCloseTo(500, 6);
    expect(y + scale * small.y).toBeGreaterThan(60);
    expect(y + scale * (small.y + small.height)).toBeLessThan(700);
  });

  it("shows a picture that can be read as a whole, whatever the step is about", () => {
    const focus = { x: 0, y: 100, width: 50, height: 50 };
    expect(followingView(small, stage, focus)).toEqual(wholeView(small, stage));
  });

  it("keeps the step in view, at a size that can be read, and no emptiness beside the picture", () => {
    fc.assert(
      fc.property(fc.integer({ min: 150, max: 3850 }), (centre) => {
        const { x, scale } = followingView(long, stage, { x: centre, y: 150, width: 300, height: 200 });
        expect(scale).toBeCloseTo(0.7, 9);
        expect(x + scale * (centre - 150)).toBeGreaterThanOrEqual(0);
        expect(x + scale * (centre + 150)).toBeLessThanOrEqual(stage.width);
        expect(x).toBeLessThanOrEqual(40);
        expect(x + scale * long.width).toBeGreaterThanOrEqual(stage.width - 40);
      }),
      { seed: 3 },
    );
  });

  it("glides from one view to another, gently at both ends", () => {
    const from = { x: 0, y: 0, scale: 1 };
    const to = { x: 100, y: -50, scale: 2 };
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1)).toEqual(to);
    expect(between(from, to, 0.5)).toEqual({ x: 50, y: -25, scale: 1.5 });
    expect(between(from, to, 0.1).x).toBeLessThan(5);
  });
});
