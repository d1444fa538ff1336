import {
  greatestDivisor,
  inverse,
  isZero,
  negative,
  ONE,
  plus,
  type Rational,
  rational,
  textOf,
  times,
} from "./rational.ts";

/** Powers of variables, which are numbered, in ascending order of the number; no exponent is 0. */
export type Powers = readonly (readonly [variable: number, exponent: number])[];

export interface Term {
  readonly coefficient: Rational;
  readonly powers: Powers;
}

/** A sum of terms with exact coefficients, none of them 0, by their powers. The order is that of writing. */
export type Polynomial = ReadonlyMap<string, Term>;

/** Products with more terms are not multiplied out. */
export const MOST_TERMS = 40;

const NOTHING: Powers = [];

export function constantPolynomial(coefficient: Rational): Polynomial {
  return ofTerms([{ coefficient, powers: NOTHING }]);
}

export function variablePolynomial(variable: number): Polynomial {
  return ofTerms([{ coefficient: ONE, powers: [[variable, 1]] }]);
}

export function keyOfPowers(powers: Powers): string {
  return powers.map(([variable, exponent]) => `${variable}^${exponent}`).join(" ");
}

/** The sum of some terms; those that come to 0 leave. */
export function ofTerms(terms: Iterable<Term>): Polynomial {
  const sum = new Map<string, Term>();
  for (const { coefficient, powers } of terms) {
    const key = keyOfPowers(powers);
    const total = plus(coefficient, sum.get(key)?.coefficient ?? { numerator: 0n, denominator: 1n });
    if (isZero(total)) sum.delete(key);
    else sum.set(key, { coefficient: total, powers });
  }
  return sum;
}

export function sumOf(...all: readonly Polynomial[]): Polynomial {
  return ofTerms(all.flatMap((polynomial) => [...polynomial.values()]));
}

export function scaled(polynomial: Polynomial, by: Rational): Polynomial {
  return ofTerms(
    [...polynomial.values()].map(({ coefficient, powers }) => ({
      coefficient: times(coefficient, by),
      powers,
    })),
  );
}

/** The product of two; null where it has too many terms. */
export function productOf(one: Polynomial, other: Polynomial): Polynomial | null {
  if (one.size * other.size > MOST_TERMS * 4) return null;
  const terms: Term[] = [];
  for (const a of one.values())
    for (const b of other.values())
      terms.push({ coefficient: times(a.coefficient, b.coefficient), powers: joined(a.powers, b.powers) });
  const product = ofTerms(terms);
  return product.size > MOST_TERMS ? null : product;
}

/** The powers of a product. */
export function joined(one: Powers, other: Powers, sign = 1): Powers {
  const all = new Map(one);
  for (const [variable, exponent] of other) all.set(variable, (all.get(variable) ?? 0) + sign * exponent);
  return [...all].filter(([, exponent]) => exponent !== 0).sort(([a], [b]) => a - b);
}

/** The powers of a quotient; null where it would have negative ones. */
function dividedPowers(one: Powers, other: Powers): Powers | null {
  const quotient = joined(one, other, -1);
  return quotient.every(([, exponent]) => exponent > 0) ? quotient : null;
}

/** Lexicographic order, the largest first. */
function comparePowers(one: Powers, other: Powers): number {
  for (const [place, [variable, exponent]] of one.entries()) {
    const [otherVariable, otherExponent] = other[place] ?? [Infinity, 0];
    if (variable !== otherVariable) return variable - otherVariable;
    if (exponent !== otherExponent) return otherExponent - exponent;
  }
  return one.length === other.length ? 0 : 1;
}

function leadingTerm(polynomial: Polynomial): Term | undefined {
  let best: Term | undefined;
  for (const term of polynomial.values())
    if (best === undefined || comparePowers(term.powers, best.powers) < 0) best = term;
  return best;
}

/** The quotient where there is no remainder, otherwise null (Cox, Little & O'Shea, Ideals, Varieties, and Algorithms, §2.3). */
export function dividedExactly(dividend: Polynomial, divisor: Polynomial): Polynomial | null {
  const lead = leadingTerm(divisor);
  if (lead === undefined) return null;
  let rest = dividend;
  const quotient: Term[] = [];
  while (rest.size > 0) {
    const first = leadingTerm(rest);
    const powers = first === undefined ? null : dividedPowers(first.powers, lead.powers);
    if (first === undefined || powers === null || quotient.length > MOST_TERMS) return null;
    const coefficient = times(first.coefficient, inverse(lead.coefficient));
    quotient.push({ coefficient, powers });
    const taken = [...divisor.values()].map((term) => ({
      coefficient: negative(times(term.coefficient, coefficient)),
      powers: joined(term.powers, powers),
    }));
    rest = ofTerms([...rest.values(), ...taken]);
  }
  return ofTerms(quotient);
}

/** A polynomial as a number, powers that all its terms have, and what is left: whole numbers without a common divisor, the leading one positive. */
export interface Parts {
  readonly content: Rational;
  readonly common: Powers;
  readonly primitive: Polynomial;
}

/** The parts of a polynomial that is not 0. */
export function partsOf(polynomial: Polynomial): Parts {
  let divisor = 0n;
  let multiple = 1n;
  let common: Powers | null = null;
  for (const { coefficient, powers } of polynomial.values()) {
    divisor = greatestDivisor(divisor, coefficient.numerator);
    multiple = (multiple * coefficient.denominator) / greatestDivisor(multiple, coefficient.denominator);
    common = common === null ? powers : shared(common, powers);
  }
  const isNegative = (leadingTerm(polynomial)?.coefficient.numerator ?? 1n) < 0n;
  const content = rational(isNegative ? -divisor : divisor, multiple);
  const without = common ?? NOTHING;
  const primitive = ofTerms(
    [...polynomial.values()].map(({ coefficient, powers }) => ({
      coefficient: times(coefficient, inverse(content)),
      powers: joined(powers, without, -1),
    })),
  );
  return { content, common: without, primitive };
}

function shared(one: Powers, other: Powers): Powers {
  const found = new Map(other);
  return one.flatMap(([variable, exponent]): [number, number][] => {
    const least = Math.min(exponent, found.get(variable) ?? 0);
    return least > 0 ? [[variable, least]] : [];
  });
}

/** The same text for equal polynomials only. */
export function keyOf(polynomial: Polynomial): string {
  return [...polynomial]
    .map(([key, { coefficient }]) => `${textOf(coefficient)} ${key}`)
    .sort()
    .join(" + ");
}

export function variablesOf(polynomial: Polynomial): ReadonlySet<number> {
  return new Set([...polynomial.values()].flatMap(({ powers }) => powers.map(([variable]) => variable)));
}
