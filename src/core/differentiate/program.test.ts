import katex from "katex";
import { describe, expect, it, test } from "vitest";
import type { Diagnostic } from "../expression/diagnostics.ts";
import { check, compile, ProgramError } from "./program.ts";

/*
 *   a ──▶ c = a+b ──▶ e = c·d
 *   b ──▶ ⤴           ▲
 *   └───▶ d = b+1 ────┘
 */
const COLAH = "c = a + b\nd = b + 1\ne = c * d";

/** The diagnostics of what is thrown. */
function thrownBy(work: () => unknown): readonly Diagnostic[] {
  try {
    work();
  } catch (problem) {
    expect(problem).toBeInstanceOf(ProgramError);
    expect(problem).toBeInstanceOf(Error);
    expect((problem as ProgramError).name).toBe("ProgramError");
    return (problem as ProgramError).diagnostics;
  }
  throw new Error("nothing was thrown");
}

const codes = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ code, from, to }) => `${code} ${from}–${to}`);

describe("check", () => {
  it("has nothing to say about a program", () => {
    expect(check(COLAH)).toEqual([]);
  });

  it("says everything that is wrong with a text, and never throws", () => {
    expect(codes(check("a = * 2\nb = foo(x)\nb = 3"))).toEqual([
      "missing-operand 4–5",
      "unknown-function 12–15",
      "assigned-twice 19–20",
    ]);
    expect(codes(check(""))).toEqual(["empty-program 0–0"]);
  });

  it("gives offsets of UTF-16", () => {
    expect(codes(check("# 🙂\nx $"))).toEqual(["unknown-character 7–8"]);
    expect(codes(check("x 🙂"))).toEqual(["unknown-character 2–4"]);
  });
});

describe("compile", () => {
  it("throws a ProgramError with the diagnostics of check", () => {
    const text = "a = (1\nb = max(2)";
    expect(thrownBy(() => compile(text))).toEqual(check(text));
  });

  it("keeps the source and lists the inputs, with the value of those assigned a literal and their places", () => {
    const program = compile("k = -2.5\ny = k*x + b");
    expect(program.source).toBe("k = -2.5\ny = k*x + b");
    expect(program.inputs).toEqual([
      { name: "k", role: "parameter", value: -2.5, from: 0, to: 1 },
      { name: "x", role: "parameter", from: 15, to: 16 },
      { name: "b", role: "parameter", from: 19, to: 20 },
    ]);
  });
});

describe("evaluate", () => {
  it("gives the value of the last statement", () => {
    expect(compile(COLAH).evaluate({ a: 2, b: 1 }).value).toBe(6);
    expect(compile("y = x^2\nz = y + 1\ny").evaluate({ x: 3 }).value).toBe(9);
    expect(compile("2*3").evaluate().value).toBe(6);
  });

  it("evaluates the same program again and again, each time anew", () => {
    const program = compile("x^2");
    const [three, four] = [program.evaluate({ x: 3 }), program.evaluate({ x: 4 })];
    expect([three.value, four.value, three.gradient("x"), four.gradient("x")]).toEqual([9, 16, 6, 8]);
  });

  it("lets values override literals, and leaves them in force otherwise", () => {
    const program = compile("k = 3\nk*x");
    expect(program.evaluate({ x: 2 }).value).toBe(6);
    expect(program.evaluate({ x: 2, k: -1 }).value).toBe(-2);
    expect(program.evaluate({ x: 2, k: -1 }).gradient("k")).toBe(2);
  });

  it("takes any name for an input, `e` and `pi` too", () => {
    expect(compile("e*pi").evaluate({ e: 2, pi: 3 }).value).toBe(6);
  });

  it("throws for every free name without a value, with its place", () => {
    expect(codes(thrownBy(() => compile("a*b + a/c").evaluate({ b: 1 })))).toEqual([
      "missing-value 0–1",
      "missing-value 8–9",
    ]);
  });

  it("throws for what is no tensor, with the place of its name", () => {
    expect(codes(thrownBy(() => compile("a*b").evaluate({ a: 1, b: [[1], []] })))).toEqual([
      "bad-numbers 2–3",
    ]);
    expect(codes(thrownBy(() => compile("k = 2\nk*3").evaluate({ k: [] })))).toEqual(["bad-numbers 0–1"]);
  });

  it("does not change the values it was given, nor follow them when they change", () => {
    const values = Object.freeze({ a: 2, b: 1 });
    expect(compile(COLAH).evaluate(values).value).toBe(6);
    const changing = { x: 3 };
    const evaluation = compile("x^2").evaluate(changing);
    changing.x = 100;
    expect([evaluation.value, evaluation.gradient("x")]).toEqual([9, 6]);
  });
});

