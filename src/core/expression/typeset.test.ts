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
    ["the negative of a negative", "--a", "-(-a)"],
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
    ["a product of matrices", "W@x+b", "W\\,x+b"],
    ["a product of matrices on the right keeps its brackets", "A@(B@C)", "A\\,(B\\,C)"],
    ["a sum before a product of matrices", "(A+B)@C", "(A+B)\\,C"],
    ["a signed operand of a product of matrices", "A@-B", "A\\,(-B)"],
    ["a transpose", "A'", "A^{\\top}"],
    ["a transpose of a product", "(A@B)'", "(A\\,B)^{\\top}"],
    ["a transpose of a transpose", "A''", "(A^{\\top})^{\\top}"],
    ["a transpose of a negative", "(-A)'", "(-A)^{\\top}"],
    ["a power of a transpose", "A'^2", "(A^{\\top})^{2}"],
    ["a list", "[x, 1, -y]", "[x,\\,1,\\,-y]"],
    ["a list of one", "[x]", "[x]"],
    ["a matrix", "[[1, 2], [x+1, 4]]", "\\begin{bmatrix}1 & 2 \\\\ x+1 & 4\\end{bmatrix}"],
    ["rows of which one has a name", "[[1, 2], r]", "[[1,\\,2],\\,r]"],
    ["quotients in a list on one line", "[a/b, c]", "[a/b,\\,c]"],
    ["an entry", "x[2]", "x_{[2]}"],
    ["an entry of a name with an index", "x_1[2]", "{x_{1}}_{[2]}"],
    ["an entry of a matrix", "W[1,2]", "W_{[1,\\,2]}"],
    ["a row and a column", "W[1,:] + W[:,2]", "W_{[1,\\,{:}]}+W_{[{:},\\,2]}"],
    ["an entry of a product", "(A@B)[1,2]", "(A\\,B)_{[1,\\,2]}"],
    ["some rows of a column", "W[1:2,3]", "W_{[1{:}2,\\,3]}"],
    ["an entry, raised", "x[2]^2", "{x_{[2]}}^{2}"],
    ["a length", "norm(x)^2", "\\lVert x\\rVert ^{2}"],
    ["a trace", "trace(A)", "\\mathrm{tr}(A)"],
    [
      "a call with a matrix in it",
      "sum([[1],[2]])",
      "\\mathrm{sum}\\left(\\begin{bmatrix}1 \\\\ 2\\end{bmatrix}\\right)",
    ],
  ])("%s: %s", (_what, text, written) => {
    expect(texOf(text)).toBe(written);
  });
});

test("what is too long for a label is elided", () => {
  expect(texOf(Array.from({ length: 60 }, () => "x").join("+"))).toMatch(/^x\+x/);
  expect(texOf(Array.from({ length: 61 }, () => "x").join("+"))).toBe("\\cdots");
});
