import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  isFiniteValue,
  type Numbers,
  numbersOf,
  plainValue,
  type Shape,
  shapeOf,
  shapeText,
  shapeWords,
  sizeOf,
  tensorOf,
  valueFromNumbers,
} from "./tensor.ts";

const number = fc.double();
const length = fc.integer({ min: 1, max: 6 });
const vectorOf = (size: number): fc.Arbitrary<readonly number[]> =>
  fc.array(number, { minLength: size, maxLength: size });
const vectors = length.chain(vectorOf);
const matrices = fc
  .tuple(length, length)
  .chain(([rows, columns]) => fc.array(vectorOf(columns), { minLength: rows, maxLength: rows }));

function accepted(numbers: unknown) {
  const value = valueFromNumbers(numbers);
  if (value === null) throw new Error("these numbers are a value");
  return value;
}

test("lists become a value and come back as they were, whatever the numbers", () => {
  fc.assert(
    fc.property(fc.oneof(number, vectors, matrices), (numbers: Numbers) => {
      expect(numbersOf(accepted(numbers))).toEqual(numbers);
      expect(numbersOf(plainValue(tensorOf(accepted(numbers))))).toEqual(numbers);
    }),
    { seed: 20251122, numRuns: 300 },
  );
});

test("a value keeps numbers of its own", () => {
  const rows = [
    [1, 2],
    [3, 4],
  ];
  const value = accepted(rows);
  for (const row of rows) row.fill(0);
  expect(numbersOf(value)).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

describe("numbers with a shape", () => {
  it.each([
    [7, [], 1, "", "a single number"],
    [[7], [1], 1, "1", "a vector of 1"],
    [[1, 2, 3], [3], 3, "3", "a vector of 3"],
    [[[7]], [1, 1], 1, "1×1", "a 1×1 matrix"],
    [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [2, 3],
      6,
      "2×3",
      "a 2×3 matrix",
    ],
    [[[1], [2]], [2, 1], 2, "2×1", "a 2×1 matrix"],
  ] as const)("%j has shape %j", (numbers, shape, size, text, words) => {
    const found: Shape = shapeOf(accepted(numbers));
    expect(found).toEqual(shape);
    expect(sizeOf(found)).toBe(size);
    expect(shapeText(found)).toBe(text);
    expect(shapeWords(found)).toBe(words);
    expect([...tensorOf(accepted(numbers)).data]).toEqual([numbers].flat(2));
  });
});

describe("what is no tensor is refused", () => {
  it.each([
    ["an empty list", []],
    ["an empty row", [[]]],
    ["rows of different lengths", [[1, 2], [3]]],
    ["a number among rows", [[1], 2]],
    ["a row among numbers", [1, [2]]],
    ["three levels", [[[1]]]],
    ["a word", "1"],
    ["a word among numbers", [1, "2"]],
    ["a word in a row", [[1, "2"]]],
    ["nothing", null],
    ["nothing in a list", [1, null]],
    ["nothing for a row", [[1], null]],
    ["what was never given", undefined],
    ["a hole in a list", [1, undefined]],
    ["an object", { length: 1, 0: 1 }],
    ["a big integer", 1n],
  ])("%s", (_what, numbers) => {
    expect(valueFromNumbers(numbers)).toBeNull();
  });

  it("a list with a hole", () => {
    const holed = [1, 2, 3];
    delete holed[1];
    expect(valueFromNumbers(holed)).toBeNull();
  });
});

test("a value is finite when all its numbers are", () => {
  expect([1, [1, 2], [[1], [2]]].map((numbers) => isFiniteValue(accepted(numbers)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    [Number.NaN, [1, Number.POSITIVE_INFINITY], [[1], [Number.NaN]]].map((numbers) =>
      isFiniteValue(accepted(numbers)),
    ),
  ).toEqual([false, false, false]);
});
