import fc from "fast-check";
import katex from "katex";
import { describe, expect, it, test } from "vitest";
import { compile } from "../differentiate/program.ts";
import { parse } from "../expression/parser.ts";
import type { Kernel, Operation } from "./operation.ts";
import {
  compileCondition,
  compileRule,
  derivativesOf,
  operationOf,
  readCondition,
  readRule,
} from "./rule.ts";
import { functionNames, operationKeys, operationNamed, operations } from "./table.ts";

/*
 * A suite derived from the table: what is asserted of an operation here is asserted of every one that is ever added.
 */

/** How near a point may come to where an operation has a kink, a tie or no value: differences need room. */
const CLEARANCE = 0.2;

/** Whether the operands stand clear of the places that the table itself calls exceptional. */
function isClear({ operands, derivatives, exclusions }: Operation, a: number, b: number): boolean {
  const conditions = [...exclusions, ...derivatives.flatMap(({ conventions = [] }) => conventions)].map(
    ({ where }) => where,
  );
  return conditions.every((condition) => {
    const { left, right } = readCondition(condition);
    const gap =
      compileRule(left, operands)(a, b, Number.NaN) - compileRule(right, operands)(a, b, Number.NaN);
    return Number.isNaN(gap) || Math.abs(gap) > CLEARANCE;
  });
}

const POINTS = 200;

/** Points where the operation has a value, with room around them: the first operand from its plot range, whole numbers among the second. */
function pointsOf(operation: Operation): (readonly [number, number])[] {
  const [low, high] = operation.plotRange;
  // Evenly spread; fc.double would crowd round 0.
  const spread = (from: number, to: number) =>
    fc.integer({ min: 0, max: 2 ** 30 }).map((part) => from + ((to - from) * part) / 2 ** 30);
  const point = fc.tuple(spread(low, high), fc.oneof(spread(-3, 3), fc.integer({ min: -3, max: 3 })));
  return fc
    .sample(point, { seed: 20251122, numRuns: POINTS })
    .filter(([a, b]) => Number.isFinite(operation.value(a, b, 0)) && isClear(operation, a, b));
}

/**
 * The derivative of a function at a point and an estimate of its error, by central differences extrapolated to a step
 * of 0 (Ridders' method; Press et al., Numerical Recipes, §5.7). NaN where the function has no value nearby.
 */
function ridders(f: (x: number) => number, x: number): { slope: number; error: number } {
  let step = CLEARANCE / 2;
  let last: number[] = [];
  let best = { slope: Number.NaN, error: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 12; round++, step /= 1.4) {
    const row = [(f(x + step) - f(x - step)) / (2 * step)];
    for (let order = 1, weight = 1.96; order <= round; order++, weight *= 1.96) {
      const finer = row[order - 1] ?? Number.NaN;
      const coarser = last[order - 1] ?? Number.NaN;
      const slope = (finer * weight - coarser) / (weight - 1);
      const error = Math.max(Math.abs(slope - finer), Math.abs(slope - coarser));
      row.push(slope);
      if (error < best.error) best = { slope, error };
    }
    last = row;
  }
  return best;
}

const near = (got: number, want: number, relative: number): boolean =>
  Math.abs(got - want) <= relative * Math.max(1, Math.abs(want));

function expectNear(got: number, want: number, relative: number, where: string): void {
  expect(near(got, want, relative), `${where}: ${got}, not ${want}`).toBe(true);
}

