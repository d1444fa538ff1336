import type { Point } from "../layout/index.ts";
import type { Mark } from "./marks.ts";

/** How far the sign below reaches from its middle, px. */
export const WARNING_REACH = 10;

/** A triangle with an exclamation mark in it, its middle at a place. */
export function warningSign({ x, y }: Point): readonly Mark[] {
  const at = (across: number, down: number): string => `${(x + across).toFixed(2)},${(y + down).toFixed(2)}`;
  return [
    {
      kind: "path",
      key: "warning",
      d: `M${at(0, -WARNING_REACH)}L${at(WARNING_REACH, 8)}L${at(-WARNING_REACH, 8)}Z`,
      look: "warning sign",
    },
    {
      kind: "path",
      key: "warning:mark",
      d: `M${at(0, -4)}L${at(0, 1)}M${at(0, 5)}L${at(0, 5.3)}`,
      look: "warning mark",
    },
  ];
}
