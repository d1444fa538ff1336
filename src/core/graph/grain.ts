import type { Folds } from "./fold.ts";
import type { Gathering } from "./gathered.ts";
import type { Openings } from "./splitLists.ts";

/** How much of a program one node stands for: some operations opened into simpler ones, then some folded into one. */
export interface Grain extends Folds {
  readonly opened: Openings;
  /** Sums and products of several operands that are one node each. */
  readonly gathered: Gathering;
}

/** One node for each operation. */
export const OPERATIONS: Grain = { folded: [], isByOccurrence: false, opened: new Map(), gathered: [] };
