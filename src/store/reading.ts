import { readProgram } from "../core/index.ts";

type Reading = ReturnType<typeof readProgram>;

/** Texts that are asked about again and again: the one before a change and the one after it. */
const MOST = 4;

const known = new Map<string, Reading>();

/** What a text says, read once however many ask: the store, what follows from it, the editor, the address. */
export function readingOf(text: string): Reading {
  const found = known.get(text);
  if (found !== undefined) return found;
  const [oldest] = known.keys();
  if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
  const reading = readProgram(text);
  known.set(text, reading);
  return reading;
}
