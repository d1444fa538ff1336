import fc from "fast-check";
import katex from "katex";
import { describe, expect, it, test } from "vitest";
import { CLEARANCE, POINTS, pointsOf } from "../../../tests/points.ts";
import { compile } from "../differentiate/program.ts";
import { parse } from "../expression/parser.ts";
import type { ElementwiseOperation, Kernel } from "./operation.ts";
import { compileCondition, compileRule, derivativesOf, operationOf, readRule } from "./rule.ts";
import {
  elementwise,
  elementwiseKeys,
  functionNames,
  operationKeys,
  operationNamed,
  operations,
  operationsNamed,
} from "./table.ts";

/*
 * A suite derived from the table: what is asserted of an operation here is asserted of every one that is ever added.
 */

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

describe.each(elementwiseKeys)("%s", (key) => {
  const operation = elementwise[key];
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
    // On one side of its corner, leaky_relu does not look at its second operand.
    if (operands.length > 1) expect([2, -2].some((a) => Number.isNaN(value(a, Number.NaN, 0)))).toBe(true);
  });

  it("has conventions that hold somewhere, with a slope among those that fit", () => {
    for (const { conventions = [] } of operation.derivatives) {
      for (const { where, kind, slope, anyBetween, source } of conventions) {
        const conditions = [where].flat().map((condition) => compileCondition(condition, operands));
        const place = [-1, 0, 1]
          .flatMap((a) => [-1, 0, 1].map((b) => [a, b, value(a, b, 0)] as const))
          .find((point) => conditions.every((holds) => holds(...point)));
        expect(place, String(where)).toBeDefined();
        expect(source).not.toBe("");
        expect(anyBetween !== undefined, "only where there is a corner do several slopes fit").toBe(
          kind === "kink" || kind === "tie",
        );
        if (anyBetween === undefined || place === undefined) continue;
        const [low, agreed, high] = [anyBetween[0], slope, anyBetween[1]].map((end) =>
          compileRule(readRule(String(end)), operands)(...place),
        );
        expect(agreed).toBeGreaterThanOrEqual(low ?? Number.NaN);
        expect(agreed).toBeLessThanOrEqual(high ?? Number.NaN);
      }
    }
  });

  it("has one derivative and one name for each operand", () => {
    expect(operation.derivatives).toHaveLength(operands.length);
    expect(new Set(operands).size).toBe(operands.length);
  });

  it("is documented: a sentence, its source, its role", () => {
    // It may begin with the operand itself, or with a number.
    expect(operation.doc).toMatch(/^(?:[A-Z]|x |[−\d]).*\.$/);
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
function written({ notation, names }: ElementwiseOperation, operands: readonly string[]): string {
  const bracketed = operands.map((operand) => `(${operand})`);
  switch (notation.kind) {
    case "infix":
      return bracketed.join(notation.operator);
    case "prefix":
      return `${notation.operator}${bracketed.join()}`;
    case "call":
    case "exponential":
    case "root":
    case "bars":
    case "square":
    case "norm":
    case "transpose":
    case "list":
    case "entry":
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
        expect(operationsNamed(name)).toContain(key);
        expect(parse(`${name}(x)`).statements[0]?.expression).toMatchObject({ kind: "call", callee: name });
      }
    }
  });

  test("names of JavaScript's own are no operations", () => {
    for (const name of ["__proto__", "constructor", "toString", "add", ""])
      expect(operationNamed(name)).toBeUndefined();
  });

  test("what has no sign of its own has a name, and a sign's name means the sign", () => {
    for (const key of elementwiseKeys) {
      const { names, notation, operands } = elementwise[key];
      if (notation.kind !== "infix" && notation.kind !== "prefix")
        expect(names.length, key).toBeGreaterThan(0);
      for (const name of names) {
        const { nodes } = compile(`c = ${name}(${operands.join(", ")})`).evaluate({
          x: 0.5,
          y: 2,
          a: 0.5,
          b: 2,
        });
        expect(nodes.at(-1)).toMatchObject({ id: "c", operation: key });
      }
    }
    expect(compile("c = pow(a, b)").evaluate({ a: 2, b: 3 }).nodes.at(-1)?.tex).toBe("c=a^{b}");
  });

  test("these are its names", () => {
    expect(functionNames.join(" ")).toBe(
      "pow square exp log ln log2 log10 sqrt cbrt sin cos tan asin acos atan atan2 hypot sinh cosh tanh sigmoid " +
        "softplus relu leaky_relu elu gelu silu swish erf abs sign step max min transpose sum mean norm dot outer trace softmax " +
        "logsumexp concat",
    );
  });

  test("every operator of the language is one operation", () => {
    const operators = operationKeys.flatMap((key) => {
      const { notation } = operations[key];
      return notation.kind === "infix" ? [notation.operator] : [];
    });
    expect([...operators].sort()).toEqual(["*", "+", "-", "/", "@", "^"]);
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
    ["abs", 0, 0, Number.NaN, 0],
    ["sign", 0, 0, Number.NaN, 0],
    ["step", 0, 0, Number.NaN, 0],
    ["leaky_relu", 0, 0, 0.01, 0.01],
    ["leaky_relu", 1, 0, 0.01, 0],
    ["elu", 0, 0, Number.NaN, 1],
    ["min", 0, -1, -1, 0.5],
    ["min", 1, -1, -1, 0.5],
  ] as const)("%s, operand %i, at %d and %d", (key, place, a, b, slope) => {
    const y = elementwise[key].value(a, b, 0);
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
    ["abs", 0, -5e-324, Number.NaN, -1],
    ["abs", 0, 5e-324, Number.NaN, 1],
    ["leaky_relu", 0, -5e-324, 0.01, 0.01],
    ["leaky_relu", 1, 5e-324, 0.01, 0],
    ["min", 0, 1, 1 - 1e-16, 0],
    ["min", 1, 1, 1 - 1e-16, 1],
    ["sqrt", 0, 0, Number.NaN, Number.POSITIVE_INFINITY],
    ["cbrt", 0, 0, Number.NaN, Number.POSITIVE_INFINITY],
    ["asin", 0, 1, Number.NaN, Number.POSITIVE_INFINITY],
    ["acos", 0, -1, Number.NaN, Number.NEGATIVE_INFINITY],
  ] as const)("only there: %s, operand %i, at %d and %d", (key, place, a, b, slope) => {
    const y = elementwise[key].value(a, b, 0);
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
    ["asin beside 1: 1 − x² cancels", "asin", 0, 1 - 2 ** -40, 0, 2 ** 19.5 / Math.sqrt(1 - 2 ** -41)],
    ["acos beside −1", "acos", 0, 2 ** -40 - 1, 0, -(2 ** 19.5) / Math.sqrt(1 - 2 ** -41)],
    ["atan2 whose squares overflow", "atan2", 0, 3e200, 4e200, 1.6e-201],
    ["atan2 whose squares underflow", "atan2", 1, 3e-200, 4e-200, -1.2e199],
    ["silu at 800", "silu", 0, 800, 0, 1],
    ["silu at −800", "silu", 0, -800, 0, 0],
    ["gelu at −1e200", "gelu", 0, -1e200, 0, 0],
    ["gelu at 1e200", "gelu", 0, 1e200, 0, 1],
  ] as const)("%s", (_what, key, place, a, b, slope) => {
    const got = derivativesOf(key)[place]?.factor(a, b, elementwise[key].value(a, b, 0)) ?? Number.NaN;
    expect(Math.abs(got - slope)).toBeLessThanOrEqual(1e-14 * Math.abs(slope));
  });
});

