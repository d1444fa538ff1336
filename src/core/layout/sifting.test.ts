import fc from "fast-check";
import { expect, it } from "vitest";
import { costOf, countCrossings } from "./crossings.ts";
import { layeredGraph } from "./layered.ts";
import { BlockOrder } from "./sifting.ts";
import { crossingPairs, segments } from "./test-crossings.ts";
import { randomProgram } from "./test-graphs.ts";
import { blocksOf, siftedSlowly, stand } from "./test-sifting.ts";
import { weaveOf } from "./weave.ts";

const weaves = fc
  .record({ count: fc.integer({ min: 2, max: 25 }), seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }) })
  .map(({ count, seed }) =>
    weaveOf(layeredGraph({ ...randomProgram(count, seed), direction: "right" }, Infinity).layers),
  );

it("finds the places that trying and counting finds", () => {
  let moved = 0;
  const cases = fc.record({
    count: fc.integer({ min: 2, max: 11 }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
    chances: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
    reach: fc.constantFrom(2, 5, Infinity),
  });
  fc.assert(
    fc.property(cases, ({ count, seed, chances, reach }) => {
      const { layers } = layeredGraph({ ...randomProgram(count, seed), direction: "right" }, Infinity);
      const weave = weaveOf(layers);
      const blocks = new BlockOrder(weave);
      const numbers = Float64Array.from({ length: blocks.count }, (_, block) => chances[block % 40] ?? 0);
      blocks.sortBy(numbers);
      let expected = blocksOf(weave)
        .map((block, index) => ({ block, number: numbers[index] ?? 0 }))
        .toSorted((a, b) => a.number - b.number)
        .map(({ block }) => block);
      for (let pass = 0; pass < 2; pass++) {
        if (blocks.sift(reach)) moved++;
        blocks.apply();
        const found = weave.ranks.map((rank) => Array.from(rank));
        expected = siftedSlowly(weave, expected, reach);
        stand(weave, expected);
        expect(found).toEqual(weave.ranks.map((rank) => Array.from(rank)));
      }
    }),
    { seed: 14, numRuns: 100 },
  );
  expect(moved).toBeGreaterThan(60);
});

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
