import type { CheckedNumber } from "../differentiate/differences.ts";
import { numberText } from "../expression/numbers.ts";
import type { Point } from "../layout/index.ts";
import { type Mark, TYPE } from "./marks.ts";

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

/** The error that a check has found, in words that need no colour: `✓ 2·10⁻¹²`, or `≠ 0.5`. */
export function checkMarks(check: CheckedNumber | null | undefined, place: Point): readonly Mark[] {
  if (check == null) return [];
  const { verdict } = check;
  const error = check.error === 0 ? "exact" : numberText(Number(check.error.toPrecision(1)));
  const words = { agrees: `✓ ${error}`, differs: `≠ ${numberText(check.numeric)}`, kink: "at a kink" };
  const text = verdict === "unsettled" ? verdict : words[verdict];
  return [
    {
      kind: "figures",
      key: "check",
      ...place,
      parts: [{ text }],
      size: TYPE.caption,
      look: verdict === "agrees" ? "muted" : "ink",
    },
  ];
}