/** Points by hand where operands are equal, and where they are not. */
const FAMILIES = [
  [1, 2, 3],
  [3, 1, 3],
  [2, 2, 2, 2],
  [-1, -1, 0, -1],
  [0, -0, -0],
  [1e308, -1e308, 1e308],
  [Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY],
] as const;

describe.each(["max", "min"] as const)("%s of many operands", (key) => {
  /** By sorting, which has nothing in common with the table's kernel. */
  const extreme = (numbers: readonly number[]): number =>
    [...numbers].sort((a, b) => (key === "max" ? b - a : a - b))[0] ?? Number.NaN;
  const names = (count: number): string[] => Array.from({ length: count }, (_, place) => `x${place}`);
  const evaluated = (numbers: readonly number[]) => {
    const operands = names(numbers.length);
    return compile(`${key}(${operands.join(", ")})`).evaluate(
      Object.fromEntries(operands.map((name, place) => [name, numbers[place] ?? Number.NaN])),
    );
  };

  function expectShares(numbers: readonly number[]): void {
    const evaluation = evaluated(numbers);
    const best = extreme(numbers);
    const winners = numbers.filter((number) => number === best).length;
    expect(evaluation.value === best).toBe(true);
    expect(names(numbers.length).map((name) => evaluation.gradient(name))).toEqual(
      numbers.map((number) => (number === best ? 1 / winners : 0)),
    );
    expect(evaluation.diagnostics.map(({ code }) => code)).toEqual(
      winners > 1 && Number.isFinite(best) ? ["kink"] : [],
    );
  }

  it.each(FAMILIES.map((numbers) => [numbers]))("%j", expectShares);

  it("is the same as of two, one inside another, away from ties, and as many as wanted", () => {
    const numbers = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 100 });
    fc.assert(
      fc.property(numbers, (all) => {
        expectShares(all);
        const nested = all.slice(1).reduce((inner, number) => `${key}(${inner}, ${number})`, String(all[0]));
        expect(compile(nested).evaluate().value).toBe(evaluated(all).value);
      }),
      { seed: 20251122, numRuns: 50 },
    );
  });

  it("shares the gradient evenly among as many as are equal", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 30 }), expectShares),
      { seed: 20251122, numRuns: 100 },
    );
  });

  it("passes on what is not a number", () => {
    const evaluation = evaluated([1, Number.NaN, 2]);
    expect([evaluation.value, evaluation.gradient("x0")]).toEqual([Number.NaN, Number.NaN]);
  });

  it("writes the slope of an operand against the others", () => {
    const [, middle] = evaluated([1, 2, 3]).edges;
    const [more, less] = key === "max" ? [">", "<"] : ["<", ">"];
    expect(middle?.tex).toBe(
      `\\begin{cases}1 & x_{1}${more}\\${key}(x_{0},\\,x_{2}) \\\\ 0 & x_{1}${less}\\${key}(x_{0},\\,x_{2})\\end{cases}`,
    );
    expectValidTex(`c = ${key}(x, 2, z + 1, x, w/z)`);
  });

  it("folds what is constant, and counts constants among the ties", () => {
    expect(compile(`${key}(1, 2, 3)`).evaluate().value).toBe(key === "max" ? 3 : 1);
    expect(compile(`${key}(x, 2, 2)`).evaluate({ x: 2 }).gradient("x")).toBe(1 / 3);
  });
});
