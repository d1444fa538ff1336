import {
  isZero,
  negative,
  ONE,
  type Rational,
  power as rationalPower,
  textOf,
  times as timesRational,
  ZERO,
} from "./rational.ts";

/** A number times powers of factors, which are numbered by their table; no exponent is 0. The order is that of writing. */
export interface Quotient {
  readonly coefficient: Rational;
  readonly powers: ReadonlyMap<number, number>;
}

const NO_POWERS: ReadonlyMap<number, number> = new Map();

export const ZERO_QUOTIENT: Quotient = { coefficient: ZERO, powers: NO_POWERS };
export const ONE_QUOTIENT: Quotient = { coefficient: ONE, powers: NO_POWERS };

export function numberQuotient(coefficient: Rational): Quotient {
  return { coefficient, powers: NO_POWERS };
}

export function factorQuotient(factor: number, exponent = 1): Quotient {
  return { coefficient: ONE, powers: new Map([[factor, exponent]]) };
}

/** The product with like factors taken together. */
export function times(a: Quotient, b: Quotient): Quotient {
  const coefficient = timesRational(a.coefficient, b.coefficient);
  if (isZero(coefficient)) return ZERO_QUOTIENT;
  return { coefficient, powers: joinedPowers(a.powers, b.powers) };
}

export function joinedPowers(
  one: ReadonlyMap<number, number>,
  other: ReadonlyMap<number, number>,
  sign = 1,
): ReadonlyMap<number, number> {
  if (other.size === 0) return one;
  const all = new Map(one);
  for (const [factor, exponent] of other) {
    const total = (all.get(factor) ?? 0) + sign * exponent;
    if (total === 0) all.delete(factor);
    else all.set(factor, total);
  }
  return all;
}

/** A whole power; of 0 only powers above 0. */
export function power(base: Quotient, exponent: number): Quotient {
  if (exponent === 0) return ONE_QUOTIENT;
  const powers = new Map([...base.powers].map(([factor, own]) => [factor, own * exponent]));
  return { coefficient: rationalPower(base.coefficient, exponent), powers };
}

export function negated(given: Quotient): Quotient {
  return { ...given, coefficient: negative(given.coefficient) };
}

/** The same text for quotients with like factors only, whatever their number. */
export function keyOfFactors({ powers }: Quotient): string {
  return [...powers]
    .sort(([a], [b]) => a - b)
    .map(([factor, exponent]) => `${factor}^${exponent}`)
    .join(" ");
}

export function keyOfQuotient(given: Quotient): string {
  return `${textOf(given.coefficient)} ${keyOfFactors(given)}`;
}
