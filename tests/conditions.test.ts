import katex from "katex";
import { describe, expect, it } from "vitest";
import { type DerivationLine, derive, lineTexWithConditions } from "../src/core/differentiate/derivation.ts";
import { runGraph } from "../src/core/differentiate/run.ts";
import { simplifiedLines, withSimplified } from "../src/core/differentiate/simplifiedLines.ts";
import { nodeAt } from "../src/core/graph/graph.ts";
import { readGraph } from "../src/core/graph/read.ts";
import { compile, type EvaluationLine } from "../src/core/index.ts";

/*
 * What a simplified line holds under: found by hand, and seen at the points that are excluded, where the program's own
 * derivative has no value or another one.
 */

type Values = Readonly<Record<string, number>>;

function simplified(source: string, name: string, values: Values): readonly EvaluationLine[] {
  return compile(source)
    .evaluate(values)
    .derivation(name)
    .filter(({ kind }) => kind === "simplified");
}

/** The right sides with their conditions. */
function lines(source: string, name: string, values: Values): readonly string[] {
  return simplified(source, name, values).map(({ tex, conditions = [] }) =>
    [tex.slice(tex.indexOf("=") + 1), ...conditions].join(" | "),
  );
}

describe("what was divided by and is gone is not zero", () => {
  it.each<readonly [source: string, result: string, excluded: readonly number[]]>([
    ["y = (x^2-1)/(x-1)", String.raw`1 | x-1\ne 0`, [1]],
    ["a = x^2-1; b = x-1; y = a/b", String.raw`1 | x-1\ne 0`, [1]],
    ["y = (x^3-x)/(x*(x-1))", String.raw`1 | x\ne 0 | x-1\ne 0`, [0, 1]],
    ["y = x^2/x", String.raw`1 | x\ne 0`, [0]],
    ["y = 1/(x-1) - 1/(x-1) + x", String.raw`1 | x-1\ne 0`, [1]],
    // Of x² − 1 = (x + 1)(x − 1) the line still shows x + 1.
    ["y = (x-1)/(x^2-1)", String.raw`-\dfrac{1}{(x+1)^{2}} | x-1\ne 0`, [1, -1]],
    ["y = (x^2-1)/(x+1) + (x^2-1)/(x-1)", String.raw`2 | x+1\ne 0 | x-1\ne 0`, [1, -1]],
    ["y = sin(x/x)*x", String.raw`\sin(1) | x\ne 0`, [0]],
    ["y = x^0.5*x^0.5", "1 | x>0", [0, -1]],
    ["y = x^1.5*x^0.5", "2x | x>0", [0, -1]],
    ["y = x^(1/3)*x^(2/3)", "1 | x>0", [0, -1]],
    ["y = sqrt(x)^2", "1 | x>0", [0, -1]],
    ["y = sqrt(x) - sqrt(x) + x", "1 | x>0", [0, -1]],
    ["y = log(x) - log(x) + x", "1 | x>0", [0, -1]],
  ])("%s", (source, result, excluded) => {
    expect(lines(source, "x", { x: 3 }).at(-1)).toBe(result);
    for (const x of excluded) expect(compile(source).evaluate({ x }).gradient("x")).toBe(Number.NaN);
  });

  it("in a line over named nodes and in the one over the inputs", () => {
    expect(lines("u = x*z; v = u/z; y = v^2", "x", { x: 1, z: 3 }).slice(-2)).toEqual([
      String.raw`2v | z\ne 0`,
      String.raw`2x | z\ne 0`,
    ]);
    expect(lines("a = x/x; y = a*z", "z", { x: 3, z: 2 }).at(-1)).toBe(String.raw`1 | x\ne 0`);
    expect(lines("y = log(x/z) + log(z/x) + x", "x", { x: 3, z: 1 }).at(-1)).toBe(String.raw`1 | x\,z>0`);
  });

  it("where it leaves as terms are added, the line before shows them", () => {
    expect(lines("y = (x^2-1)/(x-1)", "x", { x: 3 })).toEqual([
      String.raw`\dfrac{2x}{x-1}-\dfrac{x+1}{x-1}`,
      String.raw`1 | x-1\ne 0`,
    ]);
  });

  it.each([
    ["what still stands below a line", "y = log(x^2)"],
    ["what stands in a logarithm", "y = x*log(x)"],
    ["what stands below a line in a function", "y = z*sin(1/x)"],
    ["what is always above zero", "y = x*(1+exp(x))/(1+exp(x))"],
    ["the root that is still there", "y = 1/x^0.5"],
  ])("nothing is said of %s", (_what, source) => {
    const values = source.includes("z") ? { x: 3, z: 2 } : { x: 3 };
    const last = simplified(source, source.includes("z") ? "z" : "x", values).at(-1);
    expect(last).toBeDefined();
    expect(last?.conditions).toBeUndefined();
  });
});

