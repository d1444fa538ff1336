import { type Abroad, type ReadText, readGraph, type rereadNumber } from "../core/index.ts";

/** Texts that are asked about again and again: the one before a change and the one after it. */
const MOST = 4;

// Fetched with the panels, whose sliders move numbers.
let reread: typeof rereadNumber | null = null;

/** Gives the page what reads a text again from the one number that has changed. */
export function provideReread(fetched: typeof rereadNumber): void {
  reread = fetched;
}

// Fetched with the editor.
let abroad: Abroad | undefined;
const listeners = new Set<() => void>();

/** Gives the page the words for what comes from other languages; what could not be read is read again. */
export function provideAbroad(fetched: Abroad): void {
  abroad = fetched;
  for (const [text, { program }] of known) if (program === null) known.delete(text);
  for (const listener of listeners) listener();
}

/** Whether what is told of texts is all there is to tell. */
export function knowsAbroad(): boolean {
  return abroad !== undefined;
}

/** To be told when texts are read again. */
export function onReadAgain(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
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
  const reading = (before && reread?.(before, text)) ?? readGraph(text, undefined, abroad);
  known.set(text, reading);
  return reading;
}
