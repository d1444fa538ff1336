import { describe, expect, it, test } from "vitest";
import { parse } from "../expression/parser.ts";
import { literalValue } from "./input.ts";
import { readProgram } from "./program.ts";

/** The inputs of a text as `name`, or `name=value`, with the place of the name and of the literal. */
function inputsOf(source: string): string[] {
  const { program } = readProgram(source);
  return (program?.inputs ?? []).map(({ name, value, from, to, literal }) => {
    const written = literal === undefined ? "" : `=${value} as ${source.slice(literal.from, literal.to)}`;
    return `${name}${written} at ${from}, ${source.slice(from, to)}`;
  });
}

describe("inputs, in the order in which the text mentions them", () => {
  it.each([
    ["names never assigned", "c = a + b\nd = b + 1\nc * d", ["a at 4, a", "b at 8, b"]],
    [
      "names assigned a literal",
      "a = 2; b = -3\na*b*c",
      ["a=2 as 2 at 0, a", "b=-3 as -3 at 7, b", "c at 18, c"],
    ],
    ["a literal in brackets", "a = (-(2.50))", ["a=-2.5 as (-(2.50)) at 0, a"]],
    ["two signs", "a = --2", ["a=2 as --2 at 0, a"]],
    ["not what is calculated", "k = 2*3\nk + x", ["x at 12, x"]],
    ["not a name for another", "y = x\ny + 1", ["x at 4, x"]],
    [
      "the operand that stands first in the text, though it is used last",
      "a^b + c",
      ["a at 0, a", "b at 2, b", "c at 6, c"],
    ],
    [
      "names of JavaScript's own",
      "__proto__ = 2\n__proto__ * constructor",
      ["__proto__=2 as 2 at 0, __proto__", "constructor at 26, constructor"],
    ],
    ["a name that only begins like a function", "sum_x + exp1", ["sum_x at 0, sum_x", "exp1 at 8, exp1"]],
    ["words reserved elsewhere", "lambda + class", ["lambda at 0, lambda", "class at 9, class"]],
  ])("%s: %j", (_what, source, inputs) => {
    expect(inputsOf(source)).toEqual(inputs);
  });
});

test.each([
  ["2", 2],
  ["-2", -2],
  ["+2", 2],
  ["-(-(2))", 2],
  ["2*3", null],
  ["2^2", null],
  ["x", null],
  ["-x", null],
])("the literal value of %s is %s", (text, value) => {
  const [statement] = parse(text).statements;
  expect(statement && literalValue(statement.expression)).toBe(value);
});

test("independent errors are all reported, in the order of the text", () => {
  const { program, diagnostics } = readProgram(
    "a = sinn(x)\nb = (a + 1\na = 3\nc = relu + $\nexp(a, b)\nmax = a",
  );
  expect(program).toBeNull();
  expect(diagnostics.map(({ code, from }) => `${code} ${from}`)).toEqual([
    "unknown-function 4",
    "unclosed-bracket 16",
    "assigned-twice 23",
    "unknown-character 40",
    "wrong-operand-count 42",
    "reserved-name 52",
  ]);
});

test("an error is reported once for each place, not once for each use", () => {
  const codes = (source: string): string[] =>
    readProgram(source).diagnostics.map(({ code, from }) => `${code} ${from}`);
  expect(codes("x = x + x")).toEqual(["defined-by-itself 4", "defined-by-itself 8"]);
  expect(codes("a = b\nc = b\nb = 1")).toEqual(["used-before-definition 4", "used-before-definition 10"]);
});

test("a text without errors is a program, with its source", () => {
  const source = "c = a + b; d = b + 1\ne = c * d";
  const { program, diagnostics } = readProgram(source);
  expect(diagnostics).toEqual([]);
  expect(program?.source).toBe(source);
  expect(program?.statements.map(({ name }) => name)).toEqual(["c", "d", "e"]);
});
