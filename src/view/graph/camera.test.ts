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

  it("makes room for the toolbar above and for notes below", () => {
    const covered = { ...stage, covered: 120, below: 150 };
    for (const bounds of [small, { ...small, height: 2000 }]) {
      const { y, scale } = wholeView(bounds, covered);
      expect(y + scale * bounds.y).toBeGreaterThanOrEqual(120);
      expect(y + scale * (bounds.y + bounds.height)).toBeLessThanOrEqual(700 - 150);
    }
  });

  it("shows a picture that can be read as a whole, whatever the step is about", () => {
    const focus = [{ x: 0, y: 100, width: 50, height: 50 }];
    expect(followingView(small, stage, focus)).toEqual(wholeView(small, stage));
  });

  it("keeps the step in view, at a size that can be read, and no emptiness beside the picture", () => {
    fc.assert(
      fc.property(fc.integer({ min: 150, max: 3850 }), (centre) => {
        const { x, scale } = followingView(long, stage, [{ x: centre, y: 150, width: 300, height: 200 }]);
        expect(scale).toBeCloseTo(0.7, 9);
        expect(x + scale * (centre - 150)).toBeGreaterThanOrEqual(0);
        expect(x + scale * (centre + 150)).toBeLessThanOrEqual(stage.width);
        expect(x).toBeLessThanOrEqual(40);
        expect(x + scale * long.width).toBeGreaterThanOrEqual(stage.width - 40);
      }),
      { seed: 3 },
    );
  });

  it.each([
    ["a laptop", stage, 0.7],
    ["a phone", { width: 390, height: 456 }, 0.52],
  ])(
    "on %s, shows where a step happens whose ends are too far apart, at a size that can be read",
    (_, on, least) => {
      const wide = { x: 0, y: 0, width: 9000, height: 9000 };
      fc.assert(
        fc.property(
          fc.record({ x: fc.integer({ min: 0, max: 9000 }), y: fc.integer({ min: 0, max: 9000 }) }),
          (anchor) => {
            const place = { ...anchor, width: 100, height: 100 };
            const far = { x: 4500, y: 4500, width: 9000, height: 8900 };
            const { x, y, scale } = followingView(wide, on, [place, far]);
            expect(scale).toBeCloseTo(least, 9);
            expect(x + scale * anchor.x).toBeGreaterThan(0);
            expect(x + scale * anchor.x).toBeLessThan(on.width);
            // The toolbar's rows end at 48 pixels, on a phone at 78.
            expect(y + scale * anchor.y).toBeGreaterThan(on === stage ? 48 : 78);
            expect(y + scale * anchor.y).toBeLessThan(on.height);
          },
        ),
        { seed: 4 },
      );
    },
  );

  it("goes back a little for a step that is then seen whole", () => {
    const ends = [2700, 1300].map((at) => ({ x: at, y: 150, width: 100, height: 200 }));
    const { x, scale } = followingView(long, stage, ends);
    expect(scale).toBeGreaterThan(0.5);
    expect(scale).toBeLessThan(0.7);
    expect(x + scale * 1250).toBeGreaterThanOrEqual(0);
    expect(x + scale * 2750).toBeLessThanOrEqual(stage.width);
  });

  it("never shows less than the whole picture would", () => {
    const middling = { x: 0, y: 0, width: 1500, height: 300 };
    const view = followingView(middling, stage, [{ x: 750, y: 150, width: 1500, height: 300 }]);
    expect(view.scale).toBeCloseTo(wholeView(middling, stage).scale, 9);
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
