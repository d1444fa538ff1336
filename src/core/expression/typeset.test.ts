import { describe, expect, it, test } from "vitest";
import { tableNotation } from "../operations/notation.ts";
import { tex } from "./formula.ts";
import { nameFormula } from "./names.ts";
import { parse } from "./parser.ts";
import { typeset } from "./typeset.ts";

function texOf(text: string): string {
  const [statement] = parse(text).statements;
  if (statement === undefined) throw new Error(`cannot read ${text}`);
  return tex(typeset(statement.expression, tableNotation(nameFormula)));
}

describe("an expression in the type of a textbook", () => {
  it.each([
    ["names side by side", "a*b", "a\\,b"],
    ["a number before a name", "2*x", "2x"],
    ["a name before a number", "x*2", "x\\cdot 2"],
    ["two numbers", "2*3", "2\\cdot 3"],
    ["a number before brackets", "2*(a+b)", "2(a+b)"],
    ["a name before brackets is no call", "x*(a+b)", "x\\cdot(a+b)"],
    ["brackets before brackets", "(a+b)*(b+1)", "(a+b)\\,(b+1)"],
    ["a product on the right", "a*(b*c)", "a\\cdot(b\\,c)"],
    ["a fraction is no mixed number", "2*(a/b)", "2\\cdot\\dfrac{a}{b}"],
    ["a difference on the right", "a-(b-c)", "a-(b-c)"],
    ["a difference on the left", "(a-b)-c", "a-b-c"],
    ["a signed operand", "a*(-b)", "a\\cdot(-b)"],
    ["a sign after a plus", "a+(-b)", "a+(-b)"],
    ["a sign inside a product after a plus", "a+(-b)*c", "a+(-b\\,c)"],
    ["the negative of a sum", "-(a+b)", "-(a+b)"],
    ["the negative of a product", "-(a*b)", "-a\\,b"],
    ["a quotient", "(a+b)/(c*x)", "\\dfrac{a+b}{c\\,x}"],
    ["a quotient in a quotient", "(a/b)/c", "\\dfrac{a/b}{c}"],
    ["a quotient in an exponent", "x^(a/b)", "x^{a/b}"],
    ["a product under a slash", "x^(a/(b*c))", "x^{a/(b\\,c)}"],
    ["a sum before a slash", "x^((a+b)/c)", "x^{(a+b)/c}"],
    ["the negative of a power", "-x^2", "-x^{2}"],
    ["the power of a negative", "(-x)^2", "(-x)^{2}"],
    ["the power of a product", "(2*x)^2", "(2x)^{2}"],
    ["the power of a quotient", "(a/b)^2", "\\left(\\dfrac{a}{b}\\right)^{2}"],
    ["the power of a power", "(a^b)^c", "(a^{b})^{c}"],
    ["a power in an exponent", "a^b^c", "a^{b^{c}}"],
    ["a negative exponent", "x^-1", "x^{-1}"],
    ["a number with an exponent, to a power", "1e3^2", "(1\\cdot 10^{3})^{2}"],
    ["a power before a name", "x^2*y", "x^{2}\\,y"],
    ["exp is a power of an upright e", "exp(-x)", "\\mathrm{e}^{-x}"],
    ["and its power has brackets", "exp(x)^2", "(\\mathrm{e}^{x})^{2}"],
    ["while e is a name", "e^x", "e^{x}"],
    ["a call", "2*sin(x)", "2\\sin(x)"],
    ["a call after a name", "a*sin(x)", "a\\,\\sin(x)"],
    ["operands with commas", "max(a, 0)", "\\max(a,\\,0)"],
    ["σ for the logistic function", "sigmoid(z_1)", "\\sigma(z_{1})"],
    ["a function of the table without a sign of its own", "relu(x)", "\\mathrm{relu}(x)"],
  ])("%s: %s", (_what, text, written) => {
    expect(texOf(text)).toBe(written);
  });
});

test("what is too long for a label is elided", () => {
  expect(texOf(Array.from({ length: 60 }, () => "x").join("+"))).toMatch(/^x\+x/);
  expect(texOf(Array.from({ length: 61 }, () => "x").join("+"))).toBe("\\cdots");
});
