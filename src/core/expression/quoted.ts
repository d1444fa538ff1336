import type { Span } from "./span.ts";

/** Longer pieces of a text are cut short where they are quoted. */
const LONGEST_QUOTE = 24;

/** A piece of the text on one line, its middle left out where it is long. */
export function quoted(text: string, { from, to }: Span): string {
  const piece = text.slice(from, to).trim().replace(/\s+/g, " ");
  return piece.length <= LONGEST_QUOTE ? piece : `${piece.slice(0, LONGEST_QUOTE - 8)} … ${piece.slice(-5)}`;
}
