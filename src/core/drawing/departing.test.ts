import { describe, expect, it } from "vitest";
import { departing } from "./departing.ts";

// Straight, 90 px long; the tab is 30 px away from where it begins, and 30 px from where it ends.
const departure = {
  tab: { x: 0, y: -30 },
  curve: [
    { x: 0, y: 0 },
    { x: 30, y: 0 },
    { x: 60, y: 0 },
    { x: 90, y: 0 },
  ],
  start: 0,
  stop: 1,
};

describe("what leaves its tab", () => {
  it.each([
    [0, 0, -30, 0],
    [0.125, 0, -15, 0],
    [0.25, 0, 0, 0],
    [0.5, 30, 0, 1 / 3],
    [1, 90, 0, 1],
  ])("has come, with %f of its way, to (%f, %f), and %f along its edge", (way, x, y, share) => {
    const now = departing(departure, way);
    expect(now.place.x).toBeCloseTo(x, 6);
    expect(now.place.y).toBeCloseTo(y, 6);
    expect(now.share).toBeCloseTo(share, 6);
  });

  it("goes against its edge as well, and no farther than it should", () => {
    const back = { ...departure, tab: { x: 90, y: 30 }, start: 1, stop: 0.5 };
    const now = departing(back, 1);
    expect(now.place.x).toBeCloseTo(45, 6);
    expect(departing(back, 0.2).share).toBe(0);
  });

  it("is where it is if there is no way at all", () => {
    const nowhere = { ...departure, tab: { x: 0, y: 0 }, stop: 0 };
    expect(departing(nowhere, 0.5)).toMatchObject({ place: { x: 0, y: 0 }, share: 1 });
  });
});
