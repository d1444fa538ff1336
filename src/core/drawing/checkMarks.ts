import { checkGradients } from "../differentiate/check.ts";
import type { CheckedNumber, GradientCheck } from "../differentiate/differences.ts";
import { numberText } from "../expression/numbers.ts";
import { type CheckPlace, checkPlaces, checkRoom } from "./checkPlaces.ts";
import { type Mark, TYPE } from "./marks.ts";
import type { Scene } from "./scene.ts";

/** A check of a graph that can be drawn. */
export interface DrawnCheck extends GradientCheck {
  /** What it says of an edge's factor, in a picture. */
  readonly edgeMarks: (scene: Scene, edge: number) => readonly Mark[];
  /** What it says of an input's gradient, in a picture. */
  readonly nodeMarks: (scene: Scene, node: number) => readonly Mark[];
}

/** Checks every factor and gradient, as `checkGradients` does, to be drawn in a picture of that graph. */
export function drawnCheck(...given: Parameters<typeof checkGradients>): DrawnCheck {
  const check = checkGradients(...given);
  return {
    ...check,
    edgeMarks: (scene, edge) =>
      scene.edges[edge]?.isUsed === true
        ? checkMarks(check.factors[edge], checkPlaces(scene).edges[edge])
        : [],
    nodeMarks: (scene, node) => checkMarks(check.gradients[node], checkPlaces(scene).nodes[node]),
  };
}

/** The error that a check has found, in words that need no colour, on paper where they cover a line: `✓ 2·10⁻¹²`, or `≠ 0.5`. */
function checkMarks(check: CheckedNumber | null | undefined, place: CheckPlace | undefined): readonly Mark[] {
  if (check == null || place === undefined) return [];
  const { verdict } = check;
  const error = check.error === 0 ? "exact" : numberText(Number(check.error.toPrecision(1)));
  const words = { agrees: `✓ ${error}`, differs: `≠ ${numberText(check.numeric)}`, kink: "at a kink" };
  const text = verdict === "unsettled" ? verdict : words[verdict];
  const { x, y, isClear } = place;
  const paper = { kind: "box", key: "check:paper", x, y, radius: 4, look: "line number" } as const;
  return [
    ...(isClear ? [] : [{ ...paper, ...checkRoom(text) }]),
    {
      kind: "figures",
      key: "check",
      x,
      y,
      parts: [{ text }],
      // As tall as what it judges: the picture of a large graph is seen smaller than it is drawn.
      size: TYPE.figures,
      look: verdict === "agrees" ? "muted" : "ink",
    },
  ];
}
