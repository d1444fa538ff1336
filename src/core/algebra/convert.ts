import { withParts } from "../expression/simplify.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import type { Algebra } from "./algebra.ts";
import { TooLarge } from "./factors.ts";
import { decidedBySign } from "./knownSigns.ts";
import { binary, expressionOf } from "./print.ts";
import { keyOfQuotient, negated, numberQuotient, power, type Quotient } from "./quotient.ts";
import { literalRational, rational } from "./rational.ts";

/** Higher powers are atoms. */
const HIGHEST_POWER = 60;

/**
 * An expression as a rational function: sums, differences, products, quotients and whole powers are calculated with,
 * everything else is an atom of its simplified operands. `named` gives what a name stands for.
 * @throws TooLarge where there is no such function that anybody could read.
 */
export function quotientOf(
  algebra: Algebra,
  expression: Expression,
  named: (name: string) => Quotient,
): Quotient {
  return foldExpression<Quotient>(expression, (node, operands) => {
    const [left, right] = operands;
    switch (node.kind) {
      case "number":
        return literal(algebra, node);
      case "name":
        return named(node.name);
      case "negate":
        return negated(given(left));
      case "binary":
        return combined(algebra, node, given(left), given(right));
      case "call":
        if (node.callee === "square") return power(given(left), 2);
        return decidedBySign(algebra, node.callee, operands) ?? atomOf(algebra, node, operands);
      case "list":
      case "entry":
        throw new TooLarge("not a number");
    }
  });
}

function given(operand: Quotient | undefined): Quotient {
  if (operand === undefined) throw new Error("an operator has its operands");
  return operand;
}

function literal(algebra: Algebra, node: Extract<Expression, { kind: "number" }>): Quotient {
  const exact = Number(node.text) === node.value ? literalRational(node.text) : null;
  if (exact === null) return algebra.atom(`number ${node.value}`, () => node);
  if (node.text.includes(".")) algebra.hasDecimals = true;
  return numberQuotient(exact);
}

function combined(
  algebra: Algebra,
  node: Extract<Expression, { kind: "binary" }>,
  left: Quotient,
  right: Quotient,
): Quotient {
  switch (node.operator) {
    case "+":
      return algebra.sum([left, right]);
    case "-":
      return algebra.sum([left, negated(right)]);
    case "*":
      return algebra.times(left, right);
    case "/":
      return algebra.divide(left, right);
    case "^": {
      const exponent = wholeNumber(right);
      if (exponent === null) return powerOfRoot(algebra, left, right) ?? atomOf(algebra, node, [left, right]);
      if (exponent < 0 && left.coefficient.numerator === 0n) throw new TooLarge("a division by 0");
      return exponent < 0 ? algebra.divide(algebra.times(), power(left, -exponent)) : power(left, exponent);
    }
    case "@":
      throw new TooLarge("not a number");
  }
}

function wholeNumber({ coefficient, powers }: Quotient): number | null {
  const number = Number(coefficient.numerator);
  const isWhole = powers.size === 0 && coefficient.denominator === 1n && Math.abs(number) <= HIGHEST_POWER;
  return isWhole ? number : null;
}

/** x^(3/2) as the third power of x^(1/2), which is calculated with; null for other exponents. */
function powerOfRoot(algebra: Algebra, base: Quotient, { coefficient, powers }: Quotient): Quotient | null {
  const [times, degree] = [Number(coefficient.numerator), Number(coefficient.denominator)];
  const isSmall = Math.abs(times) <= HIGHEST_POWER && degree <= HIGHEST_POWER && degree > 1;
  if (powers.size > 0 || base.powers.size === 0 || !isSmall) return null;
  const exponent = numberQuotient(rational(1n, coefficient.denominator));
  const root = algebra.root(
    atomKey("^", [base, exponent]),
    () => binary("^", expressionOf(algebra, base), expressionOf(algebra, exponent)),
    { degree, of: base },
  );
  const whole = power(root, Math.abs(times));
  return times < 0 ? algebra.divide(algebra.times(), whole) : algebra.times(whole);
}

/** What is no rational operation, with its operands simplified. */
function atomOf(algebra: Algebra, node: Expression, operands: readonly Quotient[]): Quotient {
  const callee = node.kind === "call" ? node.callee : "^";
  return algebra.atom(atomKey(callee, operands), () =>
    withParts(
      node,
      operands.map((operand) => expressionOf(algebra, operand)),
    ),
  );
}

/** What an atom of a function is known by. */
export function atomKey(callee: string, operands: readonly Quotient[]): string {
  return `${callee}(${operands.map(keyOfQuotient).join(", ")})`;
}
