/** An exact fraction in lowest terms; its denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };
export const ONE: Rational = { numerator: 1n, denominator: 1n };

/** Literals with more digits, or larger exponents, are left as they are. */
const MOST_DIGITS = 30;

function sizeOf(number: bigint): bigint {
  return number < 0n ? -number : number;
}

export function greatestDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [sizeOf(one), sizeOf(other)];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The fraction in lowest terms. `denominator` is not 0. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 1n) return { numerator, denominator };
  const divisor = greatestDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function plus(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function times(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function negative({ numerator, denominator }: Rational): Rational {
  return { numerator: -numerator, denominator };
}

export function inverse({ numerator, denominator }: Rational): Rational {
  return rational(denominator, numerator);
}

/** A whole power; of 0 only powers above 0. */
export function power(base: Rational, exponent: number): Rational {
  const { numerator, denominator } = exponent < 0 ? inverse(base) : base;
  const times = BigInt(Math.abs(exponent));
  return { numerator: numerator ** times, denominator: denominator ** times };
}

export function isZero({ numerator }: Rational): boolean {
  return numerator === 0n;
}

export function isOne({ numerator, denominator }: Rational): boolean {
  return numerator === 1n && denominator === 1n;
}

export function absolute(given: Rational): Rational {
  return given.numerator < 0n ? negative(given) : given;
}

/** As a key: the same text for equal numbers only. */
export function textOf({ numerator, denominator }: Rational): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

/** A literal as it was typed, exactly: 0.3 is 3/10. Null for what is no such literal, or a very long one. */
export function literalRational(text: string): Rational | null {
  const [, whole = "", part = "", exponent = "0"] = /^(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  if (whole + part === "" || whole.length + part.length > MOST_DIGITS) return null;
  const places = Number(exponent) - part.length;
  if (Math.abs(places) > MOST_DIGITS) return null;
  const digits = BigInt(whole + part);
  const ten = 10n ** BigInt(Math.abs(places));
  return places < 0 ? rational(digits, ten) : rational(digits * ten);
}

/** A number that is not negative as a decimal, where it has few enough digits to be one; otherwise null. */
export function decimalText({ numerator, denominator }: Rational): string | null {
  for (let places = 0, ten = 1n; places <= 6; places++, ten *= 10n) {
    if (ten % denominator !== 0n) continue;
    const digits = String((numerator * ten) / denominator).padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places);
    return places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  }
  return null;
}
