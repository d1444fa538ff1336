import { createContext, useContext, useLayoutEffect } from "react";
import { type StoreApi, useStore } from "zustand";
import type { Direction, Playhead } from "../core/index.ts";
import type { Actions, Choices, EdgewiseStore } from "../store/store.ts";
import { type Derived, derived } from "./derived/derived.ts";
import { haveSameFields } from "./derived/remember.ts";
import { momentAt, stepsOf } from "./derived/schedule.ts";

export const StoreContext = createContext<EdgewiseStore | null>(null);
/** The direction in use: the chosen one, or the one that suits the stage. */
export const DirectionContext = createContext<Direction>("right");

export function useEdgewise(): EdgewiseStore {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("a component stands outside the store's context");
  return store;
}

/** A part of the choices. Of the playhead it hears when the moment is another one: who draws frames has {@link useFrames}. */
export function useChoice<Part>(select: (choices: Choices & Actions) => Part): Part {
  return useStore(momentsOf(useEdgewise()), select);
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

type Told = Pick<StoreApi<Choices & Actions>, "getState" | "getInitialState" | "subscribe">;

const moments = new WeakMap<EdgewiseStore, Told>();

/** The store as it is told from moment to moment: hundreds of components do not ask in each frame whether they are others. */
function momentsOf(store: EdgewiseStore): Told {
  const known = moments.get(store);
  if (known !== undefined) return known;
  const listeners = new Set<(now: Choices & Actions, before: Choices & Actions) => void>();
  store.subscribe((now, before) => {
    if (isSameMoment(now, before)) return;
    for (const listener of listeners) listener(now, before);
  });
  const made: Told = {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  moments.set(store, made);
  return made;
}

/** Whether nothing but the playhead has moved, and that within its moment. */
function isSameMoment(now: Choices, before: Choices): boolean {
  if (now.playhead === before.playhead) return false;
  if (!haveSameFields({ ...now, playhead: before.playhead }, before)) return false;
  const steps = stepsOf(now);
  return momentAt(steps, before.playhead) === momentAt(steps, now.playhead);
}

let asked: { readonly choices: Choices; readonly direction: Direction; readonly all: Derived | null } | null =
  null;

/** At each change, hundreds of parts of a page ask the same. */
function derivedOnce(choices: Choices, direction: Direction): Derived | null {
  if (asked?.choices !== choices || asked.direction !== direction)
    asked = { choices, direction, all: derived(choices, direction) };
  return asked.all;
}
