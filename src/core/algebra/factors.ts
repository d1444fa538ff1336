import type { Expression } from "../expression/tree.ts";
import type { Polynomial } from "./polynomial.ts";
import { keyOfFactors, negated, type Quotient } from "./quotient.ts";
import { isZero, plus, type Rational } from "./rational.ts";

/** Something that is only ever multiplied: an atom, or a sum without a divisor that all its terms have. */
export type Factor = AtomFactor | SumFactor;

export interface AtomFactor {
  readonly kind: "atom";
  readonly polynomial: Polynomial;
  readonly expression: Expression;
  /** How many signs and names writing it takes. */
  readonly size: number;
}

export interface SumFactor {
  readonly kind: "sum";
  readonly polynomial: Polynomial;
  /** How it is written: of all the ways it was met in, the shortest. */
  readonly terms: readonly Quotient[];
  /** Whether it is the negative of what it is known by: 1 − a and a − 1 are one factor, written as it was met first. */
  readonly isTurned: boolean;
  /** By what the terms are multiplied where they are written: v + 0.001 is known as 1000v + 1, by 0.001. Above 0. */
  readonly scale: Rational;
  readonly size: number;
}

export type Writing = Pick<SumFactor, "terms" | "isTurned" | "scale" | "size">;

/** What grows beyond this is given up: nobody reads it. */
export class TooLarge extends Error {}

/** Numbers with more digits than this are not exact for long in anybody's head. */
const LONGEST_NUMBER = 10n ** 40n;
/** A sum of nothing but negatives is written as the sum of the opposites. */
export function positive(writing: Writing): Writing {
  const isNegative = writing.terms.every(({ coefficient }) => coefficient.numerator < 0n);
  return isNegative
    ? { ...writing, terms: writing.terms.map(negated), isTurned: !writing.isTurned }
    : writing;
}

export function requireShort({ numerator, denominator }: Rational): void {
  if (numerator > LONGEST_NUMBER || -numerator > LONGEST_NUMBER || denominator > LONGEST_NUMBER)
    throw new TooLarge("numbers too long");
}

export function isUnit(polynomial: Polynomial): boolean {
  const [only, another] = polynomial.values();
  return another === undefined && only !== undefined && only.powers.length === 0;
}

export function powerOfAtom(atom: Polynomial, exponent: number): Polynomial {
  return new Map(
    [...atom.values()].map(({ coefficient, powers }) => {
      const raised = powers.map(([variable, own]) => [variable, own * exponent] as const);
      return [
        raised.map(([variable, own]) => `${variable}^${own}`).join(" "),
        { coefficient, powers: raised },
      ];
    }),
  );
}

/** Terms with like factors added; what comes to 0 leaves. */
export function withoutLikeTerms(terms: readonly Quotient[]): readonly Quotient[] {
  const byFactors = new Map<string, Quotient>();
  for (const term of terms) {
    if (isZero(term.coefficient)) continue;
    const key = keyOfFactors(term);
    const known = byFactors.get(key);
    if (known === undefined) {
      byFactors.set(key, term);
      continue;
    }
    const coefficient: Rational = plus(known.coefficient, term.coefficient);
    if (isZero(coefficient)) byFactors.delete(key);
    else byFactors.set(key, { ...known, coefficient });
  }
  return [...byFactors.values()];
}

/** The least power of each factor among all terms; in what order they were met. */
export function commonPowers(terms: readonly Quotient[]): ReadonlyMap<number, number> {
  const all = new Set(terms.flatMap(({ powers }) => [...powers.keys()]));
  const least = [...all].map((factor): [number, number] => [
    factor,
    Math.min(...terms.map(({ powers }) => powers.get(factor) ?? 0)),
  ]);
  return new Map(least.filter(([, exponent]) => exponent !== 0));
}
