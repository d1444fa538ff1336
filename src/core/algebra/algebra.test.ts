import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printExpression } from "../expression/print.ts";
import type { Expression } from "../expression/tree.ts";
import { readRule } from "../operations/rule.ts";
import { Algebra } from "./algebra.ts";
import { quotientOf } from "./convert.ts";
import { TooLarge } from "./factors.ts";
import { expressionOf } from "./print.ts";
import type { Quotient } from "./quotient.ts";

function converted(algebra: Algebra, expression: Expression): Quotient {
  return quotientOf(algebra, expression, (name) =>
    algebra.atom(`name ${name}`, () => ({ kind: "name", name, from: 0, to: 0 })),
  );
}

function simplified(text: string): string {
  const algebra = new Algebra();
  return printExpression(expressionOf(algebra, converted(algebra, readRule(text))));
}

describe("a rational function over atoms", () => {
  // Expected: schoolbook algebra, by hand.
  it.each([
    ["(L3-y)/(L3*(1-L3))*L2*L3*(1-L3)", "(L3 - y)*L2"],
    ["-y/a + (1-y)/(1-a)", "(a - y)/(a*(1 - a))"],
    ["-(y/a - (1-y)/(1-a))*a*(1-a)*x", "(a - y)*x"],
    ["(x-y)/(y-x)", "-1"],
    ["(a+b+c)^3/(c+a+b)", "(a + b + c)^2"],
    ["sin(2*x)/sin(x+x)", "1"],
    ["x/3 + x/6", "x/2"],
    ["0.3*x - 0.1*x", "0.2*x"],
    ["0.1 + 0.2", "0.3"],
    ["(x^2-1)/(x^2+2*x+1)", "(x - 1)/(x + 1)"],
    ["(x*y+x)/(y^2-1)", "x/(y - 1)"],
    ["(x^3-y^3)/(x-y)", "x^2 + x*y + y^2"],
    ["(x^4+x^2*y^2+y^4)/(x^2+x*y+y^2)", "x^2 - x*y + y^2"],
    ["((a*b-c)*(x+2*y))/((2*y*d+x*d)*(c-b*a))", "-(1/d)"],
    ["x - x", "0"],
    ["(x+y)*0", "0"],
  ])("%s is %s", (text, expected) => {
    expect(simplified(text)).toBe(expected);
  });

  it("keeps sums as they were written where nothing leaves them", () => {
    for (const text of [
      "1 - a^2",
      "(a*x + b)*(c*x + d) + (x + y)^2",
      "exp(-(w*x + b))/(1 + exp(-(w*x + b)))^2",
    ])
      expect(simplified(text)).toBe(text);
  });

  it("does not multiply out what would be long", () => {
    const sum = (letters: string) => `(${[...letters].join(" + ")})`;
    const text = `${sum("abcdefg")}*${sum("hijklmn")} + ${sum("opqrstu")}^3`;
    expect(simplified(text)).toBe(text);
  });

  it("has no value where something is divided by 0", () => {
    expect(() => simplified("1/(x - x)")).toThrow(TooLarge);
  });

  const leaf = fc.oneof(
    fc.constantFrom("x", "y", "z", "sin(x)", "exp(y)"),
    fc.integer({ min: -5, max: 5 }).map((number) => `(${number})`),
    fc.constantFrom("0.5", "1.25"),
  );
  const { text: anyText } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc
        .tuple(tie("text"), fc.constantFrom("+", "-", "*", "/"), tie("text"))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc
        .tuple(tie("text"), fc.integer({ min: -2, max: 3 }))
        .map(([base, exponent]) => `(${base})^(${exponent})`),
      tie("text").map((inner) => `-(${inner})`),
    ),
  }));

  /** An expression by ordinary arithmetic. */
  function valueAt(expression: Expression, names: Readonly<Record<string, number>>): number {
    switch (expression.kind) {
      case "number":
        return expression.value;
      case "name":
        return names[expression.name] ?? Number.NaN;
      case "negate":
        return -valueAt(expression.operand, names);
      case "call": {
        const [operand = Number.NaN] = expression.operands.map((inner) => valueAt(inner, names));
        return expression.callee === "sin" ? Math.sin(operand) : Math.exp(operand);
      }
      case "binary": {
        const [a, b] = [valueAt(expression.left, names), valueAt(expression.right, names)];
        const results = { "+": a + b, "-": a - b, "*": a * b, "/": a / b, "^": a ** b, "@": Number.NaN };
        return results[expression.operator];
      }
      default:
        return Number.NaN;
    }
  }

  it("has the value of what it was made from", () => {
    const point = { x: 0.7310585786, y: -1.2984551, z: 2.05478123 };
    fc.assert(
      fc.property(anyText, (text) => {
        const algebra = new Algebra();
        const written = readRule(text);
        let result: Expression;
        try {
          result = expressionOf(algebra, converted(algebra, written));
        } catch (problem) {
          if (problem instanceof TooLarge) return;
          throw problem;
        }
        const wanted = valueAt(written, point);
        fc.pre(Number.isFinite(wanted) && Math.abs(wanted) < 1e6);
        expect(valueAt(result, point)).toBeCloseTo(wanted, 4 - Math.ceil(Math.log10(1 + Math.abs(wanted))));
        // What was printed reads as the same.
        expect(valueAt(readRule(printExpression(result)), point)).toBeCloseTo(valueAt(result, point), 6);
      }),
      { seed: 20251122, numRuns: 400 },
    );
  });

  it("is nothing when taken from itself, however it is written", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const algebra = new Algebra();
        try {
          const [a, b] = [converted(algebra, readRule(one)), converted(algebra, readRule(other))];
          const both = algebra.sum([
            algebra.times(a, b),
            algebra.times(algebra.times(b, a), converted(algebra, readRule("-1"))),
          ]);
          expect(both.coefficient.numerator).toBe(0n);
        } catch (problem) {
          if (!(problem instanceof TooLarge)) throw problem;
        }
      }),
      { seed: 20251122, numRuns: 200 },
    );
  });
});
