import fc from "fast-check";
import { expect, it } from "vitest";
import { sortByNumbers } from "./sorting.ts";

it("sorts as the language's own stable sort does", () => {
  // Few different numbers, so that many are equal.
  const numbers = fc.array(fc.constantFrom(-1.5, 0, 1 / 3, 7, Number.MAX_VALUE), { maxLength: 70 });
  fc.assert(
    fc.property(numbers, fc.boolean(), (list, isReversed) => {
      const elements = isReversed ? [...list.keys()].reverse() : [...list.keys()];
      const expected = elements.toSorted((a, b) => (list[a] ?? 0) - (list[b] ?? 0));
      const sorted = Int32Array.from(elements);
      sortByNumbers(sorted, Float64Array.from(list), new Int32Array(list.length));
      expect(Array.from(sorted)).toEqual(expected);
    }),
    { seed: 15, numRuns: 300 },
  );
});
