import type { EdgeFinding } from "./edgeHealth.ts";
import type { NodeFinding } from "./health.ts";

/** A finding in two or three words, for a spoken label. */
export const FINDING_WORDS: Readonly<Record<EdgeFinding["kind"] | NodeFinding["kind"], string>> = {
  kink: "at a kink",
  off: "off for this input",
  zero: "scaled by exactly 0",
  saturated: "saturated",
  beyond: "too large or too small inside",
  vanishing: "vanishing gradient",
  exploding: "exploding gradient",
  none: "no gradient comes back",
};
