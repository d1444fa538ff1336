import type { Value } from "../tensor/tensor.ts";
import type { Run } from "./run.ts";

/** How large the gradient is that flows through each edge. */
export interface Strengths {
  /** By edge: the size of its contribution. 0 or more; NaN where that is no number. */
  readonly sizes: readonly number[];
  /** The largest finite one; 0 where all are 0. */
  readonly largest: number;
  /** How many powers of ten the others span below it, rounded up: from 1 to 4. */
  readonly decades: number;
}

/** Smaller gradients are not told apart. */
const MOST_DECADES = 4;

/** The size of a gradient: of a number without its sign, of a tensor the root of the sum of its squares. */
export function sizeOfGradient(value: Value): number {
  return typeof value === "number" ? Math.abs(value) : Math.hypot(...chunked(value.data));
}

/** A call takes no more arguments than this. */
const CHUNK = 10_000;

/** Numbers few enough to be arguments of a call, with the same root of the sum of their squares. */
function chunked(data: Float64Array): readonly number[] {
  if (data.length <= CHUNK) return [...data];
  const roots: number[] = [];
  for (let at = 0; at < data.length; at += CHUNK) roots.push(Math.hypot(...data.subarray(at, at + CHUNK)));
  return roots;
}

export function strengthsOf({ contributions }: Pick<Run, "contributions">): Strengths {
  const sizes = Array.from(contributions, sizeOfGradient);
  const largest = sizes.reduce((so, size) => (Number.isFinite(size) && size > so ? size : so), 0);
  const least = sizes.reduce((so, size) => (size > 0 && size < so ? size : so), largest);
  const span = largest === 0 ? 1 : Math.ceil(Math.log10(largest / least) - 1e-9);
  return { sizes, largest, decades: Math.min(MOST_DECADES, Math.max(1, span)) };
}

/** The share of the largest that flows through an edge, from 0 to 1; null where it is no number. */
export function shareOf(
  { sizes, largest }: Pick<Strengths, "sizes" | "largest">,
  edge: number,
): number | null {
  const size = sizes[edge] ?? Number.NaN;
  if (Number.isNaN(size)) return null;
  if (size === 0) return 0;
  return Number.isFinite(size) ? size / largest : 1;
}
