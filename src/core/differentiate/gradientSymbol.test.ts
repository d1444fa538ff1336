import { describe, expect, it } from "vitest";
import { labelsOf } from "../drawing/labels.ts";
import { plainText, tex } from "../expression/formula.ts";
import { edgeAt, type Graph, nodeAt, partById } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { type Numbers, shapeOf, type Value, valueFromNumbers } from "../tensor/tensor.ts";
import { narrate } from "../timeline/narration.ts";
import { scheduleOf } from "../timeline/steps.ts";
import { type DerivationLine, derive, lineTex } from "./derivation.ts";
import { differentiatedText, gradientSymbol } from "./gradientSymbol.ts";
import { type Run, runGraph } from "./run.ts";
import { simplifiedLines, withSimplified } from "./simplifiedLines.ts";

interface Case {
  readonly source: string;
  readonly values: Readonly<Record<string, Numbers>>;
  readonly seed?: Numbers;
}

function ran({ source, values, seed }: Case): { readonly graph: Graph; readonly run: Run } {
  const { graph: read } = readGraph(source);
  if (read === null) throw new Error("a program");
  const valueAt = (node: number): Value => valueFromNumbers(values[nodeAt(read, node).id]) ?? Number.NaN;
  const graph = withShapes(read, (node) => shapeOf(valueAt(node)));
  return { graph, run: runGraph(graph, valueAt, seed === undefined ? null : valueFromNumbers(seed)) };
}

function linesOf(one: Case, target: string): readonly DerivationLine[] {
  const { graph, run } = ran(one);
  const node = graph.byName.get(target) ?? -1;
  return withSimplified(derive(graph, run, node), simplifiedLines(graph, run, node));
}

const TWO: Case = {
  source: "y1 = x1^2*x2\ny2 = x1 + sin(x2)\n[y1, y2]",
  values: { x1: 2, x2: 3 },
};

// By hand: the derivatives of y1 and of y2 with respect to x1 at (2, 3) are 2·2·3 = 12 and 1.
const COLUMN = [12, 1] as const;

const whole = String.raw`\mathrm{d}(\mathrm{seed}\cdot[y_{1},\,y_{2}])`;

