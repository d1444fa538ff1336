import { type Expression, foldExpression } from "../expression/tree.ts";
import { commonDivisor } from "./commonDivisor.ts";
import {
  commonPowers,
  type Factor,
  isUnit,
  positive,
  powerOfAtom,
  requireShort,
  TooLarge,
  type Writing,
  withoutLikeTerms,
} from "./factors.ts";
import { KnownSigns } from "./knownSigns.ts";
import { Met } from "./met.ts";
import {
  constantPolynomial,
  dividedExactly,
  keyOf,
  type Parts,
  type Polynomial,
  type Powers,
  partsOf,
  productOf,
  scaled,
  sumOf,
  variablePolynomial,
} from "./polynomial.ts";
import {
  factorQuotient,
  joinedPowers,
  keyOfQuotient,
  negated,
  numberQuotient,
  ONE_QUOTIENT,
  power,
  type Quotient,
  times,
  ZERO_QUOTIENT,
} from "./quotient.ts";
import { absolute, isOne, isZero, negative, ONE, type Rational, times as timesRational } from "./rational.ts";
import { type Root, withJoinedRoots } from "./roots.ts";

const MOST_FACTORS = 2000;
/** Pairs of sums are compared for common divisors while there are no more of them. */
const MOST_PAIRS = 60;

/**
 * Rational functions over atoms, exactly. An atom is whatever is no rational operation: a name, sin(h), e^x. Products
 * stay products; a sum is one factor by its terms multiplied out, so that like factors are found whatever the order of
 * their terms and their sign.
 */
export class Algebra {
  /** Whether a person typed a number with a decimal point: then numbers are written with one. */
  hasDecimals = false;
  /** What results follow from, since the recording began. */
  met = new Met();
  readonly signs = new KnownSigns();
  private readonly roots = new Map<number, Root>();
  private readonly factors: Factor[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly divisors = new Map<string, Polynomial | null>();

  factor(number: number): Factor {
    const factor = this.factors[number];
    if (factor === undefined) throw new Error(`there is no factor ${number}`);
    return factor;
  }

  /** A result, and what was met on the way to it alone. */
  recorded<Result>(compute: () => Result): { readonly result: Result; readonly met: Met } {
    const before = this.met;
    const met = new Met();
    this.met = met;
    try {
      return { result: compute(), met };
    } finally {
      this.met = before;
    }
  }

  has(atom: string): boolean {
    return this.byKey.has(atom);
  }

  /** The atom of a key: the same one for the same key. */
  atom(key: string, expression: () => Expression): Quotient {
    const number = this.numbered(key, (own) => {
      const written = expression();
      let size = 0;
      foldExpression(written, () => {
        size += 1;
      });
      return { kind: "atom", polynomial: variablePolynomial(own), expression: written, size };
    });
    return factorQuotient(number);
  }

  /** The same of an atom that is a root of something else. */
  root(key: string, expression: () => Expression, root: Root): Quotient {
    const atom = this.atom(key, expression);
    for (const number of atom.powers.keys()) this.roots.set(number, root);
    return atom;
  }

  /** What a factor is a root of; null where it is none. */
  radicand(factor: number): Quotient | null {
    return this.roots.get(factor)?.of ?? null;
  }

  /** Lets a key that is not in use stand for a factor that there is already. */
  alias(key: string, { powers }: Quotient): void {
    const [number] = powers.keys();
    if (number !== undefined && !this.byKey.has(key)) this.byKey.set(key, number);
  }

  times(...all: readonly Quotient[]): Quotient {
    return this.reduced(all.reduce(times, ONE_QUOTIENT));
  }

  divide(a: Quotient, b: Quotient): Quotient {
    if (isZero(b.coefficient)) throw new TooLarge("a division by 0");
    for (const number of b.powers.keys()) this.met.divisors.add(number);
    return this.times(a, power(b, -1));
  }

  /** The sum, with the factors that all terms have before it, over the denominator that all terms share. */
  sum(terms: readonly Quotient[]): Quotient {
    const merged = withoutLikeTerms(terms);
    const [first] = merged;
    if (first === undefined) return ZERO_QUOTIENT;
    if (merged.length === 1) return first;
    const common = commonPowers(merged);
    const rests = merged.map((term) => ({ ...term, powers: joinedPowers(term.powers, common, -1) }));
    const expanded = this.expandedSum(rests);
    if (expanded === null) {
      const key = `sum ${rests.map(keyOfQuotient).sort().join(" + ")}`;
      return this.reduced({ coefficient: ONE, powers: joinedPowers(common, this.opaque(key, rests).powers) });
    }
    if (expanded.size === 0) return ZERO_QUOTIENT;
    const whole = this.fromParts(partsOf(expanded), rests);
    return this.reduced(times({ coefficient: ONE, powers: common }, whole));
  }

  /** The terms of a sum with like ones added, and without brackets round sums among them. */
  merged(terms: readonly Quotient[]): readonly Quotient[] {
    return withoutLikeTerms(terms.flatMap((term) => this.withoutBrackets(term)));
  }

  private withoutBrackets(term: Quotient): readonly Quotient[] {
    const [[number, exponent] = [-1, 0], another] = term.powers;
    const factor = another === undefined && exponent === 1 ? this.factor(number) : undefined;
    if (factor?.kind !== "sum" || !isOne(absolute(term.coefficient))) return [term];
    return factor.terms.map((inner) => times(inner, numberQuotient(term.coefficient)));
  }

  /** How many signs and names writing it takes. */
  sizeOf({ coefficient, powers }: Quotient): number {
    let size = 0;
    let items = 0;
    if (!isOne(absolute(coefficient)) || powers.size === 0) [size, items] = [1, 1];
    for (const [number, exponent] of powers) {
      size += this.factor(number).size + (Math.abs(exponent) > 1 ? 2 : 0);
      items += 1;
    }
    return size + items - 1;
  }

  sizeOfSum(terms: readonly Quotient[]): number {
    return terms.reduce((total, term) => total + this.sizeOf(term) + 1, -1);
  }

  /** A sum that is too large to be multiplied out: an atom, whose terms are known to writing only. */
  private opaque(key: string, terms: readonly Quotient[]): Quotient {
    const number = this.numbered(key, (own) => ({
      kind: "sum",
      polynomial: variablePolynomial(own),
      terms,
      isTurned: false,
      scale: ONE,
      size: this.sizeOfSum(terms),
    }));
    return factorQuotient(number);
  }

  private numbered(key: string, make: (number: number) => Factor): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const number = this.factors.length;
    if (number > MOST_FACTORS) throw new TooLarge("too many factors");
    this.factors.push(make(number));
    this.byKey.set(key, number);
    return number;
  }

