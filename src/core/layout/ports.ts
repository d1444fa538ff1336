/** Nearest that two arrowheads may come, px. */
const LEAST = 14;
/** Widest distance between two arrowheads, px: they belong to one consumer and should look so. */
const WIDEST = 28;
/** Kept free at either end of a side, px, for its rounded corner; less of it when there are many operands. */
const CORNER = 16;
const TIGHT_CORNER = 6;

/**
 * Where an edge arrives on its consumer's side: px from the side's middle, negative towards the first operand's end.
 * `arrival` counts 0 … count − 1 from there; `breadth` is the side's length, px.
 */
export function portOffset(arrival: number, count: number, breadth: number): number {
  return (arrival - (count - 1) / 2) * portDistance(count, breadth);
}

function portDistance(count: number, breadth: number): number {
  if (count < 2) return 0;
  const roomy = (breadth - 2 * CORNER) / (count - 1);
  if (roomy >= LEAST) return Math.min(WIDEST, roomy);
  return Math.max(0, Math.min(LEAST, (breadth - 2 * TIGHT_CORNER) / (count - 1)));
}
