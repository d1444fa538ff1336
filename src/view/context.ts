import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Direction } from "../core/index.ts";
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

let asked: { readonly choices: Choices; readonly direction: Direction; readonly all: Derived | null } | null =
  null;

/** At each change, hundreds of parts of a page ask the same. */
function derivedOnce(choices: Choices, direction: Direction): Derived | null {
  if (asked?.choices !== choices || asked.direction !== direction)
    asked = { choices, direction, all: derived(choices, direction) };
  return asked.all;
}
