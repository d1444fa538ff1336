import { useSyncExternalStore } from "react";
import { keep, type Library, readLibrary, type SavedProgram, writeLibrary } from "../../formats/library.ts";

const KEY = "edgewise:programs";

interface Stored {
  readonly library: Library;
  /** What the person is told, once, when the browser keeps nothing. */
  readonly problem: string | null;
}

let stored: Stored | null = null;
const listeners = new Set<() => void>();

function current(): Stored {
  stored ??= { library: readLibrary(readStorage()), problem: null };
  return stored;
}

function readStorage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Blocked: it will be said when something should have been kept.
    return null;
  }
}

/** Replaces the library, here and in the browser's storage. Where that is full or blocked, the page goes on without it. */
export function setLibrary(library: Library): void {
  let { problem } = current();
  try {
    localStorage.setItem(KEY, writeLibrary(library));
  } catch {
    problem ??=
      "This browser keeps no programs: its storage is full or blocked. The address still holds this one.";
  }
  stored = { library, problem };
  for (const notify of listeners) notify();
}

export function keepProgram(program: SavedProgram): void {
  setLibrary(keep(current().library, program));
}

export function forgetProblem(): void {
  stored = { ...current(), problem: "" };
  for (const notify of listeners) notify();
}

export function useStored(): Stored {
  return useSyncExternalStore((notify) => {
    listeners.add(notify);
    return () => listeners.delete(notify);
  }, current);
}