describe("gradient", () => {
  const evaluation = compile(COLAH).evaluate({ a: 2, b: 1, unused: 7 });

  it("is the derivative of the value, for inputs, for named nodes and for the output itself", () => {
    const gradients = ["a", "b", "c", "d", "e"].map((name) => evaluation.gradient(name));
    expect(gradients).toEqual([2, 5, 2, 3, 1]);
  });

  it("is 0 for a name that only the values have", () => {
    expect(evaluation.gradient("unused")).toBe(0);
  });

  it("is 0 for a name that the value does not depend on", () => {
    const other = compile("y = x^2\nz = log(w)\ny").evaluate({ x: 3, w: 0 });
    expect([other.gradient("x"), other.gradient("w"), other.gradient("z")]).toEqual([6, 0, 0]);
  });

  it("throws for a name in neither", () => {
    expect(thrownBy(() => evaluation.gradient("alpha"))).toMatchObject([
      { code: "unknown-name", severity: "error" },
    ]);
  });

  it("of a second name is that of the first", () => {
    const named = compile("y = x\ny*y").evaluate({ x: 3 });
    expect([named.gradient("x"), named.gradient("y")]).toEqual([6, 6]);
  });

  it("is scaled by the seed, 1 unless given", () => {
    expect([evaluation.gradient("b", 1), evaluation.gradient("b", -2), evaluation.gradient("b", 0)]).toEqual([
      5, -10, 0,
    ]);
    expect(evaluation.gradient("unused", 3)).toBe(0);
  });

  it("throws for a seed that is a list", () => {
    expect(thrownBy(() => evaluation.gradient("b", [1, 1]))).toMatchObject([{ code: "seed-shape" }]);
  });
});

describe("nodes", () => {
  it("say what they are, with value and gradient", () => {
    const { nodes } = compile("k = 2*3\nf = exp(k*x) - w").evaluate({ x: 0, w: 4 });
    const shape: number[] = [];
    expect(nodes).toEqual([
      { id: "k", name: "k", operation: "constant", tex: "k=2\\cdot 3", shape, value: 6, gradient: 0 },
      { id: "x", name: "x", operation: "input", tex: "x", shape, value: 0, gradient: 6 },
      { id: "f.0.0", operation: "multiply", tex: "v_{1}=k\\,x", shape, value: 0, gradient: 1 },
      { id: "f.0", operation: "exp", tex: "v_{2}=\\mathrm{e}^{v_{1}}", shape, value: 1, gradient: 1 },
      { id: "w", name: "w", operation: "input", tex: "w", shape, value: 4, gradient: -1 },
      { id: "f", name: "f", operation: "subtract", tex: "f=v_{2}-w", shape, value: -3, gradient: 1 },
    ]);
  });
});

describe("edges", () => {
  it("say what they join, with factor, contribution and formula", () => {
    const { edges } = compile(COLAH).evaluate({ a: 2, b: 1 });
    const kind = "scalar";
    expect(edges).toEqual([
      { from: "a", to: "c", operand: 0, kind, factor: 1, contribution: 2, tex: "1" },
      { from: "b", to: "c", operand: 1, kind, factor: 1, contribution: 2, tex: "1" },
      { from: "b", to: "d", operand: 0, kind, factor: 1, contribution: 3, tex: "1" },
      { from: "c", to: "e", operand: 0, kind, factor: 2, contribution: 2, tex: "d" },
      { from: "d", to: "e", operand: 1, kind, factor: 3, contribution: 3, tex: "c" },
    ]);
  });

  it("are two where an operand is used twice", () => {
    const { edges } = compile("y = x*x").evaluate({ x: 3 });
    expect(
      edges.map(({ from, to, operand, contribution }) => `${from}-${to}-${operand}: ${contribution}`),
    ).toEqual(["x-y-0: 3", "x-y-1: 3"]);
  });
});

