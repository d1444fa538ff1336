/** The logistic function without overflow on either side. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
/** Beyond it the series would need too many terms, and the continued fraction needs few. */
const SERIES_END = 2.5;

/**
 * The error function to double precision: near 0 by its series of positive terms (Abramowitz & Stegun 7.1.6), which
 * cannot cancel, further out by its complement.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  return size < SERIES_END ? series(x) : Math.sign(x) * (1 - tail(size));
}

/** 1 − erf(x), accurate where that is tiny. */
function erfc(x: number): number {
  return x >= SERIES_END ? tail(x) : 1 - erf(x);
}

/** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)). */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
}

/** erfc for large x by its continued fraction, evaluated from the back (Abramowitz & Stegun 7.1.14). */
function tail(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / 2 / fraction;
  return (TWO_OVER_ROOT_PI / 2) * (Math.exp(-x * x) / fraction);
}

/** The share of a standard normal distribution below x. */
export function normalShare(x: number): number {
  return erfc(-x / Math.SQRT2) / 2;
}
