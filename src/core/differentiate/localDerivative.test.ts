import { describe, expect, it, test } from "vitest";
import { plainText, row, symbol, tex } from "../expression/formula.ts";
import { buildGraph } from "../graph/build.ts";
import { edgeAt, type Graph, nodeAt } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { readProgram } from "../language/program.ts";
import {
  contributionFormula,
  edgeFormula,
  edgeRule,
  edgeSymbol,
  isNumericRule,
  neededNodes,
} from "./localDerivative.ts";

function graphOf(source: string): Graph {
  const { program } = readProgram(source);
  if (program === null) throw new Error(`cannot read ${source}`);
  return buildGraph(program);
}

/** The formulas of all edges, in their order. */
const formulas = (source: string): string[] => {
  const graph = graphOf(source);
  return graph.edges.map((edge) => tex(edgeFormula(graph, edge)));
};

describe("the local derivative as a formula", () => {
  it.each([
    ["y = a + b", ["1", "1"]],
    ["y = a - b", ["1", "-1"]],
    ["y = a*b", ["b", "a"]],
    ["y = 3*a", ["3"]],
    ["y = a/b", ["\\dfrac{1}{b}", "-\\dfrac{a}{b^{2}}"]],
    ["y = 1/b", ["-\\dfrac{1}{b^{2}}"]],
    ["y = a^b", ["b\\,a^{b-1}", "a^{b}\\,\\log(a)"]],
    ["y = a^2", ["2a"]],
    ["y = a^3", ["3a^{2}"]],
    ["y = a^-1", ["-a^{-2}"]],
    ["y = a^0.5", ["0.5a^{-0.5}"]],
    ["y = e^a", ["\\mathrm{e}^{a}"]],
    ["y = exp(1)^a", ["(\\mathrm{e}^{1})^{a}"]],
    ["y = 2^a", ["2^{a}\\log(2)"]],
    ["e = 3; y = e^a", ["a\\,e^{a-1}", "e^{a}\\,\\log(e)"]],
    ["y = -a", ["-1"]],
    ["y = exp(a)", ["\\mathrm{e}^{a}"]],
    ["y = log(a)", ["\\dfrac{1}{a}"]],
    ["y = sin(a)", ["\\cos(a)"]],
    ["y = cos(a)", ["-\\sin(a)"]],
    ["t = tanh(a)", ["1-t^{2}"]],
    ["s = sigmoid(a)", ["s\\cdot(1-s)"]],
    ["y = relu(a)", ["\\begin{cases}1 & a>0 \\\\ 0 & a<0\\end{cases}"]],
    ["y = max(a, 0)", ["\\begin{cases}1 & a>0 \\\\ 0 & a<0\\end{cases}"]],
    ["y = max(0, a)", ["\\begin{cases}1 & a>0 \\\\ 0 & a<0\\end{cases}"]],
    ["f = sigmoid(2*x)", ["2", "f\\cdot(1-f)"]],
    ["(a*b)^2", ["b", "a", "2v_{1}"]],
  ])("%s: %j", (source, expected) => {
    expect(formulas(source)).toEqual(expected);
  });
});

describe("its symbol", () => {
  const symbolsOf = (source: string): string[] => {
    const graph = graphOf(source);
    return graph.edges.map((edge) => tex(edgeSymbol(graph, edge)));
  };

  it("names consumer and operand", () => {
    expect(symbolsOf("c = a + L_1")).toEqual([
      "\\dfrac{\\partial c}{\\partial a}",
      "\\dfrac{\\partial c}{\\partial L_{1}}",
    ]);
  });

  it("tells the places of an operand that occurs twice apart", () => {
    expect(symbolsOf("y = x*x")).toEqual([
      "\\dfrac{\\partial y}{\\partial x_{(1)}}",
      "\\dfrac{\\partial y}{\\partial x_{(2)}}",
    ]);
  });
});

describe("the nodes whose stored values a factor needs", () => {
  it.each([
    ["y = a + b", [[], []]],
    ["y = a*b", [["b"], ["a"]]],
    ["y = a/b", [["b"], ["a", "b"]]],
    ["t = tanh(a)", [["t"]]],
    [
      "y = max(a, b)",
      [
        ["a", "b"],
        ["b", "a"],
      ],
    ],
    ["y = x*x", [["x"], ["x"]]],
    ["(a*b)^2", [["b"], ["a"], ["out.0"]]],
  ])("%s: %j", (source, expected) => {
    const graph = graphOf(source);
    expect(graph.edges.map((edge) => neededNodes(edgeRule(graph, edge)))).toEqual(expected);
  });

  it("are none for a constant, however deep it is", () => {
    const graph = graphOf(`x*(1${"+1".repeat(15_000)})`);
    expect(neededNodes(edgeRule(graph, edgeAt(graph, 0)))).toEqual([]);
  });
});

