import { describe, expect, it } from "vitest";
import { readTypedNumber } from "./typedNumber.ts";

describe("a typed number", () => {
  it.each([
    ["with a point", "1.5", 1.5],
    ["with a comma", "-1,5", -1.5],
    ["with the sign of typesetters", "−3", -3],
    ["with an exponent", "1e-3", 0.001],
    ["that begins with its point", " .5 ", 0.5],
    ["as a quotient", "1/3", 1 / 3],
    ["in brackets with a sign", "-(1 + 2)/4", -0.75],
    ["with a constant", "2pi", 2 * Math.PI],
    ["as a root", "sqrt(2)", Math.SQRT2],
  ])("%s", (_how, text, value) => {
    expect(readTypedNumber(text)).toEqual({ value });
  });

  it.each([
    ["nothing", "  ", "There is no number here."],
    ["a word", "abc", "`abc` is not a number."],
    ["a name with a value", "x = 2", "`x = 2` is not a number."],
    ["a number on its way", "1e", "`1e` is not a number."],
    ["a sum on its way", "1 +", "`1 +` is not a number."],
    ["a list", "[1, 2]", "`[1, 2]` is not a number."],
    ["two lines", "1\n2", "`1\n2` is not a number."],
    ["a number that no machine holds", "1e999", "`1e999` is too large for a number."],
    ["a quotient by zero", "1/0", "`1/0` has no finite value."],
    ["a root of nothing real", "sqrt(-1)", "`sqrt(-1)` has no finite value."],
    ["a long text", "a".repeat(40), `\`${"a".repeat(23)}…\` is not a number.`],
  ])("refuses %s", (_what, text, problem) => {
    expect(readTypedNumber(text)).toEqual({ problem });
  });
});
