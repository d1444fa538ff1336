import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../differentiate/program.ts";
import { parse } from "../expression/parser.ts";

/** What is told, each as its code and the line it is told in, from 1. */
const told = (text: string): readonly string[] =>
  check(text).map(({ code, from }) => `${text.slice(0, from).split("\n").length}: ${code}`);

describe("what a broken statement defines is not missed elsewhere", () => {
  it.each<[name: string, text: string, ...told: string[]]>([
    ["a function with a broken body", "f(x) = x +\ny = f(2)", "1: missing-operand"],
    [
      "a function with a broken body, called with any operands",
      "f(x) = x $\ny = f(1, 2)",
      "1: unknown-character",
    ],
    ["a function with a broken head", "f(x = x^2\ny = f(2)", "1: bad-assignment"],
    ["a function with a bracket too many", "f(x)) = x^2\ny = f(2)", "1: stray-bracket"],
    ["a function with a wrong parameter", "f(x, 2) = x^2\ny = f(2, 3)", "1: bad-parameter"],
    ["a function without its =", "f(x) $ x^2\ny = f(2)", "1: unknown-character"],
    ["a name", "a = 2 +\nb = a*2", "1: missing-operand"],
    ["a name that is called like a function", "a = 2 +\nb = a(2)", "1: missing-operand"],
    ["the second of two statements on a line", "a = 1 b(x) = 2\nc = b(3)", "1: bad-assignment"],
    ["the second of two names on a line", "a = 1 b = 2\nc = b(3)", "1: missing-line-break"],
    ["a name with lines inside its brackets", "y = max(a,\n  $,\n  b)\nz = y + 1", "2: unknown-character"],
    ["a bracket that is open before a function", "a = (1 + 2\nf(x) = x^2\ny = f(a)", "1: unclosed-bracket"],
    ["a bracket that is open before an expression", "a = (1 $ 2\nb + 1\nc)", "1: unknown-character"],
  ])("%s", (_name, text, ...expected) => {
    expect(told(text)).toEqual(expected);
  });
});

describe("what is wrong besides is told at once", () => {
  it.each<[name: string, text: string, ...told: string[]]>([
    ["a function that is nowhere", "a = 2 +\nb = foo(a)", "1: missing-operand", "2: unknown-function"],
    ["two broken statements", "a = 2 +\nb = (a", "1: missing-operand", "2: unclosed-bracket"],
    ["a name assigned twice, broken or not", "a = 2 +\na = 3", "1: missing-operand", "2: assigned-twice"],
    ["a reserved name", "max = 2 +", "1: reserved-name", "1: missing-operand"],
    [
      "a use above the broken definition",
      "a = b\nb = 2 +",
      "1: used-before-definition",
      "2: missing-operand",
    ],
  ])("%s", (_name, text, ...expected) => {
    expect(told(text)).toEqual(expected);
  });
});

it("many broken statements with open brackets are read in one go", () => {
  expect(check("a = (\n$ + (\n".repeat(10_000)).length).toBeGreaterThan(10_000);
});

/** A right program: functions and names, each made of those before it. */
const programs = fc
  .array(
    fc.record({
      isFunction: fc.boolean(),
      shape: fc.nat(5),
      picks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((plans) => {
    const names = ["p", "q"];
    const functions = ["sin", "exp"];
    return plans.map(({ isFunction, shape, picks }, index) => {
      const [one = 0, two = 0, three = 0] = picks;
      const known = isFunction ? ["x"] : names;
      const a = known[one % known.length];
      const b = known[two % known.length];
      const f = functions[three % functions.length];
      const bodies = [
        `${a} + ${b}`,
        `${f}(${a})*${b}`,
        `2${a} - (${a} + 1)^2`,
        `max(${a}, ${f}(${b}))`,
        `-(${a})`,
        `${a}/(1\n + ${b})`,
      ];
      const body = bodies[shape] ?? "1";
      const name = isFunction ? `f${index}` : `n${index}`;
      (isFunction ? functions : names).push(name);
      return isFunction ? `${name}(x) = ${body}` : `${name} = ${body}`;
    });
  });

it("one planted mistake is told where it is, and nowhere else", () => {
  let planted = 0;
  fc.assert(
    fc.property(
      programs,
      fc.nat(),
      fc.nat(),
      fc.constantFrom("", "$", "(", ")", "+", ",", "=", "2 ", "* /"),
      (program, at, where, sign) => {
        const right = [...program, "p"];
        expect(check(right.join("\n"))).toEqual([]);
        const which = at % program.length;
        const statement = program[which] ?? "";
        const place = where % (statement.length + 1);
        // A sign is put in; no sign takes a character out.
        const wrong = statement.slice(0, place) + sign + statement.slice(place + (sign === "" ? 1 : 0));
        const text = right.with(which, wrong).join("\n");
        // Not every change is a mistake, and what makes two statements of one, or one of two, is another kind of it.
        if (parse(wrong).diagnostics.length !== 1 || parse(text).diagnostics.length === 0) return;
        planted += 1;
        const from = right.slice(0, which).reduce((sum, line) => sum + line.length + 1, 0);
        const outside = check(text).filter((one) => one.from < from || one.from > from + wrong.length);
        expect(outside, JSON.stringify(text)).toEqual([]);
      },
    ),
    { seed: 41, numRuns: 4000 },
  );
  expect(planted).toBeGreaterThan(1000);
});
