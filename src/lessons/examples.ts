/** A program worth looking at, with the inputs it opens with. */
export interface Example {
  readonly title: string;
  readonly program: string;
  readonly values: Readonly<Record<string, number>>;
  /** The input whose derivative is written out first. */
  readonly target: string;
}

/** What the page opens on: one value used twice, so that its gradient is a sum (C. Olah, Calculus on Computational Graphs). */
export const OPENING: Example = {
  title: "One value, used twice",
  program: "c = a + b\nd = b + 1\ne = c * d",
  values: { a: 2, b: 1 },
  target: "b",
};
