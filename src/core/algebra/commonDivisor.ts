import {
  constantPolynomial,
  dividedExactly,
  joined,
  ofTerms,
  type Polynomial,
  partsOf,
  productOf,
  scaled,
  sumOf,
  variablesOf,
} from "./polynomial.ts";
import { negative, ONE } from "./rational.ts";

/** Larger polynomials are compared as wholes only. */
const MOST_TERMS = 12;
const HIGHEST_DEGREE = 8;

const UNIT = constantPolynomial(ONE);

/**
 * The greatest common divisor of two polynomials up to a number, by the primitive remainder sequence (Knuth, The Art of
 * Computer Programming, vol. 2, §4.6.1); 1 where they are too large for that.
 */
export function commonDivisor(one: Polynomial, other: Polynomial): Polynomial {
  if (one.size === 0 || other.size === 0) return one.size === 0 ? other : one;
  const others = variablesOf(other);
  const variable = [...variablesOf(one)].find((candidate) => others.has(candidate));
  if (variable === undefined) return UNIT;
  // Most that divide at all divide as wholes.
  if (dividedExactly(one, other) !== null) return other;
  if (dividedExactly(other, one) !== null) return one;
  if (one.size > MOST_TERMS || other.size > MOST_TERMS) return UNIT;
  const [a, b] = [byDegree(one, variable), byDegree(other, variable)];
  if (Math.max(degree(a), degree(b)) > HIGHEST_DEGREE) return UNIT;
  const content = commonDivisor(contentOf(a), contentOf(b));
  const divisor = primitiveDivisor(one, other, variable);
  const product = divisor === null ? null : productOf(content, divisor);
  return product === null || product.size === 0 ? UNIT : partsWithPowers(product);
}

/** Coefficients by the degree in one variable. */
type ByDegree = ReadonlyMap<number, Polynomial>;

function byDegree(polynomial: Polynomial, variable: number): ByDegree {
  const degrees = new Map<number, Polynomial>();
  for (const { coefficient, powers } of polynomial.values()) {
    const exponent = powers.find(([candidate]) => candidate === variable)?.[1] ?? 0;
    const rest = ofTerms([{ coefficient, powers: powers.filter(([candidate]) => candidate !== variable) }]);
    degrees.set(exponent, sumOf(degrees.get(exponent) ?? new Map(), rest));
  }
  return degrees;
}

function degree(degrees: ByDegree): number {
  return Math.max(0, ...degrees.keys());
}

function contentOf(degrees: ByDegree): Polynomial {
  let content: Polynomial = new Map();
  for (const coefficient of degrees.values()) content = commonDivisor(content, coefficient);
  return content.size === 0 ? UNIT : content;
}

function primitiveDivisor(one: Polynomial, other: Polynomial, variable: number): Polynomial | null {
  let [a, b] = [primitivePart(one, variable), primitivePart(other, variable)];
  if (degree(byDegree(a, variable)) < degree(byDegree(b, variable))) [a, b] = [b, a];
  for (;;) {
    const remainder = pseudoRemainder(a, b, variable);
    if (remainder === null) return null;
    if (remainder.size === 0) return b;
    if (degree(byDegree(remainder, variable)) === 0) return UNIT;
    [a, b] = [b, primitivePart(remainder, variable)];
  }
}

function primitivePart(polynomial: Polynomial, variable: number): Polynomial {
  const whole = partsWithPowers(polynomial);
  return dividedExactly(whole, contentOf(byDegree(whole, variable))) ?? whole;
}

/** Without its numeric content only. */
function partsWithPowers(polynomial: Polynomial): Polynomial {
  const { common, primitive } = partsOf(polynomial);
  return ofTerms(
    [...primitive.values()].map(({ coefficient, powers }) => ({
      coefficient,
      powers: joined(powers, common),
    })),
  );
}

/** The remainder of a times a power of b's leading coefficient; null where it grows too large. */
function pseudoRemainder(a: Polynomial, b: Polynomial, variable: number): Polynomial | null {
  const divisor = byDegree(b, variable);
  const lead = divisor.get(degree(divisor)) ?? UNIT;
  let rest = a;
  for (;;) {
    const degrees = byDegree(rest, variable);
    const above = degree(degrees) - degree(divisor);
    if (rest.size === 0 || above < 0) return rest;
    const own = productOf(degrees.get(degree(degrees)) ?? UNIT, raised(b, variable, above));
    const other = productOf(rest, lead);
    if (own === null || other === null) return null;
    rest = sumOf(other, scaled(own, negative(ONE)));
  }
}

function raised(polynomial: Polynomial, variable: number, by: number): Polynomial {
  if (by === 0) return polynomial;
  return ofTerms(
    [...polynomial.values()].map(({ coefficient, powers }) => ({
      coefficient,
      powers: joined(powers, [[variable, by]]),
    })),
  );
}