describe.each(operationKeys)("%s", (key) => {
  const operation = operations[key];
  const { operands, value } = operation;
  const points = pointsOf(operation);

  it("has enough points to be tested at", () => {
    expect(points.length).toBeGreaterThanOrEqual(POINTS / 4);
  });

  it.each([...operands.keys()])("has the slope in operand %i that differences have", (place) => {
    let tested = 0;
    for (const [a, b] of points) {
      const along = (x: number): number => (place === 0 ? value(x, b, 0) : value(a, x, 0));
      const { slope, error } = ridders(along, place === 0 ? a : b);
      // A negative base has no power beside the whole exponents, so no difference in the exponent.
      if (Number.isNaN(slope)) continue;
      tested += 1;
      expect(error, `the differences at ${a}, ${b} settle`).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
      expectNear(
        derivativesOf(key)[place]?.factor(a, b, value(a, b, 0)) ?? Number.NaN,
        slope,
        1e-6,
        `at ${a}, ${b}`,
      );
    }
    expect(tested).toBeGreaterThanOrEqual(POINTS / 10);
  });

  it("computes the same slope by the stable form as by the rule as written", () => {
    for (const [place, { plainFactor }] of derivativesOf(key).entries()) {
      const stable: Kernel = operation.derivatives[place]?.stable?.factor ?? plainFactor;
      for (const [a, b] of points) {
        const y = value(a, b, 0);
        const rule = plainFactor(a, b, y);
        if (Number.isNaN(rule)) expect(stable(a, b, y)).toBeNaN();
        else expectNear(stable(a, b, y), rule, 1e-12, `at ${a}, ${b}`);
      }
    }
  });

  it("is what its definition in simpler operations is", () => {
    if (operation.definition === null) return;
    const definition = readRule(operation.definition);
    expect(operationOf(definition)).not.toBe(key);
    const compiled = compileRule(definition, operands);
    for (const [a, b] of points)
      expectNear(compiled(a, b, Number.NaN), value(a, b, 0), 1e-12, `at ${a}, ${b}`);
  });

  it("passes on what is not a number", () => {
    expect(value(Number.NaN, 2, 0)).toBeNaN();
    if (operands.length > 1) expect(value(2, Number.NaN, 0)).toBeNaN();
  });

  it("has conventions that hold somewhere, with a slope among those that fit", () => {
    for (const { conventions = [] } of operation.derivatives) {
      for (const { where, slope, anyBetween, source } of conventions) {
        const holds = compileCondition(where, operands);
        expect(
          [-1, 0, 1].some((a) => [-1, 0, 1].some((b) => holds(a, b, value(a, b, 0)))),
          where,
        ).toBe(true);
        expect(source).not.toBe("");
        if (anyBetween === null) continue;
        expect(slope).toBeGreaterThanOrEqual(anyBetween[0]);
        expect(slope).toBeLessThanOrEqual(anyBetween[1]);
      }
    }
  });

  it("has one derivative and one name for each operand", () => {
    expect(operation.derivatives).toHaveLength(operands.length);
    expect(new Set(operands).size).toBe(operands.length);
    expect(operands).not.toContain("y");
  });

  it("is documented: a sentence, its source, its role", () => {
    expect(operation.doc).toMatch(/^[A-Z].*\.$/);
    expect(operation.source).not.toBe("");
    expect(operation.role).toMatch(/^[a-z].*[^.]$/);
    for (const { message } of operation.exclusions) expect(message).toMatch(/^[A-Z0-9].*\.$/);
  });

  it("has a plot range with values in it", () => {
    const [low, high] = operation.plotRange;
    expect(low).toBeLessThan(high);
    for (const x of [low, high]) expect(Number.isFinite(value(x, 2, 0))).toBe(true);
  });

  it("is written in TeX that KaTeX takes in its strict mode, whatever its operands are", () => {
    for (const inner of [
      "x",
      "2",
      "-3",
      "1.5e-7",
      "x + 1",
      "x*z",
      "x/z",
      "-x",
      "x^2",
      "exp(x)",
      "max(x, z)",
      "theta_2",
    ]) {
      const places =
        operands.length === 1
          ? [[inner]]
          : [
              [inner, "w"],
              ["w", inner],
              [inner, inner],
            ];
      for (const place of places) expectValidTex(`c = ${written(operation, place)}\nc + x*z*w`);
    }
  });
});

/** The operation in the program's language, with these operands. */
function written({ notation, names }: Operation, operands: readonly string[]): string {
  const bracketed = operands.map((operand) => `(${operand})`);
  switch (notation.kind) {
    case "infix":
      return bracketed.join(notation.operator);
    case "prefix":
      return `${notation.operator}${bracketed.join()}`;
    case "call":
    case "exponential":
      return `${names[0]}(${operands.join(", ")})`;
  }
}

