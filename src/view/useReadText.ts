import { useSyncExternalStore } from "react";
import type { ReadText } from "../core/index.ts";
import { knowsAbroad, onReadAgain, readingOf } from "../store/reading.ts";
import { useChoice } from "./context.ts";
import { useIsMissing } from "./fetching.ts";

/**
 * What the text at hand says; null for the moment in which something is wrong with it and the words for what comes from
 * other languages are still being fetched.
 */
export function useReadText(): ReadText | null {
  const text = useChoice((choices) => choices.text);
  const read = useSyncExternalStore(onReadAgain, () => readingOf(text));
  const isMissing = useIsMissing();
  return read.program !== null || knowsAbroad() || isMissing ? read : null;
}
