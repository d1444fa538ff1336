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

test("the same graph at other numbers is not disturbed by what came before", () => {
  const { graph, trace } = traceOf("y = exp(x) - 1\ny*x", { x: 1 });
  const before = [...trace.values];
  const other = evaluateGraph(graph, () => 0);
  expect(other.values[graph.output]).toBe(0);
  expect([...trace.values]).toEqual(before);
});
