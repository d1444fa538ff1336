import { describe, expect, it } from "vitest";
import { check } from "../differentiate/program.ts";
import { parse } from "./parser.ts";
import { printExpression } from "./print.ts";
import { readingsOf } from "./readings.ts";

/** The pieces quoted in what is said of a text: as it is written, as it is read, and as it is not. */
function quotesOf(text: string): readonly (readonly string[])[] {
  return readingsOf(text, parse(text)).map(({ message, hint }) =>
    [...`${message} ${hint}`.matchAll(/`([^`]+)`/g)].map(([, quote = ""]) => quote),
  );
}

const printed = (text: string): string =>
  parse(text)
    .statements.map(({ expression }) => printExpression(expression))
    .join("; ");

const SURPRISING: readonly (readonly [text: string, written: string, read: string, other: string])[] = [
  ["y = 1/2x", "1/2x", "(1/2)·x", "1/(2·x)"],
  ["x/2π", "x/2π", "(x/2)·π", "x/(2·π)"],
  ["1/2 x", "1/2 x", "(1/2)·x", "1/(2·x)"],
  ["1/2x y + 3", "1/2x y", "(1/2)·x·y", "1/(2·x·y)"],
  ["a/2(x+1)", "a/2(x+1)", "(a/2)·(x+1)", "a/(2·(x+1))"],
  ["(a)/(b)(c)", "(a)/(b)(c)", "((a)/(b))·(c)", "(a)/((b)·(c))"],
  ["1/2sin(x)^2", "1/2sin(x)^2", "(1/2)·sin(x)^2", "1/(2·sin(x)^2)"],
  ["-1/2x", "-1/2x", "(-1/2)·x", "-1/(2·x)"],
  ["(1/2x)^2", "1/2x", "(1/2)·x", "1/(2·x)"],
  ["exp(1/2x)", "1/2x", "(1/2)·x", "1/(2·x)"],
  ["a b/c d", "a b/c d", "(a b/c)·d", "a b/(c·d)"],
  ["2^3x", "2^3x", "(2^3)·x", "2^(3·x)"],
  ["e^-2x", "e^-2x", "(e^-2)·x", "e^(-2·x)"],
  ["e**2x", "e**2x", "(e**2)·x", "e**(2·x)"],
  ["-e^2x", "-e^2x", "(-e^2)·x", "-e^(2·x)"],
  ["3e^2x", "3e^2x", "3·(e^2)·x", "3e^(2·x)"],
  ["√2x", "√2x", "(√2)·x", "√(2·x)"],
  ["√x²", "√x²", "√(x²)", "(√x)²"],
  ["√x^3", "√x^3", "√(x^3)", "(√x)^3"],
];

describe("what others may read differently is said", () => {
  it.each(SURPRISING)("%s", (text, ...quotes) => {
    expect(quotesOf(text)).toEqual([quotes]);
  });

  it.each(SURPRISING)(
    "%s: the reading is the parser's, and the other one is not",
    (_text, written, read, other) => {
      expect(printed(read)).toBe(printed(written));
      expect(printed(other)).not.toBe(printed(written));
    },
  );

  it("each in its statement", () => {
    expect(quotesOf("a = 1/2x\nb = 2x\nc = 1/3x")).toHaveLength(2);
  });
});

describe("nobody is told what everybody reads alike", () => {
  it.each([
    "2x",
    "2 x",
    "3(x+1)",
    "(x+1)(x-1)",
    "2 sin(x)",
    "x y",
    "2x y z",
    "(1/2)x",
    "(2/3)(x+1)",
    "1/(2x)",
    "2x/3",
    "1/2*x",
    "x²y",
    "x^2 y",
    "x^2(y+1)",
    "(2^3)x",
    "2^(3x)",
    "√(2x)",
    "√(2)x",
    "√2 x",
    "√(x)²",
    "√(x²)",
    "√x y",
    "√sin(x)",
    "(2x)y",
    "-x y",
    "2^3^2",
    "-x^2",
    "1/√2",
  ])("%s", (text) => {
    expect(parse(text).diagnostics).toEqual([]);
    expect(quotesOf(text)).toEqual([]);
  });
});

describe("where a product has no sign", () => {
  const gapsOf = (text: string) =>
    parse(text).impliedProducts.map(
      ({ from, to }) => `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`,
    );

  it.each([
    ["2x", ["2||x"]],
    ["3(x+1)", ["3||(x+1)"]],
    ["(x+1)(x-1)", ["(x+1)||(x-1)"]],
    ["2 sin(x)", ["2| |sin(x)"]],
    ["x y", ["x| |y"]],
    ["x²y", ["x²||y"]],
    ["2√x", ["2||√x"]],
    ["2x y", ["2||x y", "2x| |y"]],
    ["2*x + sin(x)", []],
    ["y = 2x + 3x +", ["y = 2||x + 3x +", "y = 2x + 3||x +"]],
  ])("%s", (text, gaps) => {
    expect(gapsOf(text)).toEqual(gaps);
  });
});

it.each(["y = W'x", "y = A' * b", "y = x'x + W", "y = x' @ x", "x = [1, 2]\ny = x'", "y = xᵀ * z"])(
  "says nothing of a prime in %j, which is plainly a transpose",
  (text) => {
    expect(check(text).filter(({ code }) => code === "prime-transposes")).toEqual([]);
  },
);