test("all TeX is valid in KaTeX's strict mode, whatever the names are", () => {
  const source = "__proto__ = w_jk*θ_1 + lambda_^2\nmax(__proto__/x_hidden, 1e-7) - cosα*A1B2_c3";
  const { nodes, edges } = compile(source).evaluate({
    w_jk: 1,
    θ_1: 2,
    lambda_: 3,
    x_hidden: 4,
    cosα: 5,
    A1B2_c3: 6,
  });
  for (const { tex } of [...nodes, ...edges]) {
    expect(() => katex.renderToString(tex, { strict: "error", throwOnError: true }), tex).not.toThrow();
  }
});

test("names are only ever names", () => {
  const values = JSON.parse('{"__proto__": 2, "constructor": 3, "toString": 4}');
  const evaluation = compile("hasOwnProperty = __proto__*constructor\nhasOwnProperty + toString^2").evaluate(
    values,
  );
  expect(evaluation.value).toBe(22);
  expect(
    ["__proto__", "constructor", "toString", "hasOwnProperty"].map((name) => evaluation.gradient(name)),
  ).toEqual([3, 2, 8, 1]);
  expect(thrownBy(() => compile("constructor").evaluate({}))).toMatchObject([{ code: "missing-value" }]);
  expect(thrownBy(() => compile("x").evaluate({ x: 1 }).gradient("valueOf"))).toMatchObject([
    { code: "unknown-name" },
  ]);
});

/** In milliseconds: not a measure, but what takes longer has grown with the square of the graph. */
const HANGING = 10_000;

test("a sum of 15 000 terms is evaluated and differentiated at once", () => {
  const start = performance.now();
  const evaluation = compile(`${"x+".repeat(14_999)}x`).evaluate({ x: 2 });
  expect([evaluation.value, evaluation.gradient("x"), evaluation.diagnostics]).toEqual([30_000, 15_000, []]);
  expect(performance.now() - start).toBeLessThan(HANGING);
});

describe("a program at another grain", () => {
  const source = "z = w*x+b; a = sigmoid(z); L = -(y*log(a)+(1-y)*log(1-a))";
  const values = { w: 0.8, x: 1.5, b: -0.4, y: 1 };

  // Figure 10: −1.449329 · .213910 · 1.5 = −.465038.
  it("has one node a statement, and the article's three factors", () => {
    const evaluation = compile(source).fold().evaluate(values);
    const factors = new Map(evaluation.edges.map(({ from, to, factor }) => [`${from}-${to}`, factor]));
    expect(factors.get("a-L")).toBeCloseTo(-1.449329, 6);
    expect(factors.get("z-a")).toBeCloseTo(0.21391, 6);
    expect(factors.get("w-z")).toBe(1.5);
    expect(evaluation.gradient("w")).toBeCloseTo(-0.465038, 6);
    expect(evaluation.nodes.map(({ id, operation }) => [id, operation])).toContainEqual(["L", "group"]);
  });

  it("still answers for names that are folded away", () => {
    const folded = compile("q = x+y; f = q*z; g = f^2").fold({ folded: [["q", "f"]] });
    expect(folded.evaluate({ x: -2, y: 5, z: -4 }).gradient("q")).toBe(2 * -12 * -4);
  });

  it("opens an operation into its gates", () => {
    const opened = compile("a = sigmoid(z)").fold({ opened: { a: "definition" } });
    const evaluation = opened.evaluate({ z: 1 });
    expect(evaluation.nodes.map(({ operation }) => operation)).toEqual([
      "input",
      "negate",
      "exp",
      "add",
      "divide",
    ]);
    // Figure 17's derivative at 1.
    expect(evaluation.gradient("z")).toBeCloseTo(0.1966119332, 9);
  });

  it("refuses what has several results", () => {
    expect(thrownBy(() => compile("q = x+y; f = q*z; g = f+q").fold({ folded: [["q", "f"]] }))).toMatchObject(
      [{ code: "cannot-fold" }],
    );
  });
});
