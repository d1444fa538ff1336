import type { Direction, Numbers, SweepMode } from "../core/index.ts";

/** A program worth looking at, with the inputs it opens with. */
export interface Example {
  /** Stands in addresses and tests; never changes. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what there is to see. */
  readonly sentence: string;
  /** Where the figure was first. */
  readonly source: string;
  readonly program: string;
  readonly values: Readonly<Record<string, Numbers>>;
  /** Which way it is drawn, where the figure has a way of its own. */
  readonly direction?: Direction;
  /** Statements that are one node each, where the figure has them so. */
  readonly folded?: readonly string[];
  /** Which sweeps are played, where it is not gradients alone. */
  readonly mode?: SweepMode;
  /** Whether the panel that compares forward and reverse mode opens with it. */
  readonly isComparing?: boolean;
  /** The input whose derivative is written out first. */
  readonly target: string;
  /** Where it is about paths, it opens with all of them drawn as threads. */
  readonly path?: "all";
}

/** What the page opens on. */
export const OPENING: Example = {
  id: "used-twice",
  title: "One value, used twice",
  sentence: "b reaches the output along two edges, so its gradient is a sum: 2 + 3 = 5.",
  source: "C. Olah, Calculus on Computational Graphs",
  program: "c = a + b\nd = b + 1\ne = c * d",
  values: { a: 2, b: 1 },
  target: "b",
};
