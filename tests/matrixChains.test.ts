import katex from "katex";
import { describe, expect, it } from "vitest";
import { compile, type Numbers } from "../src/core/index.ts";

/*
 * Figures 5 to 7: textbook backpropagation beside the graph's factors (Nielsen, ch. 2): δ3 = L3 − y,
 * δ2 = (θ2ᵀ δ3) ⊙ L2(1 − L2) without the bias's entry, and ∂C/∂θ = δ·Lᵀ. A gradient has its variable's shape.
 */

const COST = "C = -y*log(L3) - (1-y)*log(1-L3)";
const ROWS = `L1 = [x1, x2, 1]; L2 = [sigmoid(L1@T1), 1]; L3 = sigmoid(L2@T2); ${COST}`;
const COLUMNS = `L1 = [x1, x2, 1]; L2 = [sigmoid(theta_1@L1), 1]; L3 = sigmoid(theta_2@L2); ${COST}`;
const T1 = [
  [0.5, -0.5],
  [0.3, 0.8],
  [0.1, -0.2],
];
const inputs = { x1: 1, x2: 0, y: 1 };
const rows = { ...inputs, T1, T2: [0.7, -0.6, 0.2] };
const columns = {
  ...inputs,
  theta_1: [
    [0.5, 0.3, 0.1],
    [-0.5, 0.8, -0.2],
  ],
  theta_2: [0.7, -0.6, 0.2],
};

type Given = Readonly<Record<string, Numbers>>;

const lines = (source: string, values: Given, name: string) =>
  compile(source).evaluate(values).derivation(name);

/** The right sides of the simplified lines. */
const simplified = (source: string, values: Given, name: string): readonly string[] =>
  lines(source, values, name)
    .filter(({ kind }) => kind === "simplified")
    .map(({ tex }) => tex.slice(tex.lastIndexOf("=") + 1));

const d = (below: string): string => String.raw`\dfrac{\mathrm{d}C}{\mathrm{d}${below}}`;

describe("matrix chains", () => {
  it("5: the cost's own derivative, its like factors struck out, and L2ᵀ δ", () => {
    expect(simplified(ROWS, rows, "T2")).toEqual([
      String.raw`\dfrac{1-y}{1-L_{3}}-\dfrac{y}{L_{3}}`,
      String.raw`\dfrac{L_{3}-y}{L_{3}\cdot(1-L_{3})}`,
      String.raw`\dfrac{L_{3}-y}{L_{3}\cdot(1-L_{3})}\cdot L_{3}\cdot(1-L_{3})`,
      "L_{3}-y",
      String.raw`{L_{2}}^{\top}\,\delta_{L_{3}}`,
    ]);
    const struck = lines(ROWS, rows, "T2").flatMap((line) => line.struck ?? []);
    expect(struck.join().match(/\\cancel/g)).toHaveLength(4);
    const conditions = lines(ROWS, rows, "T2").flatMap((line) => line.conditions ?? []);
    expect(conditions).toEqual(["L_{3}\\ne 0", "1-L_{3}\\ne 0"]);
  });

  it("6: through the layer below, in rows", () => {
    expect(simplified(ROWS, rows, "T1").slice(-2)).toEqual([
      String.raw`(\delta_{L_{3}}\,{T_{2}}^{\top})_{v_{2}}\odot v_{2}\odot(1-v_{2})`,
      String.raw`{L_{1}}^{\top}\,\delta_{L_{2}}`,
    ]);
  });

  it("7: the textbook's lines, in columns", () => {
    expect(simplified(COLUMNS, columns, "theta_1").slice(-3)).toEqual([
      "L_{3}-y",
      String.raw`({\theta_{2}}^{\top}\,\delta_{L_{3}})_{v_{2}}\odot v_{2}\odot(1-v_{2})`,
      String.raw`\delta_{L_{2}}\,{L_{1}}^{\top}`,
    ]);
    expect(simplified(COLUMNS, columns, "theta_2").at(-1)).toBe(String.raw`\delta_{L_{3}}\,{L_{2}}^{\top}`);
  });

  it("7: says which δ is which derivative, and that the bias's entry drops out", () => {
    const all = lines(COLUMNS, columns, "theta_1");
    const left = all
      .filter(({ tex }) => tex.startsWith("\\delta"))
      .map(({ tex }) => tex.slice(0, tex.lastIndexOf("=")));
    expect(new Set(left)).toEqual(
      new Set([String.raw`\delta_{L_{3}}=${d("v_{3}")}`, String.raw`\delta_{L_{2}}=${d("v_{1}")}`]),
    );
    expect(all.flatMap(({ note }) => note ?? [])).toEqual([
      "Of the 3 entries of L2, the 2 of v₂ go back this way: 3 → 2.",
    ]);
  });

  it("5 in vectors: like factors leave entry by entry", () => {
    const batch = "L3 = sigmoid(X@w); C = sum(-y*log(L3) - (1-y)*log(1-L3))";
    const values = {
      X: [
        [0, 1],
        [1, 1],
        [1, 0],
      ],
      w: [0.7, -0.6],
      y: [0, 1, 1],
    };
    expect(simplified(batch, values, "w").slice(-3)).toEqual([
      String.raw`\dfrac{L_{3}-y}{L_{3}\odot(1-L_{3})}\odot L_{3}\odot(1-L_{3})`,
      "L_{3}-y",
      String.raw`X^{\top}\,\delta_{L_{3}}`,
    ]);
  });

  it("8: a mean over examples divides by their number", () => {
    const batch = "L3 = sigmoid(sigmoid(X@T1)@w + b); C = mean(-y*log(L3) - (1-y)*log(1-L3))";
    const values = {
      X: [
        [0, 0, 1],
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 1],
      ],
      y: [0, 1, 1, 0],
      T1,
      w: [0.7, -0.6],
      b: 0.2,
    };
    expect(simplified(batch, values, "T1").slice(-3)).toEqual([
      String.raw`\dfrac{L_{3}-y}{4}`,
      String.raw`\delta_{L_{3}}\,w^{\top}\odot v_{2}\odot(1-v_{2})`,
      String.raw`X^{\top}\,\delta_{v_{1}}`,
    ]);
    expect(simplified(batch, values, "b").at(-1)).toBe(String.raw`\mathrm{sum}(\delta_{L_{3}})`);
  });

  it("has TeX that KaTeX takes in its strict mode", () => {
    for (const [source, values, names] of [
      [ROWS, rows, ["T1", "T2", "x1", "y"]],
      [COLUMNS, columns, ["theta_1", "theta_2", "x1", "y"]],
    ] as const)
      for (const { tex, struck = "1", conditions = [] } of names.flatMap((name) =>
        lines(source, values, name),
      ))
        for (const written of [tex, struck, ...conditions])
          expect(
            () => katex.renderToString(written, { strict: "error", throwOnError: true }),
            written,
          ).not.toThrow();
  });
});
