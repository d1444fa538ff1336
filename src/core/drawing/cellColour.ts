import { cellLook } from "./grid.ts";
import type { TokenName } from "./theme.ts";

const COLOURS = {
  "cell -3": "minus-3",
  "cell -2": "minus-2",
  "cell -1": "minus-1",
  "cell 0": "surface",
  "cell 1": "plus-1",
  "cell 2": "plus-2",
  "cell 3": "plus-3",
  "cell undefined": "surface",
} as const satisfies Record<ReturnType<typeof cellLook>, TokenName>;

/** The ground of an entry's cell, beside the largest size in its tensor. */
export function cellColour(entry: number, largest: number): TokenName {
  return COLOURS[cellLook(entry, largest)];
}