function expectValidTex(source: string): void {
  const { nodes, edges } = compile(source).evaluate({ x: 1.5, z: 2, w: 0.5, theta_2: 1 });
  expect(nodes.map(({ name }) => name)).toContain("c");
  for (const { tex } of [...nodes, ...edges]) {
    expect(
      () => katex.renderToString(tex, { strict: "error", throwOnError: true }),
      `${source}: ${tex}`,
    ).not.toThrow();
  }
}

describe("the table as a whole", () => {
  test("names are unique, are names in the language, and find their operation", () => {
    expect(new Set(functionNames).size).toBe(functionNames.length);
    for (const key of operationKeys) {
      for (const name of operations[key].names) {
        expect(operationNamed(name)).toBe(key);
        expect(parse(`${name}(x)`).statements[0]?.expression).toMatchObject({ kind: "call", callee: name });
      }
    }
  });

  test("names of JavaScript's own are no operations", () => {
    for (const name of ["__proto__", "constructor", "toString", "add", ""])
      expect(operationNamed(name)).toBeUndefined();
  });

  test("what is called has a name, and what is written as an operator has none", () => {
    for (const key of operationKeys) {
      const { names, notation } = operations[key];
      const isCalled = notation.kind === "call" || notation.kind === "exponential";
      expect(names.length > 0, key).toBe(isCalled);
    }
  });

  test("every operator of the language is one operation", () => {
    const operators = operationKeys.flatMap((key) => {
      const { notation } = operations[key];
      return notation.kind === "infix" ? [notation.operator] : [];
    });
    expect([...operators].sort()).toEqual(["*", "+", "-", "/", "^"]);
  });
});

describe("slopes that are agreed upon", () => {
  it.each([
    ["relu", 0, 0, Number.NaN, 0],
    ["relu", 0, -0, Number.NaN, 0],
    ["max", 0, 2, 2, 0.5],
    ["max", 1, 2, 2, 0.5],
    ["max", 0, 0, -0, 0.5],
    ["power", 0, 0, 0, 0],
    ["power", 0, -3, 0, 0],
    ["power", 1, 0, 2, 0],
    ["power", 1, 0, 0, 0],
  ] as const)("%s, operand %i, at %d and %d", (key, place, a, b, slope) => {
    const y = operations[key].value(a, b, 0);
    expect(derivativesOf(key)[place]?.factor(a, b, y)).toBe(slope);
  });

  it.each([
    ["relu", 0, 5e-324, 0, 1],
    ["relu", 0, -5e-324, 0, 0],
    ["max", 0, 1, 1 - 1e-16, 1],
    ["max", 1, 1, 1 - 1e-16, 0],
    ["power", 0, 0, 1, 1],
    ["power", 0, 0, 2, 0],
    ["power", 0, 0, 0.5, Number.POSITIVE_INFINITY],
    ["power", 1, 2, 0, Math.log(2)],
  ] as const)("only there: %s, operand %i, at %d and %d", (key, place, a, b, slope) => {
    const y = operations[key].value(a, b, 0);
    expect(derivativesOf(key)[place]?.factor(a, b, y)).toBe(slope);
  });
});

describe("the stable forms hold where the rules as written do not", () => {
  it.each([
    ["sigmoid at 40: 1 − y is 0", "sigmoid", 0, 40, 0, 4.248354255291589e-18],
    ["sigmoid at −800", "sigmoid", 0, -800, 0, 0],
    ["tanh at 20: 1 − y² is 0", "tanh", 0, 20, 0, 1.6993417021166355e-17],
    ["tanh at 800", "tanh", 0, 800, 0, 0],
    ["a quotient whose b² overflows", "divide", 1, 1e200, 1e200, -1e-200],
  ] as const)("%s", (_what, key, place, a, b, slope) => {
    const got = derivativesOf(key)[place]?.factor(a, b, operations[key].value(a, b, 0)) ?? Number.NaN;
    expect(Math.abs(got - slope)).toBeLessThanOrEqual(1e-14 * Math.abs(slope));
  });
});
