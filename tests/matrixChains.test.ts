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
    .map(({ tex }) => tex.replace(LEFT_SIDES, ""));

/** `δ = dC/dv = `, each of which may be missing. */
const LEFT_SIDES =
  /^(?:(?:\\delta_\{(?:[^{}]|\{[^{}]*\})*\}|\\dfrac(?:\{\\mathrm\{d\}(?:[^{}]|\{[^{}]*\})*\}){2})=)+/;

const d = (below: string): string => String.raw`\dfrac{\mathrm{d}C}{\mathrm{d}${below}}`;

describe("matrix chains", () => {
  it("5: the cost's own derivative, its like factors struck out, and L2ᵀ δ", () => {
    expect(simplified(ROWS, rows, "T2")).toEqual([
      String.raw`\dfrac{1-y}{1-L_{3}}-\dfrac{y}{L_{3}}`,
      String.raw`\dfrac{L_{3}-y}{L_{3}\cdot(1-L_{3})}`,
      String.raw`\dfrac{L_{3}-y}{L_{3}\cdot(1-L_{3})}\cdot L_{3}\cdot(1-L_{3})`,
      "L_{3}-y",
      String.raw`{L_{2}}^{\top}\,\delta_{v_{3}}`,
    ]);
    const struck = lines(ROWS, rows, "T2").flatMap((line) => line.struck ?? []);
    expect(struck.join().match(/\\cancel/g)).toHaveLength(4);
    const conditions = lines(ROWS, rows, "T2").flatMap((line) => line.conditions ?? []);
    expect(conditions).toEqual(["L_{3}\\ne 0", "1-L_{3}\\ne 0"]);
  });

  it("6: through the layer below, in rows", () => {
    expect(simplified(ROWS, rows, "T1").slice(-2)).toEqual([
      String.raw`(\delta_{v_{3}}\,{T_{2}}^{\top})_{v_{2}}\odot v_{2}\odot(1-v_{2})`,
      String.raw`{L_{1}}^{\top}\,\delta_{v_{1}}`,
    ]);
  });

  it("7: the textbook's lines, in columns", () => {
    expect(simplified(COLUMNS, columns, "theta_1").slice(-3)).toEqual([
      "L_{3}-y",
      String.raw`({\theta_{2}}^{\top}\,\delta_{v_{3}})_{v_{2}}\odot v_{2}\odot(1-v_{2})`,
      String.raw`\delta_{v_{1}}\,{L_{1}}^{\top}`,
    ]);
    expect(simplified(COLUMNS, columns, "theta_2").at(-1)).toBe(String.raw`\delta_{v_{3}}\,{L_{2}}^{\top}`);
  });

  it("7: says which δ is which derivative, and that the bias's entry drops out", () => {
    const all = lines(COLUMNS, columns, "theta_1");
    const left = all
      .filter(({ tex }) => tex.startsWith("\\delta"))
      .map(({ tex }) => tex.slice(0, tex.lastIndexOf("=")));
    expect(new Set(left)).toEqual(
      new Set([String.raw`\delta_{v_{3}}=${d("v_{3}")}`, String.raw`\delta_{v_{1}}=${d("v_{1}")}`]),
    );
    expect(all.flatMap(({ note }) => note ?? [])).toEqual([
      "The gradient of L2 has 3 entries: only the 2 of v₂ go back this way.",
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
      String.raw`X^{\top}\,\delta_{v_{1}}`,
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
      String.raw`\delta_{v_{3}}\,w^{\top}\odot v_{2}\odot(1-v_{2})`,
      String.raw`X^{\top}\,\delta_{v_{1}}`,
    ]);
    expect(simplified(batch, values, "b").at(-1)).toBe(String.raw`\mathrm{sum}(\delta_{v_{4}})`);
  });

  it("8: what comes back to the copies of a bias under every row is added, 𝟏ᵀ·δ", () => {
    const batch = "H = sigmoid(X@T1 + b1); P = sigmoid(H@t2 + b2); C = mean(-y*log(P) - (1-y)*log(1-P))";
    const values = {
      X: [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      y: [0, 1, 1, 0],
      T1: [
        [0.5, -0.5],
        [0.3, 0.8],
      ],
      b1: [0.1, -0.2],
      t2: [0.7, -0.6],
      b2: 0.2,
    };
    expect(simplified(batch, values, "b1").slice(-3)).toEqual([
      String.raw`\dfrac{P-y}{4}`,
      String.raw`\delta_{v_{3}}\,{t_{2}}^{\top}\odot H\odot(1-H)`,
      String.raw`{\mathbf{1}_{4}}^{\top}\,\delta_{v_{2}}`,
    ]);
    const struck = lines(batch, values, "T1").flatMap((line) => line.struck ?? []);
    expect(struck.join()).toContain(String.raw`{4\cancel{P}\odot\cancel{(1-P)}}`);
    expect(lines(batch, values, "b1").flatMap(({ note }) => note ?? [])).toEqual([
      "b1 was used in each of the 4 rows of v₂: what comes back is added.",
    ]);
  });

  it("20: D = W X with its seed: dW = dD·Xᵀ and dX = Wᵀ·dD", () => {
    const values = {
      W: [
        [1, 2],
        [3, 4],
      ],
      X: [
        [0.5, -1],
        [2, 1],
      ],
    };
    expect(simplified("D = W @ X", values, "W")).toEqual(["\\mathrm{seed}", "\\delta_{D}\\,X^{\\top}"]);
    expect(simplified("D = W @ X", values, "X")).toEqual(["\\mathrm{seed}", "W^{\\top}\\,\\delta_{D}"]);
    const [seed] = lines("D = W @ X", values, "W").filter(({ kind }) => kind === "simplified");
    expect(seed?.tex).toBe("\\delta_{D}=\\mathrm{seed}");
  });

  it("15: each entry of a seed has its own line back", () => {
    const two = "h1 = x1+x2; h2 = 2*x2; y1 = -h1; y2 = h1+h2; [y1, y2]";
    expect(simplified(two, { x1: 2, x2: 1 }, "x2")).toEqual([
      "3\\mathrm{seed}_{y_{2}}-\\mathrm{seed}_{y_{1}}",
    ]);
  });

  it.each<readonly [string, string, Given, string, string, readonly string[]]>([
    [
      "a rectifier's as ones where it is on",
      "y = relu(W@x); L = sum(y^2)",
      {
        W: [
          [1, 2],
          [3, -4],
        ],
        x: [1, 0.5],
      },
      "W",
      String.raw`2y\odot\mathbf{1}_{v_{1}>0}`,
      [],
    ],
    [
      "a size's, of both signs",
      "y = abs(x)",
      { x: [1, -2] },
      "x",
      String.raw`\mathrm{seed}\odot(\mathbf{1}_{x>0}-\mathbf{1}_{x<0})`,
      [],
    ],
    [
      "a tie's with its even shares",
      "y = max(x, z); L = sum(y)",
      { x: [1, -2, 0], z: [0, 0, 0] },
      "x",
      String.raw`\dfrac{2\cdot\mathbf{1}_{x>z}+\mathbf{1}_{x=z}}{2}`,
      [],
    ],
    [
      "one between numbers by the case that holds",
      "a = max(0, dot(w, x) + b)",
      { w: [0.5, -1, 2], x: [1, 0.5, 0.25], b: 0.1 },
      "w",
      "x",
      ["v_{2}>0"],
    ],
  ])("kinks on the way: %s", (_name, source, values, name, formula, conditions) => {
    expect(simplified(source, values, name)).toContain(formula);
    expect(lines(source, values, name).flatMap((line) => line.conditions ?? [])).toEqual(conditions);
  });

  it.each([
    [
      "a column beside every column",
      "Z = A * r; L = sum(Z^2)",
      "r",
      "(\\delta_{Z}\\odot A)\\,\\mathbf{1}_{2{\\times}1}",
    ],
    [
      "a row under every row",
      "Z = A * s; L = sum(Z^2)",
      "s",
      "{\\mathbf{1}_{3}}^{\\top}\\,(\\delta_{Z}\\odot A)",
    ],
    ["a number over all", "Z = A * k; L = sum(Z^2)", "k", "\\mathrm{sum}(\\delta_{Z}\\odot A)"],
    ["and what is not copied keeps its shape", "L = sum(A * r)", "A", "r\\odot\\mathbf{1}_{3{\\times}2}"],
  ])("copies: %s", (_name, source, name, formula) => {
    const values = {
      A: [
        [1, 2],
        [3, -4],
        [0.5, 1],
      ],
      r: [[1], [2], [-1]],
      s: [2, 3],
      k: 1.5,
    };
    const used = Object.fromEntries(Object.entries(values).filter(([one]) => source.includes(one)));
    expect(simplified(source, used, name).at(-1)).toBe(formula);
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
