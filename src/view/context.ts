import { createContext, useContext, useLayoutEffect } from "react";
import { useStore } from "zustand";
import type { Direction, Playhead } from "../core/index.ts";
import type { Actions, Choices, EdgewiseStore } from "../store/store.ts";
import { type Derived, derived } from "./derived/derived.ts";

export const StoreContext = createContext<EdgewiseStore | null>(null);
/** The direction in use: the chosen one, or the one that suits the stage. */
export const DirectionContext = createContext<Direction>("right");

export function useEdgewise(): EdgewiseStore {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("a component stands outside the store's context");
  return store;
}

export function useChoice<Part>(select: (choices: Choices & Actions) => Part): Part {
  return useStore(useEdgewise(), select);
}

/** A part of what follows from the choices; null while there is no graph. */
export function useDerived<Part>(select: (all: Derived) => Part): Part | null {
  const direction = useContext(DirectionContext);
  return useChoice((choices) => {
    const all = derivedOnce(choices, direction);
    return all === null ? null : select(all);
  });
}

/**
 * Calls `draw` whenever the playhead moves or what follows from the choices is other, within the frame and before it is
 * painted: what moves writes its elements itself, so that a frame is no render. `draw` is the same function from one
 * render to the next while it draws the same.
 */
export function useFrames(draw: (all: Derived | null, playhead: Playhead) => void): void {
  const store = useEdgewise();
  const direction = useContext(DirectionContext);
  useLayoutEffect(() => {
    let drawn: readonly [Derived | null, Playhead] | null = null;
    const tell = (): void => {
      const choices = store.getState();
      const all = derivedOnce(choices, direction);
      if (drawn?.[0] === all && drawn[1] === choices.playhead) return;
      drawn = [all, choices.playhead];
      draw(all, choices.playhead);
    };
    tell();
    return store.subscribe(tell);
  }, [store, direction, draw]);
}

let asked: { readonly choices: Choices; readonly direction: Direction; readonly all: Derived | null } | null =
  null;

/** At each change, hundreds of parts of a page ask the same. */
function derivedOnce(choices: Choices, direction: Direction): Derived | null {
  if (asked?.choices !== choices || asked.direction !== direction)
    asked = { choices, direction, all: derived(choices, direction) };
  return asked.all;
}
