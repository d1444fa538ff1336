import type { Push } from "../differentiate/push.ts";

/** How long an input takes to swing up, down and back, in seconds. */
export const SWING = 1.6;
/** How long the wiggle takes along one edge, in seconds, unless the way is so long that it has to hurry. */
const EDGE = 0.55;
const LONGEST_WAY = 3;

/** Where a part that swings is: `phase` from −1 to 1 of a swing of size `delta`. */
export interface Swing {
  readonly delta: number;
  readonly phase: number;
}

/**
 * The size of the swing that is under way after some seconds: the chosen Δ or, where that is null, one that grows from
 * swing to swing until the straight line has failed, and stays there.
 */
export function swingSize({ sizes }: Push, chosen: number | null, seconds: number): number {
  if (chosen !== null) return chosen;
  const { deltas, first, last } = sizes;
  const swing = Math.max(0, Math.floor(seconds / SWING));
  return deltas[Math.min(last, first + swing)] ?? 0;
}

/** The input after some seconds; before 0 it rests. */
export function swingAt(push: Push, chosen: number | null, seconds: number): Swing {
  const delta = swingSize(push, chosen, seconds);
  return { delta, phase: seconds <= 0 ? 0 : Math.sin((2 * Math.PI * seconds) / SWING) };
}

/** When a node begins to move, in seconds after the input: the later the more edges lie between. */
export function delayOf({ depths, deepest }: Push, node: number): number {
  return (depths[node] ?? 0) * Math.min(EDGE, LONGEST_WAY / Math.max(1, deepest));
}
