import { cellLook } from "./grid.ts";
import { LOOKS, type TokenName } from "./theme.ts";

/** The ground of an entry's cell, beside the largest size in its tensor. */
export function cellColour(entry: number, largest: number): TokenName {
  return LOOKS[cellLook(entry, largest)].fill;
}
