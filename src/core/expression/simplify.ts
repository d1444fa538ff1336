import { numberExpression, shortNumber } from "./numbers.ts";
import { type BinaryOperator, type Expression, foldExpression } from "./tree.ts";

/**
 * An expression without the arithmetic everyone does in their head: `2*x^(2-1)` becomes `2*x`. Only what holds for
 * every value is done: numbers meet numbers, and 0 and 1 leave where they change nothing.
 */
export function simplify(expression: Expression): Expression {
  return foldExpression<Expression>(expression, (node, operands) => {
    const [left, right] = operands;
    if (node.kind === "negate" && left !== undefined) return negated(left);
    if (node.kind !== "binary" && node.kind !== "negate") return withParts(node, operands);
    if (node.kind !== "binary" || left === undefined || right === undefined) return node;
    return combined({ ...node, left, right });
  });
}

function negated(operand: Expression): Expression {
  if (operand.kind === "negate") return operand.operand;
  return numberOf(operand) === 0 ? operand : { kind: "negate", operand, from: operand.from, to: operand.to };
}

function combined(node: Extract<Expression, { kind: "binary" }>): Expression {
  const { left, right } = node;
  const a = numberOf(left);
  const b = numberOf(right);
  if (node.operator === "@") return node;
  if (a !== null && b !== null) return ofNumbers(node.operator, a, b) ?? node;
  switch (node.operator) {
    case "+":
      if (a === 0) return right;
      return b === 0 ? left : node;
    case "-":
      if (b === 0) return left;
      return a === 0 ? negated(right) : node;
    case "*":
      if (a === 0 || b === 0) return numberExpression(0);
      if (a === 1) return right;
      if (b === 1) return left;
      if (a === -1) return negated(right);
      return b === -1 ? negated(left) : node;
    case "/":
      return b === 1 ? left : node;
    case "^":
      if (b === 0) return numberExpression(1);
      return b === 1 ? left : node;
  }
}

/** The result where it can be written with the digits that are shown; otherwise the sum stays as it is. */
function ofNumbers(operator: Exclude<BinaryOperator, "@">, a: number, b: number): Expression | null {
  const exact = { "+": a + b, "-": a - b, "*": a * b, "/": a / b, "^": a ** b }[operator];
  // 0.3 − 1 is −0.7 to anyone but a computer.
  const rounded = Number(exact.toPrecision(12));
  return Number.isFinite(exact) && Number(shortNumber(rounded)) === rounded
    ? numberExpression(rounded)
    : null;
}

function numberOf(expression: Expression): number | null {
  if (expression.kind === "number") return expression.value;
  return expression.kind === "negate" && expression.operand.kind === "number"
    ? -expression.operand.value
    : null;
}

/** The expression with every name replaced for which there is something to put there. */
export function substitute(
  expression: Expression,
  replacements: ReadonlyMap<string, Expression>,
): Expression {
  return foldExpression<Expression>(expression, (node, operands) =>
    node.kind === "name" ? (replacements.get(node.name) ?? node) : withParts(node, operands),
  );
}

/** The same node with other operands. */
export function withParts(node: Expression, operands: readonly Expression[]): Expression {
  const [left, right] = operands;
  switch (node.kind) {
    case "number":
    case "name":
      return node;
    case "negate":
    case "entry":
      return left === undefined ? node : { ...node, operand: left };
    case "call":
      return { ...node, operands };
    case "list":
      return { ...node, entries: operands };
    case "binary":
      return left === undefined || right === undefined ? node : { ...node, left, right };
  }
}