describe("what an edge between tensors brings", () => {
  const inputs: Readonly<Record<string, readonly number[]>> = { x: [3], w: [3], A: [2, 2], b: [2] };
  const brought = (source: string, edge: string, seed: "δ" | "1"): string => {
    const built = graphOf(source);
    const graph = withShapes(built, (node) => inputs[nodeAt(built, node).id] ?? []);
    const found = graph.edges.find(({ id }) => id === edge);
    if (found === undefined) throw new Error(`no edge ${edge}`);
    const text = plainText(contributionFormula(graph, found, seed === "1" ? null : undefined));
    return text.replaceAll("\u2009", " ").replace("⋅", "·");
  };

  // A single number scales, and only two tensors meet entry by entry.
  it.each([
    ["a kink by its cases", "L = sum(relu(x))", "x-L.0-0", "δ ⊙ {1 if x > 0, 0 if x < 0}"],
    ["a tie by its cases", "L = sum(max(x, w))", "w-L.0-1", "δ ⊙ {1 if w > x, 0 if w < x}"],
    ["ones with their shape", "L = sum(A)", "A-L-0", "δ · 𝟏_(2×2)"],
    ["a mean's share as a number", "L = mean(A)", "A-L-0", "δ/4 · 𝟏_(2×2)"],
    ["one at the places taken", "y = x[2:3]", "x-y-0", "δ 𝟏_[2:3]"],
    ["no ⊙ with a single number", "y = k*x", "x-y-1", "δ k"],
    ["a ⊙ below the sum over copies", "y = k*x", "k-y-0", "sum(δ ⊙ x)"],
    ["a sum of each row", "y = softmax(A)", "A-y-0", "y ⊙ (δ − sum_row(δ ⊙ y))"],
  ])("%s: %s", (_what, source, edge, formula) => {
    expect(brought(source, edge, "δ")).toBe(formula);
  });

  it.each([
    ["of a sum", "L = sum(x)", "x-L-0", "𝟏_3"],
    ["of a mean", "L = mean(x)", "x-L-0", "1/3 · 𝟏_3"],
    ["of an entry", "L = x[2]", "x-L-0", "𝟏_[2]"],
    ["of a product of two vectors", "L = w @ x", "x-L-1", "wᵀ"],
    ["of a smooth maximum", "L = logsumexp(x)", "x-L-0", "softmax(x)"],
  ])("where the number 1 arrives, it is left out: %s", (_what, source, edge, formula) => {
    expect(brought(source, edge, "1")).toBe(formula);
  });
});

test("a formula that is a number already is known as one", () => {
  const graph = graphOf("y = a - b*a + relu(a) + 3*a");
  const numeric = graph.edges.map((edge) => [edge.id, isNumericRule(edgeRule(graph, edge))]);
  expect(Object.fromEntries(numeric)).toEqual({
    "b-y.0.0.1-0": false,
    "a-y.0.0.1-1": false,
    "a-y.0.0-0": true,
    "y.0.0.1-y.0.0-1": true,
    "a-y.0.1-0": false,
    "y.0.0-y.0-0": true,
    "y.0.1-y.0-1": true,
    "a-y.1-1": true,
    "y.0-y-0": true,
    "y.1-y-1": true,
  });
});

describe("a list gives each operand the gradient at its own places", () => {
  const brought = (source: string, shapes: Readonly<Record<string, readonly number[]>> = {}) => {
    const { graph } = readGraph(source);
    if (graph === null) throw new Error(source);
    const shaped = withShapes(graph, (node) => shapes[nodeAt(graph, node).id] ?? []);
    return shaped.edges
      .filter(({ to }) => to === shaped.output)
      .map((edge) => tex(contributionFormula(shaped, edge)));
  };

  // δ with the name of a node would be all of that node's gradient, of which this is one part.
  it.each([
    ["a = 2*x; b = a^2; [a, b]", {}, ["\\delta_{1}", "\\delta_{2}"]],
    ["a = 2*x; [a, a]", {}, ["\\delta_{1}", "\\delta_{2}"]],
    ["s = sin(x); [7, s, 1]", { x: [3] }, ["\\delta_{2\\cdots 4}"]],
    ["s = sin(x); [s, 1]", { x: [2] }, ["\\delta_{1,2}"]],
    [
      "u = sin(x); v = cos(x); [[u], [v]]",
      { x: [2] },
      ["\\delta_{\\text{row }1}", "\\delta_{\\text{row }2}"],
    ],
  ] as const)("%s", (source, shapes, expected) => {
    expect(brought(source, shapes)).toEqual(expected);
  });

  it("of the gradient that arrives as a longer formula, by the operand's name, unless that stands in it twice", () => {
    const { graph } = readGraph("a = 2*x; [a, a, x]");
    if (graph === null) throw new Error("this is a program");
    const shaped = withShapes(graph, () => []);
    const arriving = row(symbol("W", "W"), symbol("d", "d"));
    const formulas = shaped.edges
      .filter(({ to }) => to === shaped.output)
      .map((edge) => tex(contributionFormula(shaped, edge, arriving)));
    expect(formulas).toEqual(["(Wd)_{1}", "(Wd)_{2}", "(Wd)_{x}"]);
  });
});
