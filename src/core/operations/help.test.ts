import katex from "katex";
import { describe, expect, it, test } from "vitest";
import { plainText, tex } from "../expression/formula.ts";
import { operationHelp } from "./help.ts";
import { operationOf, readRule } from "./rule.ts";
import { isElementwise, operationKeys, operations } from "./table.ts";

describe.each(operationKeys)("%s", (key) => {
  const help = operationHelp(key);

  it("is used as the language reads it", () => {
    const { many } = operations[key];
    expect(help.usage.includes(", …")).toBe(many !== undefined && operations[key].names.length > 0);
    expect(operationOf(readRule(help.usage.replace(", …", "")))).toBe(key);
  });

  it("has a line for each operand, and formulas that KaTeX takes in its strict mode", () => {
    expect(help.derivatives.map(({ symbol }) => symbol.plain)).toEqual(
      operations[key].operands.map((operand) => (isElementwise(key) ? `∂f/∂${operand}` : `${operand}\u0304`)),
    );
    for (const formula of [help.formula, ...help.derivatives.map((derivative) => derivative.formula)]) {
      expect(
        () => katex.renderToString(tex(formula), { strict: "error", throwOnError: true }),
        tex(formula),
      ).not.toThrow();
    }
  });
});

test("help says what an operation is in simpler ones, and its slopes", () => {
  const { usage, formula, derivatives } = operationHelp("sigmoid");
  expect([usage, tex(formula), ...derivatives.map((derivative) => tex(derivative.formula))]).toEqual([
    "sigmoid(x)",
    "f=\\sigma(x)=\\dfrac{1}{1+\\mathrm{e}^{-x}}",
    "f\\cdot(1-f)",
  ]);
  expect(operationHelp("max").derivatives.map((derivative) => plainText(derivative.formula))).toEqual([
    "1 if a > b, 0 if a < b",
    "1 if b > a, 0 if b < a",
  ]);
});
