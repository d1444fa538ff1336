import { describe, expect, it, test } from "vitest";
import { buildGraph } from "../graph/build.ts";
import type { Graph } from "../graph/graph.ts";
import { readProgram } from "../language/program.ts";
import { conventionOf } from "./conventions.ts";
import { evaluateGraph, type Trace } from "./evaluate.ts";
import { remarksOn } from "./remarks.ts";

function evaluated(source: string, values: Readonly<Record<string, number>>): { graph: Graph; trace: Trace } {
  const { program } = readProgram(source);
  if (program === null) throw new Error(`cannot read ${source}`);
  const graph = buildGraph(program);
  return {
    graph,
    trace: evaluateGraph(graph, (index) => values[graph.nodes[index]?.id ?? ""] ?? Number.NaN),
  };
}

/** What is remarked, as `code node: the text there`. */
function remarks(source: string, values: Readonly<Record<string, number>>): string[] {
  const { graph, trace } = evaluated(source, values);
  return remarksOn(graph, trace).map(
    ({ code, node, from, to }) => `${code} ${node}: ${source.slice(from, to)}`,
  );
}

describe("a value that is not finite is remarked where it was born, not where it passed through", () => {
  it.each([
    ["through a chain", "a = log(x)\nb = a*2\nb + 1", { x: -1 }, ["domain a: log(x)"]],
    ["where it is written", "x = 1e400\ny = x + 1", { x: Infinity }, ["overflow x: x"]],
    ["through a name for it", "a = exp(x)\nb = a\nb/2", { x: 1000 }, ["overflow a: exp(x)"]],
    [
      "twice where it is born twice",
      "exp(x)*exp(y)",
      { x: 1000, y: 1000 },
      ["overflow out.0: exp(x)", "overflow out.1: exp(y)"],
    ],
    [
      "again where infinities have no answer",
      "exp(x) - exp(x)",
      { x: 1000 },
      ["overflow out.0: exp(x)", "overflow out.1: exp(x)", "not-a-number out: exp(x) - exp(x)"],
    ],
    ["where the output does not use it", "a = log(x)\nb = y^2\nb", { x: -1, y: 3 }, ["domain a: log(x)"]],
    ["inside a folded constant", "x + (2 - log(0))", { x: 1 }, ["domain out: log(0)"]],
    ["inside a constant statement", "k = 1/(1 - 1)\nx", { x: 1 }, ["domain k: 1/(1 - 1)"]],
    ["beside a number that is not one", "x + y", { x: Number.NaN, y: 1 }, []],
    ["not where a person gave it", "x + 1", { x: Number.POSITIVE_INFINITY }, []],
    ["as overflow where a negative base is only too large", "x^3", { x: -1e200 }, ["overflow out: x^3"]],
    ["as overflow where a quotient is only too large", "x/y", { x: 1e300, y: 1e-300 }, ["overflow out: x/y"]],
  ])("%s: %j", (_what, source, values, expected) => {
    expect(remarks(source, values)).toEqual(expected);
  });
});

describe("slopes", () => {
  it.each([
    ["a kink", "relu(x)", { x: 0 }, ["kink out: relu(x)"]],
    ["a kink of −0", "relu(x)", { x: -0 }, ["kink out: relu(x)"]],
    ["nothing beside a kink", "relu(x)", { x: 1e-300 }, []],
    ["a tie, once for both operands", "max(a, b)", { a: 2, b: 2 }, ["kink out: max(a, b)"]],
    ["a tie with a constant", "max(a, 2)", { a: 2 }, ["kink out: max(a, 2)"]],
    ["a vertical tangent", "x^0.5", { x: 0 }, ["infinite-slope out: x^0.5"]],
    ["not one that is only too large for a number", "log(x)", { x: 1e-320 }, []],
    ["nor that of a power", "x^-1", { x: 1e-200 }, []],
    ["a slope that does not exist", "x^n", { x: -2, n: 3 }, ["undefined-slope out: x^n"]],
    ["nothing where the exponent is a literal", "x^3", { x: -2 }, []],
    ["nothing where a limit is the derivative", "x^y", { x: 0, y: 2 }, []],
    ["nothing on ordinary numbers", "c = a + b\nd = b + 1\ne = c * d", { a: 2, b: 1 }, []],
  ])("%s: %s at %j", (_what, source, values, expected) => {
    expect(remarks(source, values)).toEqual(expected);
  });
});

test("the convention that gave an edge its factor", () => {
  const { graph, trace } = evaluated("max(x, 0)*relu(y)", { x: 0, y: 1 });
  const conventions = graph.edges.map(({ index, id }) => [
    id,
    conventionOf(graph, trace, index)?.kind ?? null,
  ]);
  expect(Object.fromEntries(conventions)).toEqual({
    "x-out.0-0": "tie",
    "y-out.1-0": null,
    "out.0-out-0": null,
    "out.1-out-1": null,
  });
});
