import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { tex } from "./formula.ts";
import { digitsFormula, numberExpression, numberText, shortNumber } from "./numbers.ts";

describe("four significant digits", () => {
  it.each([
    [0, "0", "0"],
    [-0, "0", "0"],
    [1, "1", "1"],
    [-12, "-12", "−12"],
    [0.19661193324148185, "0.1966", "0.1966"],
    [2.5, "2.5", "2.5"],
    [100, "100", "100"],
    [0.1 + 0.2, "0.3", "0.3"],
    [0.99999, "1", "1"],
    [999.96, "1000", "1000"],
    [9999.6, "10000", "10000"],
    [12345.67, "12346", "12346"],
    [99999.96, "100000", "100000"],
    [999999.4, "999999", "999999"],
    [999999.9, "1e6", "1·10⁶"],
    [1e6, "1e6", "1·10⁶"],
    [-1234567, "-1.235e6", "−1.235·10⁶"],
    [0.0001, "0.0001", "0.0001"],
    [0.00009, "9e-5", "9·10⁻⁵"],
    [1.5e-7, "1.5e-7", "1.5·10⁻⁷"],
    [5e-324, "4.941e-324", "4.941·10⁻³²⁴"],
    [1.7976931348623157e308, "1.798e308", "1.798·10³⁰⁸"],
    [Number.POSITIVE_INFINITY, "∞", "∞"],
    [Number.NEGATIVE_INFINITY, "-∞", "−∞"],
    [Number.NaN, "undefined", "undefined"],
  ])("%d is typed %s and shown %s", (value, typed, shown) => {
    expect(shortNumber(value)).toBe(typed);
    expect(numberText(value)).toBe(shown);
  });

  test("no number is off by more than half a unit of its fourth digit, and none is longer than a signed one with exponent", () => {
    // The largest numbers of all would be rounded up to what no number reaches.
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1.797e308, max: 1.797e308 }), (value) => {
        const short = shortNumber(value);
        const unit = Math.abs(value) < 1e-300 ? 5e-324 : 0;
        expect(Math.abs(Number(short) - value)).toBeLessThanOrEqual(0.00051 * Math.abs(value) + unit);
        expect(short.length).toBeLessThanOrEqual("-4.941e-324".length);
      }),
      { seed: 20251122, numRuns: 2000 },
    );
  });
});

describe("digits in the type of a formula", () => {
  it.each([
    ["2", "2"],
    [".5", "0.5"],
    ["1e-3", "1\\cdot 10^{-3}"],
    ["1.5E+2", "1.5\\cdot 10^{2}"],
    ["∞", "\\infty"],
    ["undefined", "\\text{undefined}"],
  ])("%s is %s", (digits, written) => {
    expect(tex(digitsFormula(digits))).toBe(written);
  });
});

test("a negative number as an expression is a negation, which knows its brackets", () => {
  expect(numberExpression(-0.25)).toMatchObject({
    kind: "negate",
    operand: { kind: "number", value: 0.25, text: "0.25" },
  });
  expect(numberExpression(0.25)).toMatchObject({ kind: "number", value: 0.25, text: "0.25" });
});
