import { type ReadText, readGraph, rereadNumber } from "../core/index.ts";

/** Texts that are asked about again and again: the one before a change and the one after it. */
const MOST = 4;

const known = new Map<string, ReadText>();

/** Whether a text has no statement, so that there is nothing to read. */
export function isEmpty(text: string): boolean {
  return readingOf(text).diagnostics[0]?.code === "empty-program";
}

/** What a text says, read once however many ask: the store, what follows from it, the editor, the address. */
export function readingOf(text: string): ReadText {
  const found = known.get(text);
  if (found !== undefined) return found;
  const [oldest] = known.keys();
  // A number that is moved by hand is all that differs from the text before.
  const before = [...known.values()].at(-1);
  if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
  const reading = (before && rereadNumber(before, text)) ?? readGraph(text);
  known.set(text, reading);
  return reading;
}
