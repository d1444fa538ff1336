import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { entries, type Lists, lists, matmul, shapeOfLists, transpose } from "../../../tests/arrays.ts";
import { matrixProduct, type Turned } from "./product.ts";
import { numbersOf, plainValue, type Tensor, tensorOf, valueFromNumbers } from "./tensor.ts";

const SEEDED = { seed: 20251122, numRuns: 500 };

// A tile has four rows and two columns: sides shorter than one, of one, of some, and some that leave one hanging over.
const side = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9);
/** Whole numbers, so that sums are exact in any order; and what must stay where it is. */
const whole = fc.integer({ min: -50, max: 50 });
const any = fc.oneof({ arbitrary: whole, weight: 6 }, fc.constantFrom(Number.NaN, Infinity, -Infinity, -0));

const listsOf = (entry: fc.Arbitrary<number>, ...shape: readonly number[]): fc.Arbitrary<Lists> => {
  const size = shape.reduce((product, length) => product * length, 1);
  return fc
    .array(entry, { minLength: size, maxLength: size })
    .map((numbers) => lists(shape, (place) => numbers[place] ?? Number.NaN));
};

function tensor(given: Lists): Tensor {
  const value = valueFromNumbers(given);
  if (value === null) throw new Error("lists of one shape are a value");
  return tensorOf(value);
}

const product = (a: Lists, b: Lists, turned?: Turned): Lists =>
  numbersOf(plainValue(matrixProduct(tensor(a), tensor(b), turned)));

const factors = fc
  .tuple(side, side, side)
  .chain(([rows, inner, columns]) => fc.tuple(listsOf(any, rows, inner), listsOf(any, inner, columns)));

describe("a product of matrices", () => {
  it("is that of three loops, whatever the sides and the numbers", () => {
    fc.assert(
      fc.property(factors, ([a, b]) => {
        expect(product(a, b)).toEqual(matmul(a, b));
      }),
      SEEDED,
    );
  });

  it("reads an operand turned as if it had been transposed before", () => {
    fc.assert(
      fc.property(factors, fc.boolean(), fc.boolean(), ([a, b], turnsA, turnsB) => {
        const [left, right] = [turnsA ? transpose(a) : a, turnsB ? transpose(b) : b];
        expect(product(left, right, { a: turnsA, b: turnsB })).toEqual(matmul(a, b));
      }),
      SEEDED,
    );
  });

  it("takes a vector as a row on the left and as a column on the right, however it is turned", () => {
    const vectors = fc
      .tuple(side, side)
      .chain(([rows, inner]) =>
        fc.tuple(listsOf(any, inner), listsOf(any, rows, inner), listsOf(any, inner, rows)),
      );
    fc.assert(
      fc.property(vectors, ([vector, matrix, other]) => {
        expect(product(matrix, vector, { b: true })).toEqual(matmul(matrix, vector));
        expect(product(vector, other, { a: true })).toEqual(matmul(vector, other));
        expect(product(vector, vector)).toEqual(matmul(vector, vector));
      }),
      SEEDED,
    );
  });

  it("leaves the operands as they are", () => {
    fc.assert(
      fc.property(factors, ([a, b]) => {
        const [left, right] = [tensor(a), tensor(b)];
        matrixProduct(left, right);
        expect([...left.data]).toEqual(entries(a));
        expect(right.shape).toEqual(shapeOfLists(b));
        expect([...right.data]).toEqual(entries(b));
      }),
      SEEDED,
    );
  });
});

test("what is not a number stays in the rows and columns it meets: 0 · ∞ has no value", () => {
  expect(
    product(
      [
        [Number.NaN, 0],
        [1, 2],
        [0, 0],
      ],
      [
        [0, 1],
        [Number.POSITIVE_INFINITY, 1],
      ],
    ),
  ).toEqual([
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, 3],
    [Number.NaN, 0],
  ]);
});
