/**
 * The size of a product of any length, which neither overflows nor underflows: mantissa · 2^exponent, the mantissa from
 * 1 to below 2. The exponent of 0 is −∞, and that of what is no finite number is ∞.
 */
export interface Magnitude {
  readonly mantissa: number;
  readonly exponent: number;
}

export const UNIT: Magnitude = { mantissa: 1, exponent: 0 };
const NOTHING: Magnitude = { mantissa: 1, exponent: -Infinity };
const BEYOND: Magnitude = { mantissa: 1, exponent: Infinity };

export function magnitudeOf(number: number): Magnitude {
  const size = Math.abs(number);
  if (size === 0) return NOTHING;
  if (!Number.isFinite(size)) return BEYOND;
  const exponent = Math.floor(Math.log2(size));
  return normal(size / 2 ** exponent, exponent);
}

// A logarithm may be rounded over a power of two.
function normal(mantissa: number, exponent: number): Magnitude {
  if (mantissa >= 2) return { mantissa: mantissa / 2, exponent: exponent + 1 };
  return mantissa < 1 ? { mantissa: mantissa * 2, exponent: exponent - 1 } : { mantissa, exponent };
}

/** Of a product; one with a factor that is no finite number is beyond all others, whatever else is in it. */
export function multiplied(one: Magnitude, other: Magnitude): Magnitude {
  if (one.exponent === Infinity || other.exponent === Infinity) return BEYOND;
  if (one.exponent === -Infinity || other.exponent === -Infinity) return NOTHING;
  return normal(one.mantissa * other.mantissa, one.exponent + other.exponent);
}

/** Positive where the one is larger, negative where the other is, and 0 where they are the same. */
export function compareMagnitudes(one: Magnitude, other: Magnitude): number {
  if (one.exponent !== other.exponent) return one.exponent > other.exponent ? 1 : -1;
  return one.mantissa - other.mantissa;
}
