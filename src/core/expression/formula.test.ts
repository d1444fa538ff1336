import { describe, expect, it } from "vitest";
import {
  equalsSign,
  type Formula,
  fenced,
  fraction,
  minusSign,
  negativeSign,
  partialSign,
  plainText,
  plusSign,
  row,
  runningText,
  subscript,
  superscript,
  symbol,
  tex,
  timesSign,
  totalSign,
} from "./formula.ts";

const [a, b, x] = ["a", "b", "x"].map((name) => symbol(name, name, "italic")) as [Formula, Formula, Formula];
const two = symbol("2", "2");
const sum = row(a, plusSign, b);

describe("a formula as TeX and as one line of plain text, which never read differently", () => {
  it.each<[string, Formula, string, string]>([
    ["a sum", row(x, equalsSign, a, minusSign, b), "x=a-b", "x = a − b"],
    ["a command before a letter", row(two, timesSign, x), "2\\cdot x", "2 ⋅ x"],
    ["a command before a digit", row(x, timesSign, two), "x\\cdot 2", "x ⋅ 2"],
    ["brackets", row(x, fenced(sum)), "x(a+b)", "x(a + b)"],
    ["brackets that grow", fenced(fraction(a, b)), "\\left(\\dfrac{a}{b}\\right)", "(a/b)"],
    ["a fraction", fraction(a, b), "\\dfrac{a}{b}", "a/b"],
    ["a fraction of sums", fraction(sum, row(two, b)), "\\dfrac{a+b}{2b}", "(a + b)/(2b)"],
    ["a fraction of fractions", fraction(fraction(a, b), x), "\\dfrac{\\dfrac{a}{b}}{x}", "(a/b)/x"],
    [
      "a partial derivative",
      fraction(row(partialSign, a), row(partialSign, subscript(x, two))),
      "\\dfrac{\\partial a}{\\partial x_{2}}",
      "∂a/∂x_2",
    ],
    [
      "a total derivative",
      fraction(row(totalSign, a), row(totalSign, x)),
      "\\dfrac{\\mathrm{d}a}{\\mathrm{d}x}",
      "da/dx",
    ],
    ["a power", superscript(x, two), "x^{2}", "x^2"],
    ["a negative power", superscript(x, row(negativeSign, two)), "x^{-2}", "x^−2"],
    ["a power with a sum in it", superscript(x, sum), "x^{a+b}", "x^(a + b)"],
    ["a power with a product in it", superscript(x, row(two, b)), "x^{2b}", "x^(2b)"],
    ["a power of a power", superscript(fenced(superscript(x, a)), two), "(x^{a})^{2}", "(x^a)^2"],
    [
      "cases",
      {
        kind: "cases",
        rows: [
          { value: two, condition: x },
          { value: a, condition: b },
        ],
      },
      "\\begin{cases}2 & x \\\\ a & b\\end{cases}",
      "2 if x, a if b",
    ],
  ])("%s", (_what, formula, asTex, asText) => {
    expect(tex(formula)).toBe(asTex);
    expect(plainText(formula)).toBe(asText);
  });
});

it("has its indices lowered within a sentence", () => {
  const ones = subscript(symbol("\\mathbf{1}", "𝟏"), fenced(row(two, symbol(":", ":"), two), "square"));
  expect(runningText(row(subscript(symbol("v", "v"), symbol("12", "12")), equalsSign, ones))).toBe(
    "v₁₂ = 𝟏[2:2]",
  );
});
