import { describe, expect, it } from "vitest";
import { FIGURE_13, FIGURE_17, type NamedProgram, runOf } from "../../../tests/programs.ts";
import { narrate } from "./narration.ts";
import { scheduleOf } from "./steps.ts";

function sentences(program: NamedProgram): string[] {
  const { graph, run } = runOf(program);
  const schedule = scheduleOf(graph);
  return [null, ...schedule.steps].map((step) =>
    narrate(graph, schedule, run, step)
      .map(({ text }) => text)
      .join(""),
  );
}

describe("the narration", () => {
  it("tells figure 13 step by step", () => {
    expect(sentences(FIGURE_13)).toEqual([
      "Play: first values flow forward to e, then gradients flow back along every edge, each multiplied by a local derivative.",
      "c = a + b. With numbers: 2 + 1 = 3.",
      "d = b + 1. With numbers: 1 + 1 = 2.",
      "e = c · d. With numbers: 3 · 2 = 6.",
      "Now backward. The gradient at the output e is 1: when e changes, e changes by just as much.",
      "The gradient at e is 1. The edge from c has factor d = 2, so 1 · 2 = 2 comes back to c.",
      "The gradient at e is 1. The edge from d has factor c = 3, so 1 · 3 = 3 comes back to d.",
      "The gradient at d is 3. The edge from b has factor 1, so 3 · 1 = 3 comes back to b. b is used twice: part 1 of 2 is here, and the sum waits.",
      "The gradient at c is 2. The edge from a has factor 1, so 2 · 1 = 2 comes back to a.",
      "The gradient at c is 2. The edge from b has factor 1, so 2 · 1 = 2 comes back to b. b is used twice, so the parts are added: 2 + 3 = 5.",
    ]);
  });

  it("calls unnamed nodes v₁, v₂ and brackets negative factors", () => {
    expect(sentences(FIGURE_17)).toContain(
      "The gradient at v₅ is −0.1966. The edge from v₄ has factor −1, so −0.1966 · (−1) = 0.1966 comes back to v₄.",
    );
  });

  it("brackets a sign behind an operator, as the node does", () => {
    const values = { a: -0.25, b: -0.5 };
    expect(sentences({ name: "signs", source: "c = a + b\nd = c*-2\ne = a^b - d/-4", values })).toEqual(
      expect.arrayContaining([
        "c = a + b. With numbers: −0.25 + (−0.5) = −0.75.",
        "d = c · (−2). With numbers: −0.75 · (−2) = 1.5.",
      ]),
    );
  });

  it.each([
    [
      "y = log(2)",
      {},
      "Play: y gets its value. No edge leads to it, so nothing flows back from it.",
      "The gradient at the output y is 1, and it ends here: no edge leads to y.",
    ],
    [
      "a = 2",
      { a: 2 },
      "Play: a gets its value. No edge leads to it, so nothing flows back from it.",
      "The gradient at the output a is 1, and it ends here: no edge leads to a.",
    ],
  ])("says of %s that nothing flows back", (source, values, opening, seed) => {
    const told = sentences({ name: source, source, values });
    expect([told[0], told.at(-1)]).toEqual([opening, seed]);
  });

  it("says of a kink that its slope is a convention", () => {
    expect(sentences({ name: "relu at 0", source: "y = relu(x)", values: { x: 0 } })).toContain(
      "The gradient at y is 1. The edge from x has factor 0 (by convention; any slope from 0 to 1 fits), so 1 · 0 = 0 comes back to x.",
    );
  });

  it("says where ∞ and what is undefined come from, once", () => {
    const told = sentences({ name: "1/0", source: "y = 1/x; z = y*2", values: { x: 0 } });
    expect(told[1]).toBe(
      "y = 1/x. With numbers: 1/0 = ∞. ∞ is no number: floating-point arithmetic writes it where there is no finite value, or none that it can hold, and goes on with it.",
    );
    expect(told[2]).toBe("z = y · 2. With numbers: ∞ · 2 = ∞.");
    expect(sentences({ name: "log of −1", source: "y = log(x)", values: { x: -1 } })[1]).toMatch(
      / = undefined\. There is no such number, and whatever is calculated with it is undefined too\.$/,
    );
  });

  it("gives each number the hue of what it is", () => {
    const { graph, run } = runOf(FIGURE_13);
    const schedule = scheduleOf(graph);
    const hues = (step: number) =>
      narrate(graph, schedule, run, schedule.steps[step] ?? null).flatMap(({ text, hue }) =>
        hue ? [`${hue} ${text}`] : [],
      );
    expect(hues(0)).toEqual(["value 3"]);
    expect(hues(8)).toEqual(["gradient 2", "gradient 1", "gradient 2", "gradient 5"]);
  });
});
