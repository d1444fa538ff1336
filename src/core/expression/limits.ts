/** Longer texts are refused in words, and so are loops that are longer when they are written out. In characters. */
export const LONGEST_TEXT = 200_000;

/** Larger graphs are refused in words, and so are loops with more steps. */
export const MOST_NODES = 20_000;
