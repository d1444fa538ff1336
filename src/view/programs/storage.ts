import { useSyncExternalStore } from "react";
import { type Library, readLibrary, writeLibrary } from "../../formats/library.ts";

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

/**
 * Changes the library, here and in the browser's storage. What another tab has kept meanwhile is read first, so that
 * neither erases the other's. Where storage is full or blocked, the page goes on without it.
 */
export function changeLibrary(change: (library: Library) => Library): void {
  let { problem } = current();
  const latest = readStorage();
  const library = change(latest === null ? current().library : readLibrary(latest));
  try {
    localStorage.setItem(KEY, writeLibrary(library));
  } catch {
    problem ??=
      "This browser keeps no programs: its storage is full or blocked. The address still holds this one.";
  }
  stored = { library, problem };
  notifyAll();
}

function notifyAll(): void {
  for (const notify of listeners) notify();
}

/** Hears what another tab has kept. */
function followOtherTabs(event: StorageEvent): void {
  if (event.key !== KEY) return;
  stored = { ...current(), library: readLibrary(event.newValue) };
  notifyAll();
}

export function forgetProblem(): void {
  stored = { ...current(), problem: "" };
  notifyAll();
}

export function useStored(): Stored {
  return useSyncExternalStore((notify) => {
    if (listeners.size === 0) addEventListener("storage", followOtherTabs);
    listeners.add(notify);
    return () => listeners.delete(notify);
  }, current);
}