describe("the case that was chosen", () => {
  it.each<readonly [source: string, values: Values, result: string]>([
    ["y = relu(x)^2", { x: 3 }, "2x | x>0"],
    // |x| sign(x) is x, max(x, −x) is −x, relu(x) is 0.
    ["y = abs(x)*sign(x) + max(x,-x) + relu(x)^2", { x: -2 }, "0 | x<0"],
    ["y = abs(x)/x", { x: 2 }, "0 | x>0"],
    ["y = abs(x)/x", { x: -2 }, "0 | x<0"],
    ["y = abs(x)*x", { x: -2 }, "-2x | x<0"],
    ["y = max(x, z)*min(z, x)", { x: 3, z: 2 }, "z | x>z"],
    ["y = leaky_relu(x, 0.1)*x", { x: -2 }, "0.2x | x<0"],
    ["y = relu(2*x+2*z)*relu(x+z)", { x: 1, z: 1 }, "4(x+z) | x+z>0"],
    ["v = abs(x); y = v/x", { x: -2 }, "0 | x<0"],
    ["y = elu(x)*relu(-x)", { x: -2 }, String.raw`-x\,\mathrm{e}^{x}-\mathrm{elu}(x) | x<0`],
    ["y = relu(exp(x))", { x: 1 }, String.raw`\mathrm{e}^{x}`],
  ])("%s at %o", (source, values, result) => {
    const found = lines(source, "x", values);
    expect(found.at(-1)).toBe(result);
    // The slope by differences: the lines were not asked.
    const [before, after] = [-1e-6, 1e-6].map((by) =>
      Number(compile(source).evaluate({ ...values, x: Number(values.x) + by }).value),
    );
    const slope = (Number(after) - Number(before)) / 2e-6;
    expect(Number(compile(source).evaluate(values).gradient("x"))).toBeCloseTo(slope, 6);
  });

  it("is said of every line that follows from it", () => {
    const all = simplified("z = w*x+b; y = relu(z)^2", "w", { w: 2, x: 1, b: 1 });
    expect(all.map(({ conditions }) => conditions)).toEqual([["z>0"], [String.raw`w\,x+b>0`]]);
  });

  it("has no names that nodes have for want of better ones", () => {
    const long = Array.from({ length: 8 }, (_term, place) => `w${place}*x${place}`);
    const names = long.flatMap((term) => term.split("*"));
    const [only] = simplified(
      `s = ${long.join(" + ")}; y = relu(1 - t*s)`,
      "t",
      Object.fromEntries([...names.map((name) => [name, 0.1]), ["t", 1]]),
    );
    expect(only?.conditions).toEqual([String.raw`1-t\,s>0`]);
  });
});

describe("copied as LaTeX", () => {
  function copied(source: string, values: Values): readonly string[] {
    const { graph } = readGraph(source);
    if (graph === null) throw new Error(source);
    const run = runGraph(graph, (node) => values[nodeAt(graph, node).id] ?? Number.NaN);
    const target = graph.byName.get("x") ?? -1;
    const all: readonly DerivationLine[] = withSimplified(
      derive(graph, run, target),
      simplifiedLines(graph, run, target),
    );
    return all.map((line) => lineTexWithConditions(line));
  }

  it("a line takes its conditions along", () => {
    const d = String.raw`\dfrac{\mathrm{d}y}{\mathrm{d}x}=`;
    const one = copied("y = abs(x)*x", { x: -2 });
    expect(one).toContain(String.raw`${d}-2x\quad\text{where }x<0`);
    const two = copied("y = (x^3-x)/(x*(x-1))", { x: 3 });
    expect(two).toContain(String.raw`${d}1\quad\text{where }x\ne 0\text{ and }x-1\ne 0`);
    const three = copied("y = x^2*(x-1)*(x-2)/(x*(x-1)*(x-2))", { x: 3 });
    expect(three.at(-3)).toBe(String.raw`${d}1\quad\text{where }x\ne 0,\ x-1\ne 0\text{ and }x-2\ne 0`);
    // The number at the end needs none.
    expect(one.at(-1)).toBe(`${d}4`);
    for (const written of [...one, ...two, ...three])
      expect(() => katex.renderToString(written, { strict: "error", throwOnError: true })).not.toThrow();
  });
});

describe("terms", () => {
  it.each<readonly [source: string, name: string, values: Values, result: string]>([
    ["c = a+b; d = b+1; e = c*d", "b", { a: 2, b: 1 }, "a+2b+1"],
    ["y = x - x^2/2", "x", { x: 2 }, "1-x"],
    [
      "o = sigmoid(a*x); q = sigmoid(b*x); y = (t-o)^2 + (t-q)^2",
      "x",
      { a: 1, b: 2, x: 0.3, t: 0.1 },
      String.raw`2(o-t)\,o\cdot(1-o)\,a+2(q-t)\,q\cdot(1-q)\,b`,
    ],
  ])("are written alike and in order: %s", (source, name, values, result) => {
    expect(lines(source, name, values).at(-1)).toBe(result);
  });
});
