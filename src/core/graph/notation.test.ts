import { expect, test } from "vitest";
import { tex } from "../expression/formula.ts";
import { readProgram } from "../language/program.ts";
import { buildGraph } from "./build.ts";
import type { Graph } from "./graph.ts";
import { nodeFormula, nodeText, outputNode, ownFormula, symbolFormula, symbolText } from "./notation.ts";

function graphOf(source: string): Graph {
  const { program } = readProgram(source);
  if (program === null) throw new Error(`cannot read ${source}`);
  return buildGraph(program);
}

test("operands are written by their symbols, constants as typed", () => {
  const graph = graphOf("L3 = exp(-(w_1*x + .50)) / 2e-3");
  expect(graph.nodes.map((node) => tex(nodeFormula(graph, node)))).toEqual([
    "w_{1}",
    "x",
    "v_{1}=w_{1}\\,x",
    "v_{2}=v_{1}+0.50",
    "v_{3}=-v_{2}",
    "v_{4}=\\mathrm{e}^{v_{3}}",
    "L_{3}=\\dfrac{v_{4}}{2\\cdot 10^{-3}}",
  ]);
  expect(graph.nodes.map((node) => nodeText(graph, node)).slice(2)).toEqual([
    "v₁ = w_1*x",
    "v₂ = v₁ + .50",
    "v₃ = -v₂",
    "v₄ = exp(v₃)",
    "L3 = v₄/2e-3",
  ]);
});

test("an input is its name alone, and a constant is what it was calculated from", () => {
  const graph = graphOf("a = 2\nk = 2*3");
  expect(graph.nodes.map((node) => ownFormula(graph, node) === null)).toEqual([true, false]);
  expect(graph.nodes.map((node) => [symbolFormula(node), nodeFormula(graph, node)].map(tex))).toEqual([
    ["a", "a"],
    ["k", "k=2\\cdot 3"],
  ]);
});

test("a second name stands before the first, and is the output's in the end", () => {
  const graph = graphOf("c = 2*a\nz = a\ny = c\nL = y");
  expect(graph.nodes.map((node) => nodeText(graph, node))).toEqual(["z = a", "L = y = c = 2*a"]);
  expect(graph.nodes.map((node) => tex(nodeFormula(graph, node)))).toEqual(["z=a", "L=y=c=2a"]);
  expect(symbolText(outputNode(graph))).toBe("L");
});

test("what is too long to be read aloud is left out", () => {
  const graph = graphOf(`y = x*(1${"+1".repeat(40)})`);
  expect(graph.nodes.map((node) => nodeText(graph, node))).toEqual(["x", "y = …"]);
});

test("in running text only the names that are ours get an index", () => {
  const graph = graphOf("w1 = a*b + 1\nw1*L_2");
  expect(graph.nodes.map(symbolText)).toEqual(["a", "b", "v₁", "w1", "L_2", "v₂"]);
});

test.each([
  ["y1 = -h\ny2 = 2*h\n[y1, y2]", "[y_{1},\\,y_{2}]", "[y1, y2]", "[y_{1},\\,y_{2}]"],
  // What has no name in it either is called as ever.
  ["a = 2*x\n[a*b, theta_1, 3, pi]", "[v_{1},\\,\\theta_{1},\\,3,\\,\\pi]", "[v₁, theta_1, 3, pi]", null],
  // A long one by its ends; what it is says it all.
  ["[a, b, c, x, y]", "[a,\\,\\cdots,\\,y]", "[a, …, y]", "[a,\\,b,\\,c,\\,x,\\,y]"],
])("a list of outputs without a name is called by what is in it: %s", (source, symbol, text, whole) => {
  const graph = graphOf(source);
  const node = outputNode(graph);
  expect(tex(symbolFormula(node))).toBe(symbol);
  expect(symbolText(node)).toBe(text);
  expect(tex(nodeFormula(graph, node))).toBe(whole ?? symbol);
});

test.each([
  ["y = [a, b]", "y"],
  ["[a, 2*3]", "v_{1}"],
  ["s = sum([a, b]*c)", "s"],
])("and no other list: %s", (source, symbol) => {
  const graph = graphOf(source);
  expect(tex(symbolFormula(outputNode(graph)))).toBe(symbol);
  expect(graph.nodes.filter((node) => node.symbol.startsWith("["))).toEqual([]);
});
