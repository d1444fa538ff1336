import type { Box } from "../layout/index.ts";

/** The area that two boxes share, in square pixels; 0 where they do not meet. */
export function overlap(one: Box, other: Box): number {
  const width =
    Math.min(one.x + one.width / 2, other.x + other.width / 2) -
    Math.max(one.x - one.width / 2, other.x - other.width / 2);
  const height =
    Math.min(one.y + one.height / 2, other.y + other.height / 2) -
    Math.max(one.y - one.height / 2, other.y - other.height / 2);
  return width > 0 && height > 0 ? width * height : 0;
}
