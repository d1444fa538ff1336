import { useRef } from "react";

let gestures = 0;

/** Tells one drag, or one visit to a field, from the next, so that each is one entry of the history. */
export function useGesture(name: string): { readonly current: () => string; readonly begin: () => void } {
  const id = useRef(`${name}:0`);
  return {
    current: () => id.current,
    begin: () => {
      gestures += 1;
      id.current = `${name}:${gestures}`;
    },
  };
}
