import { useDeferredValue } from "react";
import { readingOf } from "../../store/reading.ts";
import { useChoice } from "../context.ts";

/** How the text at hand can be read: as the program that is shown, as one without a graph, or not at all. */
type Reading = "shown" | "without a graph" | "none";

/**
 * Of the text as it was a moment ago: of hundreds of rows, each is another one when a text becomes wrong, and nobody is
 * at one of them while typing.
 */
export function useReading(): Reading {
  const now = useChoice(({ text, goodText }): Reading => {
    if (text === goodText) return "shown";
    return readingOf(text).program === null ? "none" : "without a graph";
  });
  return useDeferredValue(now);
}
