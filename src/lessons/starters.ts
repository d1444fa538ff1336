import { GALLERY } from "./gallery.ts";
import type { Example } from "./opening.ts";

/** What an empty page offers to begin with: an expression, a neuron, a small net. */
export const STARTERS: readonly Example[] = ["used-twice", "micrograd-neuron", "network"].flatMap((wanted) =>
  GALLERY.filter(({ id }) => id === wanted),
);
