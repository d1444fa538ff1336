import fc from "fast-check";
import { expect, it } from "vitest";
import { costOf, countCrossings } from "./crossings.ts";
import { layeredGraph } from "./layered.ts";
import { BlockOrder } from "./sifting.ts";
import { crossingPairs, segments } from "./test-crossings.ts";
import { randomProgram } from "./test-graphs.ts";
import { weaveOf } from "./weave.ts";

const weaves = fc
  .record({ count: fc.integer({ min: 2, max: 25 }), seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }) })
  .map(({ count, seed }) =>
    weaveOf(layeredGraph({ ...randomProgram(count, seed), direction: "right" }, Infinity).layers),
  );

it("never makes an order worse by another pass", () => {
  fc.assert(
    fc.property(weaves, (weave) => {
      const blocks = new BlockOrder(weave);
      blocks.apply();
      for (let last = costOf(weave), pass = 0; pass < 4; pass++) {
        blocks.sift();
        blocks.apply();
        const now = costOf(weave);
        expect(now).toBeLessThanOrEqual(last);
        last = now;
      }
    }),
    { seed: 13, numRuns: 60 },
  );
});

it("lets the insides of two edges never cross", () => {
  fc.assert(
    fc.property(weaves, (weave) => {
      const blocks = new BlockOrder(weave);
      for (let turn = 0; turn < 4; turn++) {
        blocks.drawTogether(turn);
        blocks.sift();
        blocks.apply();
        const isBend = (vertex: number): boolean => weave.vertices[vertex]?.role === "bend";
        expect(crossingPairs(segments(weave).filter(({ from, to }) => isBend(from) && isBend(to)))).toBe(0);
      }
    }),
    { seed: 13, numRuns: 60 },
  );
});

it("counts crossings as looking at each pair does", () => {
  fc.assert(
    fc.property(weaves, (weave) => {
      expect(countCrossings(weave)).toBe(crossingPairs(segments(weave)));
    }),
    { seed: 13, numRuns: 60 },
  );
});
