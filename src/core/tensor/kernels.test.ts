import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { commonShape, entries, entrywise, inner, type Lists, lists } from "../../../tests/arrays.ts";
import {
  asMatrix,
  broadcastShape,
  mapEntries,
  rowsOf,
  spreadTo,
  sumTo,
  total,
  transposed,
} from "./kernels.ts";
import { numbersOf, plainValue, type Shape, type Tensor, tensorOf, valueFromNumbers } from "./tensor.ts";

const SEEDED = { seed: 20251122, numRuns: 300 };

// Also more than the eight that a product takes in two steps of four.
const axis = fc.constantFrom(1, 2, 3, 5, 9);
const shapes: fc.Arbitrary<Shape> = fc.array(axis, { maxLength: 2 });
/** Whole numbers, so that sums are exact in any order. */
const whole = fc.integer({ min: -50, max: 50 });

const listsOfShape = (shape: Shape): fc.Arbitrary<Lists> => {
  const size = shape.reduce((product, length) => product * length, 1);
  return fc
    .array(whole, { minLength: size, maxLength: size })
    .map((numbers) => lists(shape, (place) => numbers[place] ?? Number.NaN));
};

function tensor(given: Lists): Tensor {
  const value = valueFromNumbers(given);
  if (value === null) throw new Error("lists of one shape are a value");
  return tensorOf(value);
}

const listsOf = (given: Tensor): Lists => numbersOf(plainValue(given));

describe("shapes that are taken entry by entry", () => {
  // The examples of NumPy's documentation ("Broadcasting"), as far as they have no more than two axes.
  it.each([
    [[5, 4], [1], [5, 4]],
    [[5, 4], [4], [5, 4]],
    [[3, 1], [4], [3, 4]],
    [[3], [4], null],
    [[2, 1], [8, 4], null],
    [[], [], []],
    [[], [2, 3], [2, 3]],
    [[1], [1, 1], [1, 1]],
    [[3], [3, 1], [3, 3]],
    [[2, 3], [3, 2], null],
  ] as const)("%j and %j come to %j", (one, other, both) => {
    expect(broadcastShape(one, other)).toEqual(both);
    expect(broadcastShape(other, one)).toEqual(both);
  });

  it("come to what NumPy's rule says, written out axis by axis", () => {
    fc.assert(
      fc.property(shapes, shapes, (one, other) => {
        expect(broadcastShape(one, other)).toEqual(commonShape([one, other]));
      }),
      SEEDED,
    );
  });
});

/** Three shapes that fit together: each axis of a common one is kept, made 1, or left out from the front. */
const threeShapes = fc
  .tuple(shapes, fc.array(fc.tuple(fc.nat(2), fc.boolean(), fc.boolean()), { minLength: 3, maxLength: 3 }))
  .map(([common, ways]) =>
    ways.map(([dropped, ...ones]) =>
      common
        .map((length, place) => (ones[place] === true ? 1 : length))
        .slice(Math.min(dropped, common.length)),
    ),
  );

const threeLists = threeShapes.chain((three) => fc.tuple(...three.map(listsOfShape)));

test("what is done to every entry of three is done to those that meet", () => {
  // Not symmetric, so that operands in the wrong order are noticed.
  const combine = (a = 0, b = 0, c = 0): number => a + 100 * b + 10_000 * c;
  fc.assert(
    fc.property(threeLists, ([a = 0, b = 0, c = 0]) => {
      const want = entrywise(combine, a, b, c) ?? Number.NaN;
      const shape = tensor(want).shape;
      expect(listsOf(mapEntries(shape, [tensor(a), tensor(b), tensor(c)], combine))).toEqual(want);
    }),
    SEEDED,
  );
});

/** Lists, and a shape over which they can be spread. */
const spreads = threeShapes.chain(([from = [], other = []]) =>
  fc
    .tuple(listsOfShape(from), fc.constant(commonShape([from, other]) ?? []))
    .chain(([given, shape]) => fc.tuple(fc.constant(given), listsOfShape(shape))),
);

test("spreading copies entries", () => {
  fc.assert(
    fc.property(spreads, ([given, over]) => {
      const want = entrywise((entry = 0) => entry, given, over) ?? Number.NaN;
      expect(listsOf(spreadTo(tensor(given), tensor(over).shape))).toEqual(want);
    }),
    SEEDED,
  );
});

test("adding up what was spread is its transpose: ⟨spread x, δ⟩ = ⟨x, sum δ⟩, in the shape of x", () => {
  fc.assert(
    fc.property(spreads, ([given, delta]) => {
      const back = sumTo(tensor(delta), tensor(given).shape);
      expect(back.shape).toEqual(tensor(given).shape);
      const spread = entrywise((entry = 0) => entry, given, delta) ?? Number.NaN;
      expect(inner(given, listsOf(back))).toBe(inner(spread, delta));
      expect(total(back)).toBe(total(tensor(delta)));
    }),
    SEEDED,
  );
});

test("a transpose has entry j, i where the matrix has i, j; twice it is the matrix; vectors and numbers stay", () => {
  fc.assert(
    fc.property(shapes.chain(listsOfShape), (given) => {
      const turned = transposed(tensor(given));
      if (turned.shape.length < 2) expect(listsOf(turned)).toEqual(given);
      const [rows = 0, columns = 0] = tensor(given).shape;
      for (let row = 0; turned.shape.length === 2 && row < rows; row++)
        for (let column = 0; column < columns; column++)
          expect(turned.data[column * rows + row]).toBe(entries(given)[row * columns + column]);
      expect(listsOf(transposed(turned))).toEqual(given);
    }),
    SEEDED,
  );
});

test("rows are those of a matrix; a vector, or a number, is one", () => {
  const rows = (given: Lists): readonly (readonly number[])[] => rowsOf(tensor(given)).map((row) => [...row]);
  expect(
    rows([
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
  ).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(rows([1, 2])).toEqual([[1, 2]]);
  expect(rows(7)).toEqual([[7]]);
});

test("a vector is a row or a column where a matrix is wanted, and a matrix stays", () => {
  expect(asMatrix(tensor([1, 2]), "row").shape).toEqual([1, 2]);
  expect(asMatrix(tensor([1, 2]), "column").shape).toEqual([2, 1]);
  expect(asMatrix(tensor([[1, 2]]), "column").shape).toEqual([1, 2]);
});
