import { useSyncExternalStore } from "react";

// The push's clock, the page's other one: it runs while somebody watches a push, and everything that swings in a frame
// is drawn for the same moment of it.

let seconds = 0;
let watched: string | null = null;
let request: number | null = null;
const watchers = new Set<() => void>();

function tick(last: number | null): void {
  request = requestAnimationFrame((now) => {
    tick(now);
    // A tab that was in the background goes on where it was.
    seconds += last === null ? 0 : Math.min(0.1, (now - last) / 1000);
    for (const tell of watchers) tell();
  });
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  if (request === null) tick(null);
  return () => {
    watchers.delete(tell);
    if (watchers.size > 0 || request === null) return;
    cancelAnimationFrame(request);
    request = null;
    watched = null;
  };
}

/** Lets the push at hand begin anew. */
export function restartPush(): void {
  seconds = 0;
}

/** Seconds since the push of an input began, frame by frame; 0 for ever where nobody wants motion. */
export function usePushSeconds(input: string, isMoving: boolean): number {
  return useSyncExternalStore(isMoving ? watch : watchNothing, () => {
    if (!isMoving) return 0;
    if (watched !== input) {
      watched = input;
      restartPush();
    }
    return seconds;
  });
}

function watchNothing(): () => void {
  return () => undefined;
}
