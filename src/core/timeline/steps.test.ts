import { describe, expect, it } from "vitest";
import { FIGURE_13, FIGURE_18, runOf } from "../../../tests/programs.ts";
import { phaseRange, scheduleOf, stepsOf } from "./steps.ts";

const stepIds = (source: string): string[] =>
  stepsOf(runOf({ name: "", source, values: {} }).graph).map(({ phase, id }) => `${phase} ${id}`);

describe("steps", () => {
  // The order that design.md spells out for (a+b)*(b+1): 3 + 1 + 5 steps.
  it("go forward as written, place the seed, and come back consumer by consumer", () => {
    expect(stepIds("e = (a+b)*(b+1)")).toEqual([
      "forward e.0",
      "forward e.1",
      "forward e",
      "seed e",
      "backward e.0-e-0",
      "backward e.1-e-1",
      "backward b-e.1-0",
      "backward a-e.0-0",
      "backward b-e.0-1",
    ]);
  });

  it.each([
    ["an input alone has only its seed", "x", ["seed x"]],
    [
      "a product with itself comes back along both operands",
      "y = x*x",
      ["forward y", "seed y", "backward x-y-0", "backward x-y-1"],
    ],
    [
      "a statement that the output does not use has no steps",
      "u = exp(x)\ny = 2*x",
      ["forward y", "seed y", "backward x-y-1"],
    ],
    [
      "what depends on no input gets no gradient",
      "k = 2*3\ny = k*x",
      ["forward y", "seed y", "backward x-y-1"],
    ],
    [
      "a second name makes no step",
      "c = a+b\nd = c",
      ["forward c", "seed c", "backward a-c-0", "backward b-c-1"],
    ],
  ])("%s", (_name, source, expected) => {
    expect(stepIds(source)).toEqual(expected);
  });

  it("fill a gradient only after all its contributions", () => {
    const { graph } = runOf(FIGURE_18);
    const { contributionAt, gradientAt, steps } = scheduleOf(graph);
    for (const edge of graph.edges) {
      const consumerIsFull = gradientAt[edge.to] ?? Infinity;
      // An edge's step comes after its consumer's gradient is full, and never after its source's.
      expect(contributionAt[edge.index]).toBeGreaterThan(consumerIsFull);
      expect(gradientAt[edge.from]).toBeGreaterThanOrEqual(contributionAt[edge.index] ?? 0);
    }
    expect(Math.max(...contributionAt)).toBe(steps.length);
  });

  it("know when each part of figure 13 is there", () => {
    const { graph } = runOf(FIGURE_13);
    const { valueAt, gradientAt } = scheduleOf(graph);
    const named = (times: readonly number[]) =>
      Object.fromEntries(graph.nodes.map(({ id, index }) => [id, times[index]]));
    expect(named(valueAt)).toEqual({ a: 0, b: 0, c: 1, d: 2, e: 3 });
    expect(named(gradientAt)).toEqual({ a: 8, b: 9, c: 5, d: 6, e: 4 });
  });

  it("give an unused input its gradient 0 with the seed, and an unused operation nothing", () => {
    const { graph } = runOf({ name: "", source: "u = z*z\ny = 2*x", values: {} });
    const { gradientAt, valueAt } = scheduleOf(graph);
    const place = (id: string): number => graph.nodes.findIndex((node) => node.id === id);
    expect(gradientAt[place("z")]).toBe(2);
    expect(gradientAt[place("u")]).toBe(Infinity);
    expect(valueAt[place("u")]).toBe(Infinity);
  });

  it("stand in phases without gaps", () => {
    const steps = stepsOf(runOf(FIGURE_13).graph);
    expect(phaseRange(steps, "forward")).toEqual({ first: 0, end: 3 });
    expect(phaseRange(steps, "seed")).toEqual({ first: 3, end: 4 });
    expect(phaseRange(steps, "backward")).toEqual({ first: 4, end: 9 });
  });
});
