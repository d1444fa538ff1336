import { describe, expect, it } from "vitest";
import { FIGURES, runOf } from "../../../tests/programs.ts";
import { randomPrograms } from "../../../tests/randomPrograms.ts";
import { nodeAt } from "../graph/graph.ts";
import { readProgram } from "../language/program.ts";
import { checkGradients } from "./check.ts";
import { CHECK_TOLERANCE, slopeOf, type Verdict } from "./differences.ts";
import type { ScalarRun } from "./run.ts";

describe("slopes by differences", () => {
  it.each([
    ["a cubic", (x: number) => x ** 3, 2, 12],
    ["a sine", Math.sin, 1, Math.cos(1)],
    ["a steep exponential", Math.exp, 10, Math.exp(10)],
    ["a logarithm near its pole", Math.log, 0.3, 1 / 0.3],
    ["a constant", () => 7, 3, 0],
  ])("of %s", (_name, f, x, slope) => {
    expect(Math.abs(slopeOf(f, x).slope - slope)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(slope)));
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
    expect([factors[0]?.verdict, gradients[0]?.verdict]).toEqual(["kink", "kink"]);
  });

  it("leaves a kink out where the middle of both sides is what is agreed upon", () => {
    expect(verdictsOf("y = abs(x)", { x: 0 })).toEqual(["kink", "kink"]);
  });

  it.each([
    // Factors are right here, and no difference can show it: d(a + b)/da beside a number that swallows every change.
    [
      "a sum with a very large number",
      "y = a + b",
      { a: 1, b: 1.6e16 },
      ["unsettled", "agrees", "unsettled", "agrees"],
    ],
    ["a sum that cancels one", "y = a + 1e16 - 1e16", { a: 1 }, ["unsettled", "agrees", "unsettled"]],
    ["a vertical tangent", "y = sqrt(x)", { x: 0 }, ["unsettled", "unsettled"]],
    ["an infinite value", "y = x + 1", { x: Infinity }, ["unsettled", "unsettled"]],
    ["a value that is none", "y = log(x)", { x: -1 }, ["unsettled", "unsettled"]],
    ["a tangent beside its pole", "y = tan(x)", { x: Math.PI / 2 }, ["unsettled", "unsettled"]],
    ["a kink nearer than the widest differences", "y = relu(x)", { x: 0.003 }, ["agrees", "agrees"]],
    ["a fast wave", "y = sin(1000x)", { x: 0.3 }, ["agrees", "agrees", "agrees"]],
  ])("calls no factor wrong that is right: %s", (_name, source, values, verdicts) => {
    expect(verdictsOf(source, values)).toEqual(verdicts);
  });

  it("calls nothing wrong in random programs, near and far from 0", () => {
    for (const [place, { text }] of randomPrograms(200, 11).entries()) {
      const size = [1e-3, 0.1, 1, 3][place % 4] ?? 1;
      expect(
        verdictsOf(text, (index) => size * (1 + Math.sin(7 * place + index))),
        text,
      ).not.toContain("differs");
    }
  });

  it.each(FIGURES)(
    "finds every factor of $name wrong that is off by a hundredth",
    ({ name, source, values }) => {
      const { graph, run } = runOf({ name, source, values });
      const factors = run.factors.map((factor) => factor + 0.01 * (1 + Math.abs(factor)));
      const check = checkGradients(
        graph,
        { ...run, factors },
        (index) => values[nodeAt(graph, index).id] ?? 0,
      );
      expect(new Set(check.factors.map(({ verdict }) => verdict))).toEqual(new Set(["differs"]));
    },
  );
});

/** Of every edge, then of every input. */
function verdictsOf(
  source: string,
  values: Readonly<Record<string, number>> | ((input: number) => number),
): readonly (Verdict | undefined)[] {
  const { program } = readProgram(source);
  const names = program?.inputs.map((input) => input.name) ?? [];
  const given =
    typeof values === "function"
      ? Object.fromEntries(names.map((input, index) => [input, values(index)]))
      : values;
  const { graph, run } = runOf({ name: "", source, values: given });
  const { factors, gradients } = checkGradients(
    graph,
    run,
    (index) => given[nodeAt(graph, index).id] ?? Number.NaN,
  );
  return [...factors, ...gradients.filter((gradient) => gradient !== null)].map(({ verdict }) => verdict);
}
