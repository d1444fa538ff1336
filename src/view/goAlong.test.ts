import { expect, it } from "vitest";
import { type Numbers, numbersOf, type Value, valueFromNumbers } from "../core/index.ts";
import { goAlong } from "./goAlong.ts";

const values = (numbers: Readonly<Record<string, Numbers>>): ReadonlyMap<string, Value> =>
  new Map(Object.entries(numbers).map(([name, own]) => [name, valueFromNumbers(own) ?? Number.NaN]));

/** Whether X has as many rows as y has entries. */
const fits = (given: ReadonlyMap<string, Value>): boolean => {
  const [rows, targets] = ["X", "y"].map((name) => [numbersOf(given.get(name) ?? 0)].flat().length);
  return rows === targets;
};

const lists = (given: ReadonlyMap<string, Value> | null) =>
  given && Object.fromEntries([...given].map(([name, value]) => [name, numbersOf(value)]));

it("a shorter tensor gets entries of 0, and the one that was given last stays", () => {
  const X = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  expect(lists(goAlong(values({ k: 2, y: [7, 8], X }), fits))).toEqual({ k: 2, y: [7, 8, 0], X });
});

it("a longer one loses its last", () => {
  const y = [7];
  expect(
    lists(
      goAlong(
        values({
          X: [
            [1, 2],
            [3, 4],
          ],
          y,
        }),
        fits,
      ),
    ),
  ).toEqual({ X: [[1, 2]], y });
});

it("nothing is changed where no single one can mend it", () => {
  expect(goAlong(values({ y: [7, 8], X: [[1, 2]] }), () => false)).toBeNull();
  expect(goAlong(values({ k: 2 }), () => false)).toBeNull();
});
