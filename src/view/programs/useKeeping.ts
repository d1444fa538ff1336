import { useEffect } from "react";
import type { EdgewiseStore } from "../../store/store.ts";
import { useEdgewise } from "../context.ts";
import { keepProgram } from "./storage.ts";

/** A program is kept once nothing has changed for this long, in milliseconds. */
const PAUSE = 700;

/** Keeps the program at hand in the browser, whenever it has changed and is one. */
export function useKeeping(): void {
  const store = useEdgewise();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe((now, before) => {
      if (now.goodText === before.goodText && now.values === before.values) return;
      clearTimeout(timer);
      timer = setTimeout(() => keepCurrent(store), PAUSE);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
}

export function keepCurrent(store: EdgewiseStore): void {
  const { programId, goodText, values, target } = store.getState();
  if (goodText !== "")
    keepProgram({ id: programId, text: goodText, values: Object.fromEntries(values), target });
}
