import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Segment, segmentsOf } from "./longLine.ts";

/** The places of the pieces that are written, among all. */
function written(lengths: readonly number[], segments: readonly Segment[]): number[] {
  return segments.flatMap((segment) => {
    if (segment.kind === "gap") return [];
    const start = lengths.slice(0, segment.term).reduce((sum, length) => sum + length, 0);
    return Array.from({ length: segment.to - segment.from }, (_, place) => start + segment.from + place);
  });
}

describe("a long line of a derivation", () => {
  it("is written whole while it is short", () => {
    expect(segmentsOf([2, 1, 3], 120)).toEqual([
      { kind: "pieces", term: 0, from: 0, to: 2 },
      { kind: "pieces", term: 1, from: 0, to: 1 },
      { kind: "pieces", term: 2, from: 0, to: 3 },
    ]);
  });

  it("breaks off inside a product of thousands of factors, and says how many are missing", () => {
    expect(segmentsOf([5000], 120)).toEqual([
      { kind: "pieces", term: 0, from: 0, to: 120 },
      { kind: "gap", pieces: 4880 },
    ]);
  });

  it("shows its beginning and the piece under way, never twice, and counts what it leaves out", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (lengths, most, any) => {
          const count = lengths.reduce((sum, length) => sum + length, 0);
          const active = (any % (count + 1)) - 1;
          const segments = segmentsOf(lengths, most, active);
          const places = written(lengths, segments);
          const missing = segments.reduce(
            (sum, segment) => sum + (segment.kind === "gap" ? segment.pieces : 0),
            0,
          );
          expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
          expect(places.length + missing).toBe(count);
          for (let place = 0; place < Math.min(most, count); place += 1) expect(places).toContain(place);
          if (active >= 0) expect(places).toContain(active);
        },
      ),
      { seed: 6 },
    );
  });
});
