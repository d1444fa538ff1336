import type { Span } from "../expression/span.ts";
import type { Expression } from "../expression/tree.ts";
import { LEFT_OUT } from "../operations/pullback.ts";
import type { Term, Terms } from "./graph.ts";

/** A sum or product as it is written: a − b + c, whatever brackets the program has. */
export function termsExpression({ kind, operands }: Terms, place: Span): Expression {
  const { from, to } = place;
  const [first, ...others] = operands;
  if (first === undefined) throw new Error("a sum has operands");
  return others.reduce<Expression>(
    (left, { isNegative, expression: right }) => {
      const operator = kind === "product" ? "*" : isNegative ? "-" : "+";
      return { kind: "binary", operator, left, right, from, to };
    },
    first.isNegative ? { kind: "negate", operand: first.expression, from, to } : first.expression,
  );
}

/** The same with only the first two operands and the last one, and dots for those between; null where that is all. */
export function shortTerms({ kind, operands }: Terms): Terms | null {
  const [third, last] = [operands[2], operands.at(-1)];
  if (operands.length < 5 || third === undefined || last === undefined) return null;
  const dots: Term = {
    isNegative: third.isNegative,
    expression: { kind: "name", name: LEFT_OUT, from: 0, to: 0 },
    edge: null,
  };
  return { kind, operands: [...operands.slice(0, 2), dots, last] };
}
