import { describe, expect, it, test } from "vitest";
import { buildGraph } from "../graph/build.ts";
import { readProgram } from "../language/program.ts";
import { evaluateGraph, operandValues } from "./evaluate.ts";

function traceOf(source: string, values: Readonly<Record<string, number>>) {
  const { program } = readProgram(source);
  if (program === null) throw new Error(`cannot read ${source}`);
  const graph = buildGraph(program);
  const trace = evaluateGraph(graph, (index) => values[graph.nodes[index]?.id ?? ""] ?? Number.NaN);
  return { graph, trace };
}

describe("the forward sweep", () => {
  it.each([
    ["-x^2", { x: 3 }, -9],
    ["2^3^x", { x: 2 }, 512],
    ["5x + 3", { x: 2 }, 13],
    ["x^2", { x: -3 }, 9],
    ["x - y - z", { x: 1, y: 2, z: 3 }, -4],
    ["x / y / z", { x: 12, y: 2, z: 3 }, 2],
    ["max(x, -x)*relu(-1)", { x: 2 }, 0],
    ["2*(3 + 4)*x", { x: 1 }, 14],
  ])("%s at %j is %d", (source, values, value) => {
    const { graph, trace } = traceOf(source, values as Record<string, number>);
    expect(trace.values[graph.output]).toBe(value);
  });

  it("leaves behind every node's value and every edge's factor", () => {
    const { graph, trace } = traceOf("c = a + b\nd = b + 1\ne = c * d", { a: 2, b: 1 });
    expect([...trace.values.slice(0, graph.nodes.length)]).toEqual([2, 1, 3, 2, 6]);
    expect([...trace.factors]).toEqual([1, 1, 1, 2, 3]);
  });

  it("keeps the operands of each node, folded constants among them", () => {
    const { graph, trace } = traceOf("e = (2*3) - x", { x: 4 });
    expect(operandValues(graph, trace, graph.output)).toEqual([6, 4]);
  });
});

describe("where a value is lost", () => {
  it("only the factors that need it are undefined: what is added has the factor 1", () => {
    const { graph, trace } = traceOf("y = x^2/x + log(x^3) + sqrt(x^2)", { x: -2 });
    const factors = graph.edges.map(({ id }, edge): [string, number] => [id, trace.factors[edge] ?? 0]);
    const lost = factors.filter(([, factor]) => Number.isNaN(factor)).map(([id]) => id);
    const cube = graph.nodes.find(({ symbol }) => symbol === "v3")?.id;
    const log = graph.nodes.find(({ symbol }) => symbol === "v4")?.id;
    expect(lost).toEqual([`${cube}-${log}-0`]);
  });

  it.each([
    // log has no value at −1 and so no slope, though 1/x has one; 3 is what v is multiplied by.
    ["y = a*log(x)", { a: 3, x: -1 }, { "x-y.1-0": Number.NaN, "a-y-0": Number.NaN, "y.1-y-1": 3 }],
    ["y = log(x)/a", { a: 4, x: -1 }, { "x-y.0-0": Number.NaN, "y.0-y-0": 0.25, "a-y-1": Number.NaN }],
    // Of a sum that is born undefined the factors are still 1.
    ["y = a - b", { a: Infinity, b: Infinity }, { "a-y-0": 1, "b-y-1": -1 }],
  ])("in %s", (source, values, wanted) => {
    const { graph, trace } = traceOf(source, values);
    const factors = graph.edges.map(({ id }, edge) => [id, trace.factors[edge]]);
    expect(Object.fromEntries(factors)).toEqual(wanted);
  });
});

test("the same graph at other numbers is not disturbed by what came before", () => {
  const { graph, trace } = traceOf("y = exp(x) - 1\ny*x", { x: 1 });
  const before = [...trace.values];
  const other = evaluateGraph(graph, () => 0);
  expect(other.values[graph.output]).toBe(0);
  expect([...trace.values]).toEqual(before);
});
