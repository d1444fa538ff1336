import { useSyncExternalStore } from "react";

/** What was needed and could not be fetched, each as what tries it again. */
let missing: readonly (() => void)[] = [];
const listeners = new Set<() => void>();
/** The stylesheets among it. */
const failed = new Set<Element>();
addEventListener("error", ({ target }) => target instanceof HTMLLinkElement && failed.add(target), true);

function setMissing(tries: readonly (() => void)[]): void {
  missing = tries;
  for (const notify of listeners) notify();
}

/**
 * A part of the page that comes later. The promise never fails: where the part cannot be fetched, the page says so, and
 * the promise waits until it is tried again, by the person or because the connection is back.
 */
export async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch {
    await new Promise<void>((resolve) => setMissing([...missing, resolve]));
    return fetchPart(load);
  }
}

/** Tries again whatever is missing. */
export function tryAgain(): void {
  // The import that a stylesheet belongs to asks for it no second time.
  for (const link of failed) link.replaceWith(link.cloneNode());
  failed.clear();
  const tries = missing;
  setMissing([]);
  for (const again of tries) again();
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}

/** Whether something that is needed could not be fetched. */
export function useIsMissing(): boolean {
  return useSyncExternalStore(subscribe, () => missing.length > 0);
}
