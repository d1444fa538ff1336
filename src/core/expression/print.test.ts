import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parse } from "./parser.ts";
import { printExpression } from "./print.ts";
import type { BinaryOperator, Expression } from "./tree.ts";

const nowhere = { from: 0, to: 0 };

const call = (callee: string, operands: readonly Expression[]): Expression => ({
  kind: "call",
  callee,
  calleeSpan: nowhere,
  operands,
  ...nowhere,
});

/** Trees as a parser could have built them: numbers have no sign, calls have operands. */
const trees = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "medium", withCrossShrink: true },
    fc
      .constantFrom("a", "b", "x1", "e", "__proto__")
      .map((name): Expression => ({ kind: "name", name, ...nowhere })),
    fc
      .constantFrom("2", "0", ".5", "3.", "1e-3", "1E5")
      .map((text): Expression => ({ kind: "number", value: Number(text), text, ...nowhere })),
    tie("tree").map((operand): Expression => ({ kind: "negate", operand, ...nowhere })),
    fc
      .tuple(fc.constantFrom<BinaryOperator>("+", "-", "*", "/", "@", "^"), tie("tree"), tie("tree"))
      .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right, ...nowhere })),
    fc
      .tuple(
        fc.constantFrom("exp", "f", "sqrt", "max", "leaky_relu", "transpose"),
        fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
      )
      .map(([callee, operands]) => call(callee, operands)),
    tie("tree").map((operand) => call("transpose", [operand])),
    fc
      .array(tie("tree"), { minLength: 1, maxLength: 3 })
      .map((entries): Expression => ({ kind: "list", entries, ...nowhere })),
    fc
      .tuple(
        tie("tree"),
        fc.array(fc.constantFrom(null, 1, 2, 12, { first: 1, last: 12 }), { minLength: 1, maxLength: 3 }),
      )
      .map(([operand, places]): Expression => ({ kind: "entry", operand, places, ...nowhere })),
  ),
})).tree;

/** A tree without its places, to be compared as text. */
function shape(expression: Expression): string {
  return JSON.stringify(expression, (key, value) =>
    key === "from" || key === "to" || key === "calleeSpan" ? undefined : value,
  );
}

/** The shape of the only statement of a text; null if it is not one. */
function shapeOfText(text: string): string | null {
  const { statements, diagnostics } = parse(text);
  const [statement] = statements;
  return statement === undefined || statements.length > 1 || diagnostics.length > 0
    ? null
    : shape(statement.expression);
}

/** The places of the brackets that belong together. */
function bracketPairs(text: string): (readonly [number, number])[] {
  const open: number[] = [];
  const pairs: (readonly [number, number])[] = [];
  for (const [place, character] of [...text].entries()) {
    if (character === "(") open.push(place);
    if (character === ")") pairs.push([open.pop() ?? -1, place]);
  }
  return pairs;
}

const seeded = { seed: 20251122, numRuns: 1000 };

test("parsing what is printed gives the same tree", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(shapeOfText(printExpression(tree))).toBe(shape(tree));
    }),
    seeded,
  );
});

test("no pair of brackets can be left out", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const text = printExpression(tree);
      for (const [open, close] of bracketPairs(text)) {
        const without = `${text.slice(0, open)} ${text.slice(open + 1, close)} ${text.slice(close + 1)}`;
        expect(shapeOfText(without), without).not.toBe(shape(tree));
      }
    }),
    seeded,
  );
});

describe("as a person would type it", () => {
  it.each([
    ["(a+b)*(b+1)", "(a + b)*(b + 1)"],
    ["a - (b - c)", "a - (b - c)"],
    ["(a - b) - c", "a - b - c"],
    ["(-x)^2", "(-x)^2"],
    ["-(x^2)", "-x^2"],
    ["2^(-x)", "2^-x"],
    ["(a^b)^c", "(a^b)^c"],
    ["2x", "2*x"],
    ["max( a,b+1 )", "max(a, b + 1)"],
    ["1E5 * .50", "1E5*.50"],
    ["2√x²", "2*sqrt(x^2)"],
    ["-σ（θ₁ ÷ 2）⁻¹", "-sigmoid(theta_1/2)^-1"],
    ["W@x+b", "W @ x + b"],
    ["A@(B@C)", "A @ (B @ C)"],
    ["(A@B)@C", "A @ B @ C"],
    ["A⊙B", "A*B"],
    ["2A@B", "2*A @ B"],
    ["Aᵀ@transpose(B)", "A' @ B'"],
    ["(A B)'", "(A*B)'"],
    ["(x^2)'", "(x^2)'"],
    ["x^2'", "x^2'"],
    ["(-x)'", "(-x)'"],
    ["-(x')", "-x'"],
    ["(A')'", "A''"],
    ["[ 1,2 ]", "[1, 2]"],
    ["[[1,2],\n [3,4]]", "[[1, 2], [3, 4]]"],
    ["[x+1,-y]", "[x + 1, -y]"],
    ["W[ 1,: ]", "W[1, :]"],
    ["(A@B)[1,2]", "(A @ B)[1, 2]"],
    ["x'[2]", "x'[2]"],
    ["(x[2])'", "x[2]'"],
    ["W[1,:][2]^2", "W[1, :][2]^2"],
    ["([1,2])[1]", "([1, 2])[1]"],
  ])("%s is printed as %s", (typed, printed) => {
    const [statement] = parse(typed).statements;
    expect(statement && printExpression(statement.expression)).toBe(printed);
  });
});