describe("what two outputs are differentiated as", () => {
  it.each([
    { seed: undefined, weights: [1, 1], above: whole },
    { seed: [2, 3], weights: [2, 3], above: whole },
    { seed: [1, 0], weights: [1, 0], above: String.raw`\mathrm{d}y_{1}` },
    { seed: [0, 1], weights: [0, 1], above: String.raw`\mathrm{d}y_{2}` },
    // Twice an entry is not the entry.
    { seed: [0, 2], weights: [0, 2], above: whole },
  ])("with the seed $weights", ({ seed, weights, above }) => {
    const lines = linesOf(seed === undefined ? TWO : { ...TWO, seed }, "x1");
    const wanted = weights.reduce((sum, weight, place) => sum + weight * (COLUMN[place] ?? 0), 0);
    const result = lines.at(-1);
    expect(result && lineTex(result)).toBe(String.raw`\dfrac{${above}}{\mathrm{d}x_{1}}=${wanted}`);
    const fraction = String.raw`\dfrac{${above}}{\mathrm{d}`;
    for (const { left } of lines) expect(tex(left).startsWith(fraction)).toBe(true);
  });

  it.each([
    ["a matrix", "D = W @ X", [[1, 2]], [[3], [4]], undefined, "d⟨seed, D⟩/dW"],
    [
      "one entry of a matrix",
      "D = W @ X",
      [[1, 2]],
      [
        [3, 5, 6],
        [4, 7, 8],
      ],
      [[0, 1, 0]],
      "dD_[1, 2]/dW",
    ],
    [
      "a vector",
      "D = W @ X",
      [
        [1, 2],
        [3, 4],
      ],
      [5, 6],
      undefined,
      "d(seed ⋅ D)/dW",
    ],
    [
      "one entry of a vector",
      "D = W @ X",
      [
        [1, 2],
        [3, 4],
      ],
      [5, 6],
      [0, 1],
      "dD_[2]/dW",
    ],
    ["a number", "D = sum(W @ X)", [[1, 2]], [[3], [4]], undefined, "dD/dW"],
    ["a number with a second name", "v = sum(W @ X)\nE = v", [[1, 2]], [[3], [4]], undefined, "dE/dW"],
  ] as const)("%s is named as what it is", (_what, source, W, X, seed, words) => {
    const given = (numbers: Numbers | readonly (readonly number[])[] | readonly number[]): Numbers =>
      JSON.parse(JSON.stringify(numbers));
    const values = { W: given(W), X: given(X) };
    const { graph, run } = ran({ source, values, ...(seed === undefined ? {} : { seed: given(seed) }) });
    // A matrix of one entry is that entry; its seed is left open here.
    const known = seed === undefined ? null : run.seed;
    const written = plainText(gradientSymbol(graph, graph.byName.get("W") ?? -1, known));
    expect(written.replaceAll("\u2009", " ")).toBe(words);
  });

  it("is said in a sentence, and by the narration", () => {
    const seeded = (seed?: Numbers): readonly [string, string] => {
      const { graph, run } = ran(seed === undefined ? TWO : { ...TWO, seed });
      const schedule = scheduleOf(graph);
      const step = schedule.steps.find(({ phase }) => phase === "seed") ?? null;
      const words = narrate(graph, schedule, run, step).map(({ text }) => text);
      return [differentiatedText(graph, run.seed), words.join("")];
    };
    const begin =
      "Now backward. [y1, y2] is a vector of 2 and no single number, so its gradient is a choice, the seed:";
    expect(seeded()).toEqual([
      "seed · [y1, y2]",
      `${begin} [1, 1]. What is differentiated is seed · [y1, y2]: its entries added up, each times its own of the seed.`,
    ]);
    expect(seeded([0, 1])).toEqual(["y2", `${begin} [0, 1]. What is differentiated is y2 alone.`]);
  });
});

describe("which entries of a list go back", () => {
  const notes = (one: Case, target: string): readonly string[] =>
    linesOf(one, target).flatMap(({ note }) => note ?? []);

  it("is said of one, of several and of some", () => {
    expect(notes(TWO, "x1")).toEqual([
      "The gradient of [y1, y2] has 2 entries: the one of y1 and the one of y2 go back this way.",
    ]);
    const one = { source: "y = [x@w, b]", values: { x: [1, 2], w: [3, 4], b: 1 } };
    expect(notes(one, "x")).toEqual([
      "The gradient of y has 2 entries: only the one of v₁ goes back this way.",
    ]);
    const many = {
      source: "h = [W@x, 1]\nL = sum(h*h)",
      values: {
        W: [
          [1, 2],
          [3, 4],
        ],
        x: [1, 2],
      },
    };
    expect(notes(many, "W")).toEqual(["The gradient of h has 3 entries: only the 2 of v₁ go back this way."]);
  });
});

describe("a bias that was spread over rows", () => {
  const { graph } = ran({
    source: "D = W @ X\nA = relu(D + b)\nL = sum(A*A)/2",
    values: {
      W: [
        [1, 2],
        [3, 4],
      ],
      X: [
        [1, 0, 1],
        [0, 1, 1],
      ],
      b: [1, 2, 3],
    },
  });
  const plaqueOf = (from: string): string => {
    const edge = graph.edges.find((one) => nodeAt(graph, one.from).id === from)?.index ?? -1;
    expect(partById(graph, edgeAt(graph, edge).id)).toBeDefined();
    const formula = labelsOf(graph).plaques[edge]?.formula;
    return formula ? plainText(formula) : "";
  };

  it("has on its plaque what goes back, added over the copies, and D beside it the factor 1", () => {
    expect(plaqueOf("b")).toBe("sum_copies(δ)");
    expect(plaqueOf("D")).toBe("1");
  });
});
