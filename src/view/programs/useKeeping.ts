import { useEffect } from "react";
import { numbersOf } from "../../core/index.ts";
import { keep } from "../../formats/library.ts";
import { newId } from "../../store/newId.ts";
import type { Choices, EdgewiseStore, OpenedProgram } from "../../store/store.ts";
import { useEdgewise } from "../context.ts";
import { changeLibrary } from "./storage.ts";

/** A program is kept once nothing has changed for this long, in milliseconds. */
const PAUSE = 700;

type Content = Pick<Choices, "goodText" | "values">;

// What is kept already, or was opened and not changed since: keeping it would only bring back what was deleted.
let kept: Content | null = null;

function isKept({ goodText, values }: Content): boolean {
  return kept?.goodText === goodText && kept.values === values;
}

/** Keeps the program at hand in the browser, whenever it has changed and is one. */
export function useKeeping(): void {
  const store = useEdgewise();
  useEffect(() => {
    kept ??= store.getState();
    let timer: ReturnType<typeof setTimeout> | null = null;
    let due = 0;
    // One timer looks at the clock: in each frame of a drag, a new one would cost more than the frame's numbers.
    const look = (): void => {
      const wait = due - performance.now();
      timer = wait > 1 ? setTimeout(look, wait) : null;
      if (timer === null) keepCurrent(store);
    };
    const stop = store.subscribe((now) => {
      if (isKept(now)) return;
      due = performance.now() + PAUSE;
      timer ??= setTimeout(look, PAUSE);
    });
    const keepNow = (): void => keepCurrent(store);
    addEventListener("pagehide", keepNow);
    return () => {
      stop();
      removeEventListener("pagehide", keepNow);
      if (timer !== null) clearTimeout(timer);
    };
  }, [store]);
}

/** Keeps the program at hand if it has changed since it was kept or opened. */
export function keepCurrent(store: EdgewiseStore): void {
  const now = store.getState();
  const { programId, goodText, values, target } = now;
  if (goodText === "" || isKept(now)) return;
  kept = now;
  const program = {
    id: programId,
    text: goodText,
    values: Object.fromEntries([...values].map(([name, value]) => [name, numbersOf(value)])),
    target,
  };
  changeLibrary((library) => keep(library, program));
}

/** Opens another program in place of the one at hand, which is kept first. */
export function openProgram(store: EdgewiseStore, program: OpenedProgram): void {
  keepCurrent(store);
  store.getState().open(program);
  leaveUnkept(store);
}

/** What is there now was opened and not made: it is kept once it is changed. */
export function leaveUnkept(store: EdgewiseStore): void {
  kept = store.getState();
}

/** Begins another program in place of the one at hand, which is kept first: the next change is kept apart from it. */
export function beginAnother(store: EdgewiseStore): void {
  keepCurrent(store);
  store.getState().choose({ programId: newId() });
}
