import { expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { plainText } from "../expression/formula.ts";
import { subjectFormula } from "./subject.ts";

const { graph } = runOf(FIGURE_13);

it.each([
  [["c"], "c"],
  [["b-c-1"], "∂c/∂b"],
  // Figure 13's product, from the output's end whatever the order it was given in.
  [["c", "b-c-1"], "de/dc ⋅ ∂c/∂b"],
  [["b-c-1", "c-e-0"], "∂e/∂c ⋅ ∂c/∂b"],
  [["c-e-0", "d-e-1", "c", "d", "e"], "c, d, e"],
  [["gone", "d"], "d"],
])("%j together are called %s", (ids, words) => {
  const formula = subjectFormula(graph, ids);
  expect(formula && plainText(formula)).toBe(words);
});

it("nothing is called nothing", () => {
  expect(subjectFormula(graph, ["gone"])).toBeNull();
});
