import { type ReadText, readGraph, type rereadNumber } from "../core/index.ts";

/** Texts that are asked about again and again: the one before a change and the one after it. */
const MOST = 4;

// Fetched with the panels, whose sliders move numbers.
let reread: typeof rereadNumber | null = null;

/** Gives the page what reads a text again from the one number that has changed. */
export function provideReread(fetched: typeof rereadNumber): void {
  reread = fetched;
}

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
  const reading = (before && reread?.(before, text)) ?? readGraph(text);
  known.set(text, reading);
  return reading;
}
