import { readFileSync } from "node:fs";
import katex from "katex";
import { describe, expect, it, test } from "vitest";
import { compile, type Evaluation, type Numbers, type Path, ProgramError } from "../src/core/index.ts";
import { entries } from "./arrays.ts";

/*
 * The sum over paths through the library's door, against the figures and against the sweep, on every program of the
 * corpora.
 */

interface Case {
  readonly id: string;
  readonly source: string | null;
  readonly inputs: Readonly<Record<string, Numbers>> | null;
}

const FIGURE_14 = compile("Y = alpha*X+beta*X+gamma*X; Z = delta*Y+epsilon*Y+zeta*Y").evaluate({
  alpha: 1,
  beta: 2,
  gamma: 3,
  delta: 4,
  epsilon: 5,
  zeta: 6,
  X: 1,
});

const contributions = (paths: Iterable<Path>): readonly Numbers[] =>
  [...paths].map((path) => path.contribution);

describe("figure 14: nine paths", () => {
  const paths = FIGURE_14.paths("X");

  it("are nine products", () => {
    expect(paths.count).toBe(9n);
    const wanted = [1, 2, 3].flatMap((early) => [4, 5, 6].map((late) => early * late));
    expect(contributions(paths)).toEqual(wanted);
    expect([...paths].map(({ factors }) => factors.filter((factor) => factor !== 1))).toEqual(
      [[], [2], [3]].flatMap((early) => [4, 5, 6].map((late) => [...early, late])),
    );
    expect(paths.sum).toBe(90);
    expect([paths.nodes, paths.edges]).toEqual([11, 14]);
  });

  it("say which way they lead", () => {
    const [first] = paths;
    expect(first).toEqual({
      edges: [
        { from: "X", to: "Y.0.0", operand: 1 },
        { from: "Y.0.0", to: "Y.0", operand: 0 },
        { from: "Y.0", to: "Y", operand: 0 },
        { from: "Y", to: "Z.0.0", operand: 1 },
        { from: "Z.0.0", to: "Z.0", operand: 0 },
        { from: "Z.0", to: "Z", operand: 0 },
      ],
      nodes: ["X", "Y.0.0", "Y.0", "Y", "Z.0.0", "Z.0", "Z"],
      factors: [1, 1, 1, 4, 1, 1],
      contribution: 4,
      tex: String.raw`\dfrac{\partial Z}{\partial v_{7}}\cdot\dfrac{\partial v_{7}}{\partial v_{5}}\cdot\dfrac{\partial v_{5}}{\partial Y}\cdot\dfrac{\partial Y}{\partial v_{3}}\cdot\dfrac{\partial v_{3}}{\partial v_{1}}\cdot\dfrac{\partial v_{1}}{\partial X}`,
    });
  });

  it("factor into two sums, at the cost that the figure says", () => {
    expect(paths.factored).toEqual([
      {
        tex: String.raw`\dfrac{\mathrm{d}Z}{\mathrm{d}X}=(\alpha+\beta+\gamma)\cdot(\delta+\epsilon+\zeta)`,
        numbers: String.raw`\dfrac{\mathrm{d}Z}{\mathrm{d}X}=(1+2+3)\cdot(4+5+6)`,
      },
    ]);
    expect(paths.operations).toMatchObject({
      pathByPath: { multiplications: 9n, additions: 8n },
      reverseSweep: { multiplications: 3n, additions: 4n },
      merged: { multiplications: 1n, additions: 4n },
    });
  });

  it("are listed from the largest on", () => {
    expect(contributions(paths.largest(4))).toEqual([18, 15, 12, 12]);
    expect(paths.largest(100)).toHaveLength(9);
    expect(paths.largest(0)).toEqual([]);
  });
});

describe("other figures", () => {
  it("13: 1·2 and 1·3", () => {
    const paths = compile("c = a + b; d = b + 1; e = c * d").evaluate({ a: 2, b: 1 }).paths("b");
    expect([contributions(paths), paths.sum]).toEqual([[2, 3], 5]);
  });

  it("18: three contributions for x, two for y", () => {
    const staged = compile("f = (x+sigmoid(y))/(sigmoid(x)+(x+y)^2)").evaluate({ x: 3, y: -4 });
    const printed: Readonly<Record<string, readonly number[]>> = {
      x: [0.512144, -0.035762, 1.583187],
      y: [0.009046, 1.583187],
    };
    for (const [name, wanted] of Object.entries(printed)) {
      const found = contributions(staged.paths(name));
      expect(found).toHaveLength(wanted.length);
      for (const [place, number] of wanted.entries()) expect(Number(found[place])).toBeCloseTo(number, 6);
    }
  });

  it("9: w reaches the loss through h1, h2 and h3, each by one way", () => {
    const source = "h1 = tanh(w*h0+u*x1+b); h2 = tanh(w*h1+u*x2+b); h3 = tanh(w*h2+u*x3+b); L = (h3-y)^2/2";
    const inputs = { w: 0.8, u: -0.6, b: 0.1, h0: 0, x1: 1, x2: -0.5, x3: 0.25, y: 0.4 };
    expect(compile(source).evaluate(inputs).paths("w").count).toBe(3n);
  });
});

