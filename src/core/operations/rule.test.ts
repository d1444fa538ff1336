import { describe, expect, it, test } from "vitest";
import { compileCondition, compileRule, operationOf, readCondition, readRule } from "./rule.ts";

describe("an expression of the table as a function", () => {
  it.each([
    ["a - b", 7],
    ["-(a / b^2)", -2.5],
    ["y * (1 - y)", -0.75],
    ["exp(0) + max(a, b)", 11],
    ["2", 2],
  ])("%s", (rule, value) => {
    expect(compileRule(readRule(rule), ["a", "b"])(10, rule === "a - b" ? 3 : 2, 1.5)).toBe(value);
  });

  it("refuses what the table should not hold", () => {
    expect(() => readRule("a +")).toThrow('cannot read the rule "a +"');
    expect(() => compileRule(readRule("a + c"), ["a", "b"])).toThrow('a rule knows no name "c"');
    expect(() => compileRule(readRule("sine(a)"), ["a"])).toThrow(
      "a rule uses an operation that is not in the table",
    );
  });
});

describe("a condition of the table", () => {
  it.each([
    ["a < b", [true, false, false]],
    ["a > b", [false, false, true]],
    ["a = b", [false, true, false]],
    ["a ≤ b", [true, true, false]],
    ["a ≥ b", [false, true, true]],
    ["a ≠ b", [true, false, true]],
  ] as const)("%s, for 1 against 2, 2 against 2, 3 against 2", (condition, holds) => {
    const compiled = compileCondition(condition, ["a", "b"]);
    expect([1, 2, 3].map((a) => compiled(a, 2, 0))).toEqual(holds);
  });

  it("is read on both sides", () => {
    expect(readCondition("x + 1 ≥ 0")).toMatchObject({
      left: { kind: "binary" },
      relation: "≥",
      right: { kind: "number" },
    });
  });
});

test("the operation at the root of an expression", () => {
  const roots = ["a + b", "a - b", "a b", "a / b", "a ** b", "-a", "relu(a)"].map((text) =>
    operationOf(readRule(text)),
  );
  expect(roots).toEqual(["add", "subtract", "multiply", "divide", "power", "negate", "relu"]);
  expect(["a", "2", "nothing(a)"].map((text) => operationOf(readRule(text)))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
