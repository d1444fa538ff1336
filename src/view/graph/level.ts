import type { View } from "./camera.ts";
import { SMALLEST_LEGIBLE } from "./region.ts";

/** Lines are at least so wide on the screen, px. */
const THINNEST = 0.9;
/** From this scale down, the thinnest line of the picture would be thinner. */
const THIN_BELOW = 0.75;

/** A scale in quarters of an octave: what is drawn for it stays for a while, and is at most a tenth too large or small. */
export function quarterOctave(scale: number): number {
  return 2 ** (Math.round(4 * Math.log2(scale)) / 4);
}

/** Tells the stylesheet how near the picture is: where formulas cannot be read, names stand in their place. */
export function showLevel(picture: HTMLElement, { scale }: View): void {
  const level = scale < SMALLEST_LEGIBLE ? "names" : "formulas";
  if (picture.dataset.level !== level) picture.dataset.level = level;
  const thinnest = scale < THIN_BELOW ? `${(THINNEST / quarterOctave(scale)).toFixed(2)}px` : "0px";
  if (picture.style.getPropertyValue("--thinnest") !== thinnest)
    picture.style.setProperty("--thinnest", thinnest);
}