describe("paths through the door", () => {
  const values = { x: 3, spare: 1, row: [1, 2] };
  const evaluation = compile("u = w\ny = x\nz = y^2").evaluate({ ...values, w: 1 });

  it("are none for what the value does not use, or only the values have", () => {
    for (const name of ["w", "u", "spare"]) {
      const paths = evaluation.paths(name);
      expect([paths.count, [...paths], paths.largest(3), paths.sum, paths.factored]).toEqual([
        0n,
        [],
        [],
        0,
        [],
      ]);
    }
    expect(evaluation.paths("row").sum).toEqual([0, 0]);
  });

  it("are the same for a second name, and one of no edges for the value itself", () => {
    expect([...evaluation.paths("y")]).toEqual([...evaluation.paths("x")]);
    expect([...evaluation.paths("z")]).toEqual([
      { edges: [], nodes: ["z"], factors: [], contribution: 1, tex: "1" },
    ]);
  });

  it("know θ₁ as theta_1", () => {
    expect(compile("θ₁^2").evaluate({ theta_1: 3 }).paths("θ₁").sum).toBe(6);
  });

  it("throw for a name in neither, as gradients do", () => {
    expect(() => evaluation.paths("alpha")).toThrow(ProgramError);
  });

  it("of a million ways are found as they are asked for", () => {
    const source = Array.from({ length: 20 }, (_, k) => `x${k + 1} = 2*x${k} + 0.5*x${k}`).join("\n");
    const paths = compile(source).evaluate({ x0: 1 }).paths("x0");
    expect(paths.count).toBe(1_048_576n);
    expect(contributions(paths.largest(3))).toEqual([2 ** 20, 2 ** 18, 2 ** 18]);
    expect(paths.sum).toBe(2.5 ** 20);
    const [first] = paths;
    expect(first?.contribution).toBe(2 ** 20);
  });
});

describe("paths between tensors", () => {
  const shared = compile("H = tanh(X @ W)\nC = sum(H*H + W)").evaluate({
    X: [
      [1, 2],
      [3, -1],
    ],
    W: [
      [0.5, -0.3],
      [0.2, 0.1],
    ],
  });
  const network = compile(
    "L2 = [sigmoid(L1@T1), 1]; L3 = sigmoid(L2@T2); C = -y*log(L3) - (1-y)*log(1-L3)",
  ).evaluate({
    L1: [1, 0, 1],
    y: 1,
    T1: [
      [0.5, -0.5],
      [0.3, 0.8],
      [0.1, -0.2],
    ],
    T2: [0.7, -0.6, 0.2],
  });

  const sumOf = (lists: readonly Numbers[]): readonly number[] =>
    lists.map(entries).reduce((so, one) => so.map((entry, place) => entry + (one[place] ?? Number.NaN)));

  test.each<[string, Evaluation, string, bigint]>([
    // H twice in H*H, and W itself.
    ["a weight that is used twice", shared, "W", 3n],
    ["a layer's input", shared, "X", 2n],
    // L3 is used twice by the cost.
    ["figure 5", network, "T2", 2n],
    ["figure 6", network, "T1", 2n],
  ])("%s: what they bring adds up to the gradient", (_, evaluation, name, count) => {
    const paths = evaluation.paths(name);
    expect(paths.count).toBe(count);
    const gradient = entries(evaluation.gradient(name));
    for (const [place, entry] of sumOf(contributions(paths)).entries())
      expect(entry).toBeCloseTo(gradient[place] ?? Number.NaN, 12);
    for (const { tex } of paths)
      expect(() => katex.renderToString(tex, { strict: "error", throwOnError: true }), tex).not.toThrow();
    expect(paths.operations.merged).toBeNull();
    expect(paths.factored).toEqual([]);
  });

  it("are pulled back from the seed", () => {
    const evaluation = compile("D = W @ X + W").evaluate({
      W: [
        [1, 2],
        [3, 4],
      ],
      X: [
        [1, 0],
        [2, -1],
      ],
    });
    const seed = [
      [1, 0],
      [0, 2],
    ];
    // δ·Xᵀ by hand, and δ itself.
    expect(contributions(evaluation.paths("W", seed))).toEqual([
      [
        [1, 2],
        [0, -2],
      ],
      seed,
    ]);
    // Their lengths are 3 and √5.
    expect(contributions(evaluation.paths("W", seed).largest(1))).toEqual([
      [
        [1, 2],
        [0, -2],
      ],
    ]);
    expect(() => evaluation.paths("W", [1])).toThrow(ProgramError);
  });

  it("count pullbacks, those that change nothing apart", () => {
    // W → @ → tanh → H, then H*H twice, + and sum; and W → + → sum.
    expect(shared.paths("W").operations).toEqual({
      pathByPath: { multiplications: 9n, additions: 2n, byOne: 3n },
      reverseSweep: { multiplications: 5n, additions: 2n, byOne: 2n },
      merged: null,
    });
  });

  it("that are too many to be compared are counted all the same", () => {
    const source = Array.from({ length: 14 }, (_, k) => `x${k + 1} = 2*x${k} + 0.5*x${k}`).join("\n");
    const paths = compile(source)
      .evaluate({ x0: [1, 2] })
      .paths("x0");
    expect(paths.count).toBe(16_384n);
    expect(() => paths.largest(3)).toThrow(
      new RangeError("16384 paths between tensors are too many to compare; 10000 can be."),
    );
    const [first] = paths;
    expect(first?.contribution).toEqual([2 ** 14, 2 ** 14]);
  });
});

