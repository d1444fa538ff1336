import { CHECK_TOLERANCE, type CheckedNumber } from "../differentiate/differences.ts";
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
  const isRight = check.error <= CHECK_TOLERANCE;
  const error = check.error === 0 ? "exact" : numberText(Number(check.error.toPrecision(1)));
  const text = isRight ? `✓ ${error}` : !check.isDecided ? "at a kink" : `≠ ${numberText(check.numeric)}`;
  return [
    {
      kind: "figures",
      key: "check",
      ...place,
      parts: [{ text }],
      size: TYPE.caption,
      look: isRight ? "muted" : "ink",
    },
  ];
}
