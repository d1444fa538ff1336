import { describe, expect, it, test } from "vitest";
import { erf, logistic, normalShare } from "./kernels.ts";
import { elementwise } from "./table.ts";

/** e^(−x²/2): x² is split so that its rounding is not raised to a power. */
function bell(x: number): number {
  const head = Math.fround(x);
  return Math.exp((-head * head) / 2) * Math.exp((-(x - head) * (x + head)) / 2);
}

/**
 * The share of a normal distribution below −x, for x ≥ 0.25, by Craig's integral
 * 1/π · ∫₀^∞ e^(−x²(1+t²)/2) / (1+t²) dt. All of it is positive, and for such a function the trapezoidal rule errs by
 * e^(−2π/step) or e^(−2π²/(x·step)²) only (Trefethen & Weideman, The Exponentially Convergent Trapezoidal Rule, 2014).
 */
function shareBelow(x: number): number {
  const step = Math.min(1 / 16, 1 / (2 * x));
  let sum = 0.5;
  for (let t = step; x * t < 9; t += step) sum += Math.exp((-x * x * t * t) / 2) / (1 + t * t);
  return (bell(x) * sum * step) / Math.PI;
}

/** erf from its definition, by Simpson's rule, its sum compensated (Kahan). */
function erfBySimpson(x: number): number {
  const pieces = 4000;
  let sum = 1 + Math.exp(-x * x);
  let lost = 0;
  for (let index = 1; index < pieces; index++) {
    const term = (index % 2 === 1 ? 4 : 2) * Math.exp(-(((index * x) / pieces) ** 2)) - lost;
    lost = sum + term - sum - term;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * (x / pieces / 3) * sum;
}

const relative = (got: number, want: number): number => Math.abs(got - want) / Math.abs(want);

/** From `low` to `high`, with a step that meets no round number but the ends. */
const steps = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count + 1 }, (_, place) => low + ((high - low) * place) / count);

describe("erf", () => {
  test("is the integral it is defined by, near 0 and where its two methods meet", () => {
    for (const x of [1e-300, 1e-8, ...steps(0.01, 4, 97), 2.4999999, 2.5, 2.5000001]) {
      expect(relative(erf(x), erfBySimpson(x)), String(x)).toBeLessThan(2e-15);
      expect(erf(-x)).toBe(-erf(x));
    }
  });

  it.each([
    [0, 0],
    [-0, -0],
    [6, 1],
    [1e308, 1],
    [Number.POSITIVE_INFINITY, 1],
    [Number.NEGATIVE_INFINITY, -1],
    [Number.NaN, Number.NaN],
    [5e-324, 5e-324],
  ])("at %d is %d", (x, value) => {
    expect(erf(x)).toBe(value);
  });

  // Abramowitz & Stegun, table 7.1.
  it.each([
    [0.5, 0.5204998778],
    [1, 0.8427007929],
    [1.5, 0.9661051465],
    [2, 0.995322265],
  ])("at %d is %d, as printed", (x, value) => {
    expect(Math.abs(erf(x) - value)).toBeLessThanOrEqual(0.5001e-10);
  });

  test("rises without a break", () => {
    const values = steps(-7, 7, 20_000).map(erf);
    for (const [place, value] of values.entries())
      expect(value).toBeGreaterThanOrEqual(values[place - 1] ?? -1);
  });
});

describe("the normal share and what is made of it", () => {
  test("keep their digits in the tails, where 1 + erf has none", () => {
    for (const x of steps(0.25, 37, 211)) {
      const want = shareBelow(x);
      // The square of x is rounded before it is an exponent.
      const allowed = 5e-13 + 2e-16 * x * x;
      expect(relative(normalShare(-x), want), `share below ${-x}`).toBeLessThan(allowed);
      expect(relative(normalShare(x), 1 - want), `share below ${x}`).toBeLessThan(1e-15);
      expect(relative(elementwise.gelu.value(-x, 0, 0), -x * want), `gelu at ${-x}`).toBeLessThan(allowed);
      expect(relative(elementwise.gelu.value(x, 0, 0), x * (1 - want)), `gelu at ${x}`).toBeLessThan(1e-15);
    }
  });

  test("gelu's slope has them too, away from where it is 0", () => {
    for (const x of steps(1.5, 37, 101)) {
      const want = shareBelow(x) - (x * bell(x)) / Math.sqrt(2 * Math.PI);
      const got = elementwise.gelu.derivatives[0]?.stable?.factor(-x, 0, 0) ?? Number.NaN;
      expect(relative(got, want), String(-x)).toBeLessThan(5e-12);
    }
  });

  test("gelu and silu end at 0 and at infinity", () => {
    for (const key of ["gelu", "silu"] as const) {
      const { value } = elementwise[key];
      expect(Math.abs(value(Number.NEGATIVE_INFINITY, 0, 0))).toBe(0);
      expect(Math.abs(value(-1e300, 0, 0))).toBe(0);
      expect(value(Number.POSITIVE_INFINITY, 0, 0)).toBe(Number.POSITIVE_INFINITY);
    }
  });
});

describe("the logistic function", () => {
  test("has all digits on both sides, and is symmetric", () => {
    for (const x of steps(0, 700, 350)) {
      const power = Math.exp(-x);
      expect(relative(logistic(-x), power / (1 + power))).toBeLessThan(4e-16);
      expect(Math.abs(logistic(x) + logistic(-x) - 1)).toBeLessThan(2.3e-16);
    }
  });

  test("overflows nowhere", () => {
    expect([-1e308, 1e308, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map(logistic)).toEqual([
      0, 1, 0, 1,
    ]);
  });
});
