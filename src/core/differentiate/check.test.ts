import { describe, expect, it } from "vitest";
import { FIGURES, runOf } from "../../../tests/programs.ts";
import { nodeAt } from "../graph/graph.ts";
import { checkGradients } from "./check.ts";
import { CHECK_TOLERANCE, slopeOf } from "./differences.ts";
import type { ScalarRun } from "./run.ts";

describe("slopes by differences", () => {
  it.each([
    ["a cubic", (x: number) => x ** 3, 2, 12],
    ["a sine", Math.sin, 1, Math.cos(1)],
    ["a steep exponential", Math.exp, 10, Math.exp(10)],
    ["a logarithm near its pole", Math.log, 0.3, 1 / 0.3],
    ["a constant", () => 7, 3, 0],
  ])("of %s", (_name, f, x, slope) => {
    expect(Math.abs(slopeOf(f, x) - slope)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(slope)));
  });
});

describe("the check", () => {
  it.each(FIGURES)("finds $name right: every factor and every gradient", ({ name, source, values }) => {
    const { graph, run } = runOf({ name, source, values });
    const check = checkGradients(graph, run, (index) => values[nodeAt(graph, index).id] ?? Number.NaN);
    const errors = [...check.factors, ...check.gradients].flatMap((checked) => checked?.error ?? []);
    expect(errors).toHaveLength(graph.edges.length + Object.keys(values).length);
    for (const error of errors) expect(error).toBeLessThanOrEqual(CHECK_TOLERANCE);
  });

  it("tells a factor and a gradient that are wrong", () => {
    const values = { x: 3 };
    const { graph, run } = runOf({ name: "", source: "y = x^2", values });
    const wrong: ScalarRun = { ...run, factors: Float64Array.of(5), adjoints: Float64Array.of(5, 1) };
    const { factors, gradients } = checkGradients(graph, wrong, () => 3);
    expect(factors[0]?.numeric).toBeCloseTo(6, 9);
    expect(factors[0]?.error).toBeCloseTo(1 / 6, 9);
    expect(gradients[0]?.error).toBeCloseTo(1 / 6, 9);
    expect(gradients[1]).toBeNull();
  });

  it("sees both sides of a kink: half of what is agreed upon there", () => {
    const { graph, run } = runOf({ name: "", source: "y = relu(x)", values: { x: 0 } });
    const { factors, gradients } = checkGradients(graph, run, () => 0);
    expect(factors[0]?.numeric).toBeCloseTo(0.5, 9);
    // So neither the factor nor the gradient that goes through it is decided.
    expect([factors[0]?.isDecided, gradients[0]?.isDecided]).toEqual([false, false]);
  });
});
