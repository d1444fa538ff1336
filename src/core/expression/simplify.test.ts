import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parse } from "./parser.ts";
import { printExpression } from "./print.ts";
import { simplify, substitute } from "./simplify.ts";
import type { BinaryOperator, Expression } from "./tree.ts";

const nowhere = { from: 0, to: 0 };

function expressionOf(text: string): Expression {
  const [statement] = parse(text).statements;
  if (statement === undefined) throw new Error(`cannot read ${text}`);
  return statement.expression;
}

describe("the arithmetic everyone does in their head", () => {
  it.each([
    ["2*x^(2-1)", "2*x"],
    ["1*x", "x"],
    ["x*1", "x"],
    ["0 + x", "x"],
    ["x + 0", "x"],
    ["x - 0", "x"],
    ["0 - x", "-x"],
    ["x*0", "0"],
    ["0*sin(x)", "0"],
    ["x/1", "x"],
    ["x^1", "x"],
    ["x^0", "1"],
    ["-1*x", "-x"],
    ["x*(-1)", "-x"],
    ["-(-x)", "x"],
    ["-0", "0"],
    ["2*3*x", "6*x"],
    ["0.3 - 1", "-0.7"],
    ["0.1 + 0.2", "0.3"],
    ["3*x^(3-1)", "3*x^2"],
    ["exp(1*x)", "exp(x)"],
  ])("%s becomes %s", (before, after) => {
    expect(printExpression(simplify(expressionOf(before)))).toBe(after);
  });

  it.each([
    ["1/3", "has no digits that could be shown in full"],
    ["1/0", "is not a number"],
    ["x/x", "is 1 only where x is not 0"],
    ["0/x", "is 0 only where x is not 0"],
    ["0^x", "depends on the sign of x"],
    ["x + x", "is no arithmetic with numbers"],
    ["12345 + 0.5", "would lose its last digit"],
  ])("%s stays: it %s", (text) => {
    expect(printExpression(simplify(expressionOf(text)))).toBe(printExpression(expressionOf(text)));
  });
});

/** A value, and how far it may be off when each step is rounded to 12 digits. */
type Measured = readonly [value: number, slack: number];

const VALUES = new Map([
  ["a", 2],
  ["b", -3],
  ["c", 0.5],
]);

/** The evaluator to compare with: recursive, over the tree alone. */
function measure(expression: Expression): Measured {
  switch (expression.kind) {
    case "number":
      return [expression.value, 0];
    case "name":
      return [VALUES.get(expression.name) ?? Number.NaN, 0];
    case "negate": {
      const [value, slack] = measure(expression.operand);
      return [-value, slack];
    }
    case "list":
    case "entry":
      throw new Error("the trees here are of numbers");
    case "call": {
      const [[value, slack] = [Number.NaN, 0]] = expression.operands.map(measure);
      return [Math.sin(value), slack + 1e-12];
    }
    case "binary": {
      const { operator } = expression;
      if (operator === "@") throw new Error("the trees here are of numbers");
      const [a, slackA] = measure(expression.left);
      const [b, slackB] = measure(expression.right);
      const [value, slack] = combine(operator, a, slackA, b, slackB);
      return [value, slack + 1e-12 * Math.abs(value)];
    }
  }
}

function combine(
  operator: Exclude<BinaryOperator, "@">,
  a: number,
  slackA: number,
  b: number,
  slackB: number,
): Measured {
  switch (operator) {
    case "+":
      return [a + b, slackA + slackB];
    case "-":
      return [a - b, slackA + slackB];
    case "*":
      return [a * b, Math.abs(a) * slackB + Math.abs(b) * slackA + slackA * slackB];
    case "/": {
      const room = Math.abs(b) - slackB;
      return [a / b, room > 0 ? (slackA + Math.abs(a / b) * slackB) / room : Number.POSITIVE_INFINITY];
    }
    case "^": {
      // The exponents drawn are whole literals, so only the base is off.
      const steep = Math.abs(b) * (Math.abs(a) + slackA) ** Math.max(b - 1, 0);
      return [a ** b, slackB > 0 ? Number.POSITIVE_INFINITY : steep * slackA];
    }
  }
}

const numbers = fc
  .constantFrom("0", "1", "2", "3", "0.5", "0.1", "10")
  .map((text): Expression => ({ kind: "number", value: Number(text), text, ...nowhere }));

const trees = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    numbers,
    fc.constantFrom(...VALUES.keys()).map((name): Expression => ({ kind: "name", name, ...nowhere })),
    tie("tree").map((operand): Expression => ({ kind: "negate", operand, ...nowhere })),
    tie("tree").map(
      (x): Expression => ({ kind: "call", callee: "sin", calleeSpan: nowhere, operands: [x], ...nowhere }),
    ),
    fc
      .tuple(fc.constantFrom<BinaryOperator>("+", "-", "*", "/"), tie("tree"), tie("tree"))
      .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right, ...nowhere })),
    fc.tuple(tie("tree"), fc.constantFrom("0", "1", "2", "3")).map(([left, text]): Expression => {
      const right: Expression = { kind: "number", value: Number(text), text, ...nowhere };
      return { kind: "binary", operator: "^", left, right, ...nowhere };
    }),
  ),
})).tree;

test("the value stays, wherever there is one", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const [before, slack] = measure(tree);
      fc.pre(Number.isFinite(before) && Number.isFinite(slack));
      const [after] = measure(simplify(tree));
      expect(Math.abs(after - before), printExpression(simplify(tree))).toBeLessThanOrEqual(slack);
    }),
    { seed: 20251122, numRuns: 2000 },
  );
});

test("once is enough", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const once = printExpression(simplify(tree));
      expect(printExpression(simplify(expressionOf(once)))).toBe(once);
    }),
    { seed: 20251122, numRuns: 500 },
  );
});

test("names are replaced where there is something to put there, all at once", () => {
  const replacements = new Map([
    ["a", expressionOf("b + 1")],
    ["b", expressionOf("a")],
  ]);
  expect(printExpression(substitute(expressionOf("max(a, -c)*b^2"), replacements))).toBe(
    "max(b + 1, -c)*a^2",
  );
});
