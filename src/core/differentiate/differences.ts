/** A number beside the one that differences give for it. */
export interface CheckedNumber {
  readonly numeric: number;
  /** |ours − numeric| over the larger of |ours|, |numeric| and 1; NaN where differences do not settle. */
  readonly error: number;
  /** False where a kink has a say: differences see both of its sides, and so do not decide. */
  readonly isDecided: boolean;
}

/** Every factor and every input's gradient against differences, indexed as the graph's edges and nodes. */
export interface GradientCheck {
  readonly factors: readonly CheckedNumber[];
  /** Null for what is no input. */
  readonly gradients: readonly (CheckedNumber | null)[];
}

/** Relative errors below this are those of the differences themselves. */
export const CHECK_TOLERANCE = 1e-6;

/** A number of ours beside the one of differences. */
export function compared(ours: number, numeric: number, isDecided: boolean): CheckedNumber {
  return {
    numeric,
    isDecided,
    error: Math.abs(ours - numeric) / Math.max(1, Math.abs(ours), Math.abs(numeric)),
  };
}

const COLUMNS = 10;
const SHRINKAGE = 1.4;

/**
 * The slope of a function at a point by central differences of shrinking width, extrapolated to width 0 (Ridders,
 * Accurate computation of F'(x) and F'(x)F''(x), 1982): independent of every rule of the table.
 */
export function slopeOf(f: (x: number) => number, x: number): number {
  let width = 0.1 * Math.max(1, Math.abs(x));
  let best = Number.NaN;
  let least = Infinity;
  let previous: number[] = [];
  for (let column = 0; column < COLUMNS; column++) {
    const current = [(f(x + width) - f(x - width)) / (2 * width)];
    let weight = SHRINKAGE ** 2;
    for (const [order, coarser] of previous.entries()) {
      const finer = current[order] ?? Number.NaN;
      const extrapolated = (finer * weight - coarser) / (weight - 1);
      const error = Math.max(Math.abs(extrapolated - finer), Math.abs(extrapolated - coarser));
      current.push(extrapolated);
      weight *= SHRINKAGE ** 2;
      if (error < least) {
        least = error;
        best = extrapolated;
      }
    }
    previous = current;
    width /= SHRINKAGE;
  }
  return best;
}