  private expandedSum(terms: readonly Quotient[]): Polynomial | null {
    const all: Polynomial[] = [];
    for (const term of terms) {
      const expanded = this.expanded(term);
      if (expanded === null) return null;
      all.push(expanded);
    }
    return sumOf(...all);
  }

  /** A product without negative powers, multiplied out; null where that is too large. */
  private expanded({ coefficient, powers }: Quotient): Polynomial | null {
    let product: Polynomial | null = constantPolynomial(coefficient);
    for (const [number, exponent] of powers) {
      if (exponent > 12 && this.factor(number).polynomial.size > 1) return null;
      if (this.factor(number).polynomial.size === 1) {
        // A high power of an atom is one term.
        product = productOf(product, powerOfAtom(this.factor(number).polynomial, exponent));
        if (product === null) return null;
        continue;
      }
      for (let time = 0; time < exponent; time++) {
        product = productOf(product, this.factor(number).polynomial);
        if (product === null) return null;
      }
    }
    return product;
  }

  /** A polynomial by its parts; `written` are the terms of the whole as they were met, where they were. */
  private fromParts({ content, common, primitive }: Parts, written: readonly Quotient[] = []): Quotient {
    const outside = times(numberQuotient(content), this.monomial(common));
    if (isUnit(primitive)) return outside;
    const number = this.sumFactor(primitive, this.writing(primitive, outside, written));
    const factor = this.factor(number);
    const isTurned = factor.kind === "sum" && factor.isTurned;
    return times(isTurned ? negated(outside) : outside, factorQuotient(number));
  }

  private monomial(powers: Powers): Quotient {
    // The variables of polynomials are the numbers of their atoms.
    return { coefficient: ONE, powers: new Map(powers) };
  }

