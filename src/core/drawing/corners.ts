import type { CheckedNumber } from "../differentiate/differences.ts";
import { numberText } from "../expression/numbers.ts";
import type { Point } from "../layout/index.ts";
import { type Mark, TYPE } from "./marks.ts";

export function warningSign(place: Point): Mark {
  return {
    kind: "figures",
    key: "warning",
    ...place,
    parts: [{ text: "!" }],
    size: TYPE.node,
    look: "warning",
  };
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
