import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, placeCard } from "./placing.ts";

const CARD = { width: 380, height: 200 };
const LAPTOP = { width: 1440, height: 900 };

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;

describe("a card stands where it covers nothing of what it is about", () => {
  test.each([
    ["beside it, on its right", { left: 0, top: 60, width: 360, height: 140 }, { left: 376, top: 60 }],
    [
      "below it, where there is no room beside it",
      { left: 0, top: 0, width: 1440, height: 56 },
      { left: 16, top: 72 },
    ],
    ["above it", { left: 20, top: 780, width: 1400, height: 110 }, { left: 20, top: 564 }],
    ["on its left", { left: 900, top: 10, width: 500, height: 880 }, { left: 504, top: 10 + 6 }],
  ])("%s", (_where, about, place) => {
    expect(placeCard(about, CARD, LAPTOP)).toEqual(place);
  });

  test("in the corner, where there is no such place", () => {
    const about = { left: 0, top: 0, width: 1440, height: 900 };
    expect(placeCard(about, CARD, LAPTOP)).toEqual({ left: 1440 - 380 - 16, top: 900 - 200 - 16 });
  });

  test("it is always in the window, and off what it is about if there is room on one side", () => {
    const length = fc.integer({ min: 1, max: 900 });
    const box = fc.record({ left: fc.nat(1400), top: fc.nat(880), width: length, height: length });
    fc.assert(
      fc.property(box, (about) => {
        const place = { ...placeCard(about, CARD, LAPTOP), ...CARD };
        expect(place.left).toBeGreaterThanOrEqual(16);
        expect(place.top).toBeGreaterThanOrEqual(16);
        expect(place.left + place.width).toBeLessThanOrEqual(LAPTOP.width - 16);
        expect(place.top + place.height).toBeLessThanOrEqual(LAPTOP.height - 16);
        const room = [
          LAPTOP.width - about.left - about.width - CARD.width,
          LAPTOP.height - about.top - about.height - CARD.height,
          about.left - CARD.width,
          about.top - CARD.height,
        ];
        if (room.some((pixels) => pixels >= 32)) expect(overlap(place, about)).toBe(false);
      }),
      { seed: 2026 },
    );
  });
});
