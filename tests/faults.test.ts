import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { check, compile } from "../src/core/index.ts";

/*
 * What others get wrong: faults met in programs of this kind, each the reason for a test of its own.
 */

const root = path.join(import.meta.dirname, "..");

test("(a+b)*(b+1) has one leaf b, and its gradient is 5, not 2 and 3 at two leaves", () => {
  const evaluation = compile("(a+b)*(b+1)").evaluate({ a: 2, b: 1 });
  const leaves = evaluation.nodes
    .filter(({ operation }) => operation === "input")
    .map(({ id, gradient }) => [id, gradient]);
  expect(leaves).toEqual([
    ["a", 2],
    ["b", 5],
  ]);
});

test("-x^2 at 3 is −9, not +9, and its slope is −6", () => {
  const evaluation = compile("-x^2").evaluate({ x: 3 });
  expect([evaluation.value, evaluation.gradient("x")]).toEqual([-9, -6]);
});

test("2^3^2 is 512, not 64", () => {
  expect(compile("2^3^2").evaluate().value).toBe(512);
  expect(compile("2**3**x").evaluate({ x: 2 }).value).toBe(512);
});

test("5x+3 is 5·x + 3, not 5", () => {
  const evaluation = compile("5x+3").evaluate({ x: 2 });
  expect([evaluation.value, evaluation.gradient("x")]).toEqual([13, 5]);
});

describe("x^2 and its like have a value and a slope for x < 0", () => {
  it.each([
    ["x^2", 4, -4],
    ["x^3", -8, 12],
    ["x^-1", -0.5, -0.25],
    ["x^2.0", 4, -4],
  ])("%s at −2", (source, value, slope) => {
    const evaluation = compile(source).evaluate({ x: -2 });
    expect([evaluation.value, evaluation.gradient("x"), evaluation.diagnostics]).toEqual([value, slope, []]);
  });
});

test("x*x has one leaf and the slope 2x, not two leaves and not 4x", () => {
  const evaluation = compile("x*x").evaluate({ x: 3 });
  expect(evaluation.nodes.map(({ id }) => id)).toEqual(["x", "out"]);
  expect([evaluation.value, evaluation.gradient("x")]).toEqual([9, 6]);
});

test("log(1/(1+exp(-(w*x+b)))) is one connected graph with the right slopes", () => {
  const evaluation = compile("log(1/(1+exp(-(w*x+b))))").evaluate({ w: 2, x: 0.5, b: -1 });
  // log σ(0) = −log 2, and its slope in its argument is 1 − σ(0) = 1/2.
  expect(evaluation.value).toBeCloseTo(-Math.LN2, 15);
  expect([evaluation.gradient("w"), evaluation.gradient("x"), evaluation.gradient("b")]).toEqual([
    0.25, 1, 0.5,
  ]);
  const reached = new Set(evaluation.edges.map(({ from }) => from));
  expect(evaluation.nodes.map(({ id }) => id).filter((id) => id !== "out" && !reached.has(id))).toEqual([]);
  expect(evaluation.nodes).toHaveLength(3 + 7);
});

test("a variable named e is a variable, also beside an exponent's e", () => {
  const evaluation = compile("e = c*d\n2e + 1e1*e").evaluate({ c: 3, d: 2 });
  expect([evaluation.value, evaluation.gradient("e"), evaluation.gradient("c")]).toEqual([72, 12, 24]);
  expect(compile("exp(e)").evaluate({ e: 0 }).gradient("e")).toBe(1);
});

test("a+b*c at 2, 3, 4 is 14, not 20", () => {
  expect(compile("a+b*c").evaluate({ a: 2, b: 3, c: 4 }).value).toBe(14);
});

test("a quotient has gradients, in both operands", () => {
  const evaluation = compile("a/b").evaluate({ a: 3, b: 2 });
  expect([evaluation.value, evaluation.gradient("a"), evaluation.gradient("b")]).toEqual([1.5, 0.5, -0.75]);
});

test("(2+3 is not accepted: the open bracket is pointed at", () => {
  expect(check("(2+3")).toMatchObject([{ code: "unclosed-bracket", severity: "error", from: 0, to: 1 }]);
});

test("2 3 is not read as 23, nor as a product", () => {
  expect(check("2 3")).toMatchObject([{ code: "missing-operator", severity: "error", from: 2, to: 3 }]);
});

test("nothing in the sources is built on eval or on the Function constructor", () => {
  const sources = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  expect(sources.length).toBeGreaterThan(20);
  const guilty = sources.filter((file) => {
    const text = readFileSync(path.join(root, "src", file), "utf8").replace(
      /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
      "",
    );
    return /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(/.test(text);
  });
  expect(guilty).toEqual([]);
});
