import type { BinaryOperator, Expression } from "../expression/tree.ts";
import type { Algebra } from "./algebra.ts";
import type { Quotient } from "./quotient.ts";
import {
  absolute,
  decimalText,
  inverse,
  isOne,
  isZero,
  literalRational,
  negative,
  ONE,
  power,
  type Rational,
  rational,
  times,
} from "./rational.ts";

const NOWHERE = { from: 0, to: 0 };

/** A rational function as one would write it: one fraction, the number first, functions last, few signs. */
export function expressionOf(algebra: Algebra, quotient: Quotient): Expression {
  const { isNegative, above, below } = writtenFactors(algebra, quotient);
  const numerator = productExpression(above);
  const whole = below.length === 0 ? numerator : binary("/", numerator, productExpression(below));
  return isNegative ? { kind: "negate", operand: whole, ...NOWHERE } : whole;
}

/** The same for a sum of them: differences instead of sums of negatives, and no sign in front where one term has none. */
export function sumExpression(algebra: Algebra, terms: readonly Quotient[]): Expression {
  const first = terms.findIndex(({ coefficient }) => coefficient.numerator > 0n);
  const lead = terms[Math.max(0, first)];
  if (lead === undefined) return numberLiteral("0");
  const others = terms.filter((term) => term !== lead);
  // (a − y)u + (b − z)v, where both are turned: not − (z − b)v beside it.
  const isTurned = (term: Quotient): boolean =>
    first < 0 && [...term.powers].some((entry) => canTurn(algebra, entry));
  const areTurned = isTurned(lead);
  return others.reduce<Expression>(
    (sum, term) => {
      const isNegative = term.coefficient.numerator < 0n && !(areTurned && isTurned(term));
      const positive = isNegative ? { ...term, coefficient: negative(term.coefficient) } : term;
      return binary(isNegative ? "-" : "+", sum, expressionOf(algebra, positive));
    },
    expressionOf(algebra, lead),
  );
}

/** A power of a factor as it is written; the number in front has no factor. */
export interface WrittenFactor {
  readonly factor: number | null;
  readonly base: Expression;
  readonly exponent: number;
}

/** The sign, numbers and factors of a quotient, above and below its line, in the order of writing. */
export interface WrittenFactors {
  readonly isNegative: boolean;
  readonly above: readonly WrittenFactor[];
  readonly below: readonly WrittenFactor[];
}

export function writtenFactors(algebra: Algebra, { coefficient, powers }: Quotient): WrittenFactors {
  const isNegative = coefficient.numerator < 0n;
  const flipped = isNegative ? [...powers].find((entry) => canTurn(algebra, entry))?.[0] : undefined;
  const number = numbers(algebra, absolute(times(coefficient, scaleOf(algebra, powers))));
  const above: WrittenFactor[] = [];
  const below: WrittenFactor[] = [];
  for (const [factor, exponent] of powers) {
    const base = factorExpression(algebra, factor, factor === flipped);
    (exponent < 0 ? below : above).push({ factor, base, exponent: Math.abs(exponent) });
  }
  return {
    isNegative: isNegative && flipped === undefined,
    above: [...number.above, ...namesFirst(above)],
    below: [...number.below, ...below],
  };
}

/** Names before functions, 2x·cos(x), while no sum stands between them. */
function namesFirst(factors: readonly WrittenFactor[]): readonly WrittenFactor[] {
  const ordered: WrittenFactor[] = [];
  let waiting: WrittenFactor[] = [];
  for (const written of factors) {
    if (isFunction(written.base)) waiting.push(written);
    else if (written.base.kind === "name") ordered.push(written);
    else {
      ordered.push(...waiting, written);
      waiting = [];
    }
  }
  return [...ordered, ...waiting];
}

/** A factor as it is written; flipped, a difference is written the other way round. */
export function factorExpression(algebra: Algebra, number: number, isFlipped = false): Expression {
  const factor = algebra.factor(number);
  if (factor.kind === "atom") return factor.expression;
  const by = isFlipped ? negative(factor.scale) : factor.scale;
  const terms = factor.terms.map((term) => ({ ...term, coefficient: times(term.coefficient, by) }));
  return sumExpression(algebra, terms);
}

/** What the number in front takes back of the scales in which the sums among the factors are written. */
function scaleOf(algebra: Algebra, powers: Quotient["powers"]): Rational {
  return [...powers].reduce((scale, [number, exponent]) => {
    const factor = algebra.factor(number);
    return factor.kind === "sum" && !isOne(factor.scale)
      ? times(scale, power(factor.scale, -exponent))
      : scale;
  }, ONE);
}

/** Whether a minus sign in front can go into a difference: −(y − a) is a − y, but 1 − a stays what it is. */
function canTurn(algebra: Algebra, [number, exponent]: readonly [number, number]): boolean {
  const factor = algebra.factor(number);
  if (factor.kind === "atom" || exponent !== 1) return false;
  const isNegative = factor.terms.some(({ coefficient }) => coefficient.numerator < 0n);
  return isNegative && factor.terms.every(({ powers }) => powers.size > 0);
}

function numbers(
  algebra: Algebra,
  coefficient: Rational,
): { readonly above: readonly WrittenFactor[]; readonly below: readonly WrittenFactor[] } {
  const written = (text: string): readonly WrittenFactor[] =>
    text === "1" ? [] : [{ factor: null, base: numberLiteral(text), exponent: 1 }];
  const decimal = algebra.hasDecimals || isZero(coefficient) ? decimalText(coefficient) : null;
  if (decimal !== null) return { above: written(decimal), below: [] };
  return {
    above: written(String(coefficient.numerator)),
    below: written(String(coefficient.denominator)),
  };
}

function isFunction(base: Expression): boolean {
  return base.kind === "call" || (base.kind === "binary" && base.operator === "^");
}

function productExpression(factors: readonly WrittenFactor[]): Expression {
  const [first, ...others] = factors.map(({ base, exponent }) => raised(base, exponent));
  if (first === undefined) return numberLiteral("1");
  return others.reduce((product, factor) => binary("*", product, factor), first);
}

/** A base and its exponent, which is left out where it is 1; a power of a root has one exponent. */
export function raised(base: Expression, exponent: number): Expression {
  if (exponent === 1) return base;
  const own = base.kind === "binary" && base.operator === "^" ? constantOf(base.right) : null;
  if (own === null || base.kind !== "binary") return binary("^", base, numberLiteral(String(exponent)));
  const product = times(own, rational(BigInt(exponent)));
  if (isOne(product)) return base.left;
  const decimal = base.right.kind === "number" ? decimalText(product) : null;
  return binary("^", base.left, decimal === null ? fractionLiteral(product) : numberLiteral(decimal));
}

/** A number or a fraction of two as it is written; null for everything else. */
function constantOf(expression: Expression): Rational | null {
  if (expression.kind === "number") return literalRational(expression.text);
  if (expression.kind !== "binary" || expression.operator !== "/") return null;
  const [above, below] = [constantOf(expression.left), constantOf(expression.right)];
  return above === null || below === null || isZero(below) ? null : times(above, inverse(below));
}

function fractionLiteral({ numerator, denominator }: Rational): Expression {
  const above = numberLiteral(String(numerator));
  return denominator === 1n ? above : binary("/", above, numberLiteral(String(denominator)));
}

export function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: "binary", operator, left, right, ...NOWHERE };
}

function numberLiteral(text: string): Expression {
  return { kind: "number", value: Number(text), text, ...NOWHERE };
}