// Every program of the corpora -----------------------------------------------------------------------------------------

const FILES = ["figures.json", "scalar.json", "edge.json", "syntax.json"] as const;

function casesOf(file: string): readonly Case[] {
  return JSON.parse(readFileSync(new URL(`./corpora/${file}`, import.meta.url), "utf8")).cases;
}

/** A program of numbers whose values and factors are all finite; null for any other. */
function finite({ source, inputs }: Case): Evaluation | null {
  try {
    const evaluation = compile(source ?? "").evaluate(inputs ?? {});
    const isNumber = evaluation.nodes.every(({ shape }) => shape.length === 0);
    const numbers = [
      ...evaluation.nodes.map(({ value }) => value),
      ...evaluation.edges.map(({ factor }) => factor),
    ];
    return isNumber && numbers.every((number) => Number.isFinite(number)) ? evaluation : null;
  } catch (error) {
    if (error instanceof ProgramError) return null;
    throw error;
  }
}

/** Paths from a node to another, followed by recursion over the list of edges. */
function countBy({ nodes, edges }: Evaluation, from: string): bigint {
  const counts = new Map<string, bigint>();
  const last = nodes.at(-1)?.id ?? "";
  const count = (node: string): bigint => {
    if (node === last) return 1n;
    const known = counts.get(node);
    if (known !== undefined) return known;
    let sum = 0n;
    for (const edge of edges) if (edge.from === node) sum += count(edge.to);
    counts.set(node, sum);
    return sum;
  };
  return count(from);
}

const MOST_PATHS = 10_000n;

describe.each(FILES)("every program of numbers in %s", (file) => {
  const programs = casesOf(file).flatMap((item) => {
    const evaluation = finite(item);
    return evaluation === null || item.inputs === null ? [] : [{ ...item, inputs: item.inputs, evaluation }];
  });

  it("is there to be tested", () => {
    const least = { "figures.json": 30, "scalar.json": 200, "edge.json": 60, "syntax.json": 60 }[file];
    expect(programs.length).toBeGreaterThanOrEqual(least);
  });

  it("has for every input paths that add up to what reverse mode says, to 1e-9 of the largest", () => {
    for (const { id, inputs, evaluation } of programs) {
      for (const name of Object.keys(inputs)) {
        const paths = evaluation.paths(name);
        const gradient = Number(evaluation.gradient(name));
        if (paths.count >= MOST_PATHS) continue;
        let [sum, largest] = [0, 0];
        for (const { contribution } of paths) {
          sum += Number(contribution);
          largest = Math.max(largest, Math.abs(Number(contribution)));
        }
        if (!Number.isFinite(largest) || !Number.isFinite(gradient)) continue;
        expect(Math.abs(sum - gradient), `${id}, ${name}: ${sum} and ${gradient}`).toBeLessThanOrEqual(
          1e-9 * largest,
        );
        const [most] = paths.largest(1);
        expect(Math.abs(Number(most?.contribution ?? 0)), `${id}, ${name}`).toBe(largest);
      }
    }
  });

  it("has as many paths as a recursion over its edges finds", () => {
    for (const { id, inputs, evaluation } of programs) {
      // In a graph of thousands of nodes the recursion itself would be too deep.
      const isSmall = evaluation.nodes.length < 500;
      const isLast = evaluation.nodes.at(-1)?.gradient === 1;
      if (!isSmall || !isLast) continue;
      for (const name of Object.keys(inputs)) {
        const isNode = evaluation.nodes.some((node) => node.id === name);
        if (isNode) expect(evaluation.paths(name).count, `${id}, ${name}`).toBe(countBy(evaluation, name));
      }
    }
  });
});
