import { expect, it } from "vitest";
import { signsIn } from "./signs.ts";

it("finds the signs that are in some formulas, each once, in their own order", () => {
  const found = signsIn(["A ⊙ δ", "δ Bᵀ", "sum_copies(δ)"]);
  expect(found.map(({ plain }) => plain)).toEqual(["δ", "⊙", "ᵀ", "sum_copies"]);
});

it("finds none among single numbers", () => {
  expect(signsIn(["d · 1 + c · 1", "1 − y^2", "x^T"])).toEqual([]);
});
