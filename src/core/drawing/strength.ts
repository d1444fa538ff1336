import { numberText } from "../expression/numbers.ts";

/** Of edges as strong as the gradient through them: the widest line, px, and the thinnest. */
const WIDEST = 10;
const THINNEST = 1.5;

/**
 * The width of a line, px, for a share of the largest gradient, on a scale that goes down so many powers of ten: each
 * tenth is as much thinner as the one before. 0 for a share of 0, which is drawn open.
 */
export function strengthWidth(share: number, decades: number): number {
  if (share === 0) return 0;
  const below = Math.min(decades, Math.max(0, -Math.log10(share)));
  return Math.round((WIDEST - ((WIDEST - THINNEST) * below) / decades) * 100) / 100;
}

/** The shares that a legend shows, with their words. */
export function strengthScale(
  decades: number,
): readonly { readonly share: number; readonly words: string }[] {
  const shares =
    decades === 1 ? [0.5, 0.2, 0.1] : Array.from({ length: decades }, (_, place) => 10 ** -(place + 1));
  const written = shares.map((share, place) => {
    const words = numberText(share);
    return { share, words: place + 1 === shares.length ? `${words} or less` : words };
  });
  return [{ share: 1, words: "largest" }, ...written, { share: 0, words: "0" }];
}
