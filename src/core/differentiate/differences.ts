/**
 * What differences say of a number of ours. They do not decide at a "kink", whose both sides they see; and they are
 * "unsettled" where there is no finite number to compare, where too many digits are lost, or where no width is small
 * enough for the function to be smooth.
 */
export type Verdict = "agrees" | "differs" | "kink" | "unsettled";

/** A number beside the one that differences give for it. */
export interface CheckedNumber {
  /** NaN where differences do not settle. */
  readonly numeric: number;
  /** |ours − numeric| over the larger of |ours|, |numeric| and 1; NaN where differences do not settle. */
  readonly error: number;
  readonly verdict: Verdict;
}

/** Every factor and every input's gradient against differences, indexed as the graph's edges and nodes. */
export interface GradientCheck {
  readonly factors: readonly CheckedNumber[];
  /** Null for what is no input. */
  readonly gradients: readonly (CheckedNumber | null)[];
}

/** What a number of ours is said to be the slope of, and where. */
export interface Checked {
  readonly along: (x: number) => number;
  readonly at: number;
  readonly isAtKink: boolean;
  /** The largest number met on the way to a value, if that is known: what is lost beside it is lost to the slope. */
  readonly scale?: number;
}

export interface Slope {
  readonly slope: number;
  /** How far off it may be, by extrapolation and by lost digits; ∞ where the function is not smooth. */
  readonly uncertainty: number;
}

/** Relative errors below this are those of the differences themselves. */
export const CHECK_TOLERANCE = 1e-6;
/** How many times its estimated uncertainty a slope is trusted to be off at most. */
const MARGIN = 10;
/** Widths to begin with, from the one that loses fewest digits to one that still fits between near kinks. */
const WIDEST = [0.1, 1e-3, 1e-5, 1e-7] as const;
const COLUMNS = 10;
const SHRINKAGE = 1.4;

/**
 * A number of ours beside the one of differences. It differs only where differences of two widths, far from each
 * other, give another number, and both the same.
 */
export function compared(ours: number, { along, at, isAtKink, scale = 0 }: Checked): CheckedNumber {
  const others: Slope[] = [];
  for (const widest of WIDEST) {
    const found = slopeOf(along, at, widest * Math.max(1, Math.abs(at)), scale);
    const numeric = found.slope;
    const error = Math.abs(ours - numeric) / Math.max(1, Math.abs(ours), Math.abs(numeric));
    if (isAtKink) return { numeric, error, verdict: "kink" };
    if (error <= CHECK_TOLERANCE) return { numeric, error, verdict: "agrees" };
    if (isApart(found, { slope: ours, uncertainty: 0 })) {
      if (others.some((other) => !isApart(found, other))) return { numeric, error, verdict: "differs" };
      others.push(found);
    }
  }
  return { numeric: Number.NaN, error: Number.NaN, verdict: "unsettled" };
}

function isApart(one: Slope, other: Slope): boolean {
  return Math.abs(one.slope - other.slope) > MARGIN * (one.uncertainty + other.uncertainty);
}

/**
 * The slope of a function at a point by central differences of shrinking width, extrapolated to width 0 (Ridders,
 * Accurate computation of F'(x) and F'(x)F''(x), 1982): independent of every rule of the table.
 */
export function slopeOf(
  f: (x: number) => number,
  x: number,
  widest = WIDEST[0] * Math.max(1, Math.abs(x)),
  scale = 0,
): Slope {
  const middle = f(x);
  let width = widest;
  let slope = Number.NaN;
  let uncertainty = Infinity;
  let previous: number[] = [];
  const bends: number[] = [];
  for (let column = 0; column < COLUMNS; column++) {
    const [left, right] = [f(x - width), f(x + width)];
    const lost = Number.EPSILON * Math.max(Math.abs(left), Math.abs(right), scale);
    bends.push(Math.max(0, Math.abs((left + right) / 2 - middle) - NOISE * lost));
    const current = [(right - left) / (2 * width)];
    let weight = SHRINKAGE ** 2;
    for (const [order, coarser] of previous.entries()) {
      const finer = current[order] ?? Number.NaN;
      const extrapolated = (finer * weight - coarser) / (weight - 1);
      const error = lost / width + Math.max(Math.abs(extrapolated - finer), Math.abs(extrapolated - coarser));
      current.push(extrapolated);
      weight *= SHRINKAGE ** 2;
      if (error < uncertainty) {
        uncertainty = error;
        slope = extrapolated;
      }
    }
    previous = current;
    width /= SHRINKAGE;
  }
  return { slope, uncertainty: isSmooth(bends) ? uncertainty : Infinity };
}

/** How many roundings a value may have gone through. */
const NOISE = 32;

/**
 * Whether a function bends away from its chords as a smooth one does, by the square of their width: 1/400 of it from
 * the first to the last. Across a kink it is 1/20; beside a pole, and where waves are shorter than chords, any number.
 */
function isSmooth(bends: readonly number[]): boolean {
  const [widest = 0, narrowest = 0] = [bends[0], bends.at(-1)];
  return narrowest === 0 || narrowest < widest / 100;
}
