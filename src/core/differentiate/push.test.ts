import { describe, expect, it, test } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import {
  changesAt,
  changeWithin,
  hasFailedAt,
  kinksOnTheWay,
  outputChange,
  type Push,
  pushOf,
  troublesAt,
} from "./push.ts";

function push(source: string, values: Readonly<Record<string, number>>, input: string): Push {
  const { graph, run } = runOf({ name: "", source, values });
  return pushOf(graph, run, graph.byName.get(input) ?? -1);
}

describe("a push, predicted and in truth", () => {
  it.each([0.01, 0.5, 2, -0.5])("of x² leaves a gap of Δ²: Δ = %d", (delta) => {
    const change = outputChange(push("y = x^2", { x: 3 }, "x"), delta);
    expect(change.predicted).toBeCloseTo(6 * delta, 12);
    expect(change.actual).toBeCloseTo(6 * delta + delta ** 2, 12);
    expect(change.gap).toBeCloseTo(delta ** 2, 12);
    expect(change.relativeGap).toBeCloseTo(Math.abs(delta) / 6, 9);
    expect(change.ratio).toBeCloseTo(6 + delta, 9);
  });

  it.each([0.1, 1, -1])("of b in (a + b)·(b + 1) predicts 5Δ and leaves Δ²: Δ = %d", (delta) => {
    const { predicted, gap } = outputChange(push(FIGURE_13.source, FIGURE_13.values, "b"), delta);
    expect(predicted).toBeCloseTo(5 * delta, 12);
    expect(gap).toBeCloseTo(delta ** 2, 12);
  });

  it("of a sine is that of the addition theorem", () => {
    const [x, delta] = [0.7, 0.3];
    const { actual, gap } = outputChange(push("y = sin(x)", { x }, "x"), delta);
    const moved = Math.sin(x) * (Math.cos(delta) - 1) + Math.cos(x) * Math.sin(delta);
    expect(actual).toBeCloseTo(moved, 12);
    expect(gap).toBeCloseTo(moved - Math.cos(x) * delta, 12);
  });

  it("of what is straight leaves no gap, and counts no rounding as one", () => {
    const straight = push("y = 0.1*x + 0.2*x - 7", { x: 0.3 }, "x");
    for (const delta of straight.sizes.deltas) expect(outputChange(straight, delta).gap).toBe(0);
    expect(straight.sizes.hasFailed).toBe(false);
  });

  it("moves what uses the input and nothing else", () => {
    const { graph, ...rest } = push("c = a + b\nd = b + 1\ne = c * d", { a: 2, b: 1 }, "a");
    const changes = changesAt({ graph, ...rest }, 0.5);
    const moved = graph.nodes.map(({ id, index }) => [id, changes[index]]);
    expect(Object.fromEntries(moved)).toEqual({ a: 0.5, b: 0, c: 0.5, d: 0, e: 1 });
  });

  it("is 0 for an output that does not use the input", () => {
    const { actual, predicted, gap } = outputChange(push("z = log(w)\ny = x^2", { w: -1, x: 3 }, "w"), 0.5);
    expect([actual, predicted, gap]).toEqual([0, 0, 0]);
  });

  it("knows how many edges lie before each node, the longest way counting", () => {
    const { graph, depths, deepest } = push("y = x + sin(exp(x))", { x: 0 }, "x");
    expect(depths[graph.output]).toBe(3);
    expect(deepest).toBe(3);
  });
});

describe("the sizes of a push", () => {
  const at = ({ sizes: { deltas, first, last } }: Push) => [deltas[first], deltas[last]];

  it("begin at a hundredth and end where the gap is a quarter of what was predicted", () => {
    // Δ / 6 ≥ 1/4 from Δ = 1.5 on, so at 2.
    expect(at(push("y = x^2", { x: 3 }, "x"))).toEqual([0.02, 2]);
    // Δ / 5 ≥ 1/4 from Δ = 1.25 on.
    expect(at(push(FIGURE_13.source, FIGURE_13.values, "b"))).toEqual([0.01, 2]);
  });

  it("go with the size of the input", () => {
    expect(at(push("y = x^2", { x: 3000 }, "x"))).toEqual([20, 2000]);
  });

  it("stay on the near side of a pole to begin with", () => {
    const near = push("y = 1/x", { x: 0.001 }, "x");
    expect(at(near)).toEqual([0.0001, 0.0002].map((delta) => expect.closeTo(delta, 12)));
    expect(near.sizes.hasFailed).toBe(true);
  });

  it("are one and the same at a kink, where the line fails at any Δ", () => {
    const kink = push("y = relu(x)", { x: 0 }, "x");
    expect(at(kink)).toEqual([0.1, 0.1]);
    expect([1e-6, 0.1, 5].every((delta) => hasFailedAt(kink, delta))).toBe(true);
  });

  it("where nothing is predicted, end where the output moves a tenth of what the input does", () => {
    expect(at(push("y = x^2", { x: 0 }, "x"))).toEqual([0.01, 0.1]);
  });

  it("are 1, 2 and 5 times powers of ten, from small to large", () => {
    const { deltas } = push("y = x^2", { x: 3 }, "x").sizes;
    expect(deltas).toEqual(deltas.toSorted((one, other) => one - other));
    for (const delta of deltas) expect(delta.toExponential()).toMatch(/^[125]e/);
  });

  it("are there for an input that is no finite number", () => {
    expect(push("y = x^2", { x: Infinity }, "x").sizes.deltas.every(Number.isFinite)).toBe(true);
  });
});

test("what happens on the way is told of: kinks, and where a value is lost", () => {
  const kink = push("y = relu(x) * w", { x: 0, w: 3 }, "x");
  expect(kinksOnTheWay(kink).map(({ code }) => code)).toEqual(["kink"]);
  expect(kinksOnTheWay(push("y = relu(x) * w", { x: 0, w: 3 }, "w"))).toEqual([]);
  expect(outputChange(kink, -1).ratio).toBeCloseTo(0, 12);
  expect(outputChange(kink, 1).ratio).toBeCloseTo(3, 12);
  const lost = push("y = log(x)", { x: 1 }, "x");
  expect(troublesAt(lost, -0.5)).toEqual([]);
  expect(troublesAt(lost, -2)).toMatchObject([{ code: "domain", node: "y" }]);
});

test("a swing reads off between its samples, and keeps what has no value", () => {
  const square = push("y = x^2", { x: 3 }, "x");
  const output = square.graph.output;
  for (const phase of [-1, -0.37, 0, 0.5, 1]) {
    const delta = 0.5 * phase;
    // Between two of 33 samples a parabola is off by at most (Δ/16)²/4.
    expect(Math.abs(changeWithin(square, output, 0.5, phase) - (6 * delta + delta ** 2))).toBeLessThan(3e-4);
  }
  const lost = push("y = log(x)", { x: 1 }, "x");
  expect(changeWithin(lost, lost.graph.output, 2, -1)).toBeNaN();
  expect(changeWithin(lost, lost.graph.output, 2, 1)).toBeCloseTo(Math.log(3), 12);
});
