import { expect, it } from "vitest";
import { readGraph } from "../core/graph/read.ts";
import { check, compile, networkOf } from "../core/index.ts";
import { WRITTEN_OUT } from "./writtenOut.ts";

const { program, values } = WRITTEN_OUT;
const UNITS = Array.from({ length: 16 }, (_, place) => place + 1);

/** The cost by loops over plain numbers. */
function cost(given: Readonly<Record<string, unknown>>): number {
  const of = (name: string): number => Number(given[name]);
  const h = UNITS.map((i) => Math.tanh(of(`p${i}`) * of("x1") + of(`q${i}`) * of("x2") + of(`b${i}`)));
  const k = UNITS.map((i) =>
    Math.tanh(h.reduce((sum, unit, j) => sum + of(`w${j + 1}_${i}`) * unit, 0) + of(`c${i}`)),
  );
  return (k.reduce((sum, unit, j) => sum + of(`u${j + 1}`) * unit, 0) + of("d") - of("t")) ** 2;
}

it("is a network of 982 nodes, with a number for each of its inputs", () => {
  expect(check(program)).toEqual([]);
  const { graph } = readGraph(program);
  expect(graph?.nodes).toHaveLength(982);
  expect(graph && networkOf(graph)?.layers.map(({ units }) => units.length)).toEqual([2, 16, 16, 1]);
  const inputs = graph?.nodes.flatMap(({ kind, id }) => (kind === "input" ? id : []));
  expect(Object.keys(values).toSorted()).toEqual(inputs?.toSorted());
});

it("has the value and the gradients of loops over plain numbers", () => {
  const { value, nodes } = compile(program).evaluate(values);
  expect(value).toBeCloseTo(cost(values), 12);
  for (const name of ["p1", "q16", "w3_7", "u16", "b8", "x1"]) {
    const shifted = (by: number) => cost({ ...values, [name]: Number(values[name]) + by });
    const gradient = nodes.find(({ id }) => id === name)?.gradient;
    expect(gradient, name).toBeCloseTo((shifted(1e-5) - shifted(-1e-5)) / 2e-5, 7);
    expect(gradient, name).not.toBe(0);
  }
});
