/** A smaller screen than this is not projected: it is held in a hand, and read from near. */
const SMALLEST = 0.45;

/** How large a screen is beside the one of 1920 by 1080 px that type heights are given for: a projector shows both alike. */
export function screenShare(width: number, height: number): number {
  return Math.max(SMALLEST, Math.min(width / 1920, height / 1080));
}