  /** The shortest way of writing a sum: multiplied out, or by the terms it was made of. */
  private writing(primitive: Polynomial, outside: Quotient, written: readonly Quotient[]): Writing {
    const isNegative = outside.coefficient.numerator < 0n;
    const divisor = power(isNegative ? negated(outside) : outside, -1);
    const asWritten = this.merged(written).map((term) => times(term, divisor));
    const isWhole = asWritten.every(
      ({ coefficient, powers }) =>
        coefficient.denominator === 1n && [...powers.values()].every((exponent) => exponent > 0),
    );
    const multipliedOut = [...primitive.values()].map(({ coefficient, powers }) =>
      times(numberQuotient(coefficient), this.monomial(powers)),
    );
    const isShorter = this.sizeOfSum(asWritten) <= this.sizeOfSum(multipliedOut);
    const isAsWritten = written.length > 0 && isWhole && isShorter;
    const terms = isAsWritten ? asWritten : multipliedOut;
    const scale = written.length > 0 ? this.scaleOf(terms, absolute(outside.coefficient)) : ONE;
    return positive({ terms, isTurned: isAsWritten && isNegative, scale, size: this.sizeOfSum(terms) });
  }

  /** Among decimals a sum keeps the numbers that it was met with, unless that makes more of them. */
  private scaleOf(terms: readonly Quotient[], met: Rational): Rational {
    if (!this.hasDecimals) return ONE;
    const numbers = (scale: Rational): number =>
      terms.filter(({ coefficient }) => !isOne(absolute(timesRational(coefficient, scale)))).length;
    return numbers(met) <= numbers(ONE) ? met : ONE;
  }

  private sumFactor(primitive: Polynomial, writing: Writing): number {
    for (const { coefficient } of primitive.values()) requireShort(coefficient);
    const number = this.numbered(keyOf(primitive), () => ({
      kind: "sum",
      polynomial: writing.isTurned ? scaled(primitive, negative(ONE)) : primitive,
      ...writing,
    }));
    const known = this.factor(number);
    if (known.kind === "sum" && writing.size < known.size && writing.isTurned === known.isTurned)
      this.factors[number] = { ...known, ...writing, scale: known.scale };
    return number;
  }

  /** With common divisors of sums above and below the line struck out. */
  private reduced(given: Quotient): Quotient {
    requireShort(given.coefficient);
    let current = withJoinedRoots(given, this.roots);
    for (let changes = 0; changes < 8; changes++) {
      const next = this.reducedOnce(current);
      if (next === null) break;
      current = withJoinedRoots(next, this.roots);
    }
    return current;
  }

  private reducedOnce(given: Quotient): Quotient | null {
    const sums = [...given.powers].filter(([number]) => this.factor(number).polynomial.size > 1);
    const above = sums.filter(([, exponent]) => exponent > 0);
    const below = sums.filter(([, exponent]) => exponent < 0);
    if (above.length * below.length > MOST_PAIRS) return null;
    for (const [upper, times_] of above)
      for (const [lower, minus] of below) {
        const divisor = this.divisorOf(upper, lower);
        if (divisor === null) continue;
        const count = Math.min(times_, -minus);
        const rests = [this.without(upper, divisor), this.without(lower, divisor)] as const;
        const powers = joinedPowers(
          given.powers,
          new Map([
            [upper, -count],
            [lower, count],
          ]),
        );
        return [power(rests[0], count), power(rests[1], -count)].reduce(times, { ...given, powers });
      }
    return null;
  }

  /** What is left of a factor without all that it has in common with others. */
  rest(factor: number, others: ReadonlySet<number>): Quotient {
    if (others.has(factor)) return ONE_QUOTIENT;
    if (this.factor(factor).polynomial.size === 1) return factorQuotient(factor);
    for (const other of others) {
      const divisor = this.factor(other).polynomial.size > 1 ? this.divisorOf(factor, other) : null;
      if (divisor === null) continue;
      const left = this.without(factor, divisor);
      return [...left.powers].reduce(
        (product, [own, exponent]) => times(product, power(this.rest(own, others), exponent)),
        ONE_QUOTIENT,
      );
    }
    return factorQuotient(factor);
  }

  private without(factor: number, divisor: Polynomial): Quotient {
    const rest = dividedExactly(this.factor(factor).polynomial, divisor);
    if (rest === null) throw new Error("a divisor divides");
    return this.fromParts(partsOf(rest));
  }

  /** What two sums have in common; null where that is nothing. */
  private divisorOf(one: number, other: number): Polynomial | null {
    const key = `${one} ${other}`;
    const known = this.divisors.get(key);
    if (known !== undefined) return known;
    const divisor = commonDivisor(this.factor(one).polynomial, this.factor(other).polynomial);
    const found = divisor.size > 1 ? divisor : null;
    this.divisors.set(key, found);
    return found;
  }
}
