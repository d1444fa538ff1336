import { equalsSign, row } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import { typeset } from "../expression/typeset.ts";
import { graphNotation } from "../graph/notation.ts";
import { pathData } from "../layout/index.ts";
import type { Value } from "../tensor/tensor.ts";
import { valueText } from "../tensor/text.ts";
import type { Progress } from "../timeline/backwardStates.ts";
import type { GrowingGradient } from "../timeline/slots.ts";
import { arrowhead, lineBeforeArrow } from "./arrows.ts";
import type { AdjointScene, BackwardScene, ContributionScene } from "./backwardScene.ts";
import type { BorrowedScene } from "./borrowed.ts";
import { formulaMark, type Mark, TYPE } from "./marks.ts";
import { measureFigures } from "./measure.ts";
import { bodyMarks } from "./stillNode.ts";
import { gradientTab } from "./tabs.ts";

/** A gradient: what it is the sum of, and the sum as it grows. */
export function adjointMarks(
  { scene }: AdjointScene,
  gradient: GrowingGradient,
  isActive: boolean,
): readonly Mark[] {
  return [
    ...bodyMarks(scene, scene.label, isActive ? "node gradient" : "node"),
    ...gradientTab(scene, gradient),
  ];
}

/** What an edge brings: its way back, and the product on it, with its number once that is there. */
export function contributionMarks(
  { graph }: BackwardScene,
  { curve, plaque, formula, isScalar }: ContributionScene,
  value: Value | null,
  progress: Progress,
): readonly Mark[] {
  const isThere = progress !== "to come";
  const number =
    isThere && isScalar && typeof value === "number"
      ? [equalsSign, typeset(numberExpression(value), graphNotation(graph))]
      : [];
  const look = progress === "active" ? "edge gradient" : isThere ? "edge returned" : "edge unused";
  const ground = progress === "active" ? "plaque gradient" : isThere ? "plaque" : "plaque to come";
  return [
    { kind: "path", key: "line", d: pathData(lineBeforeArrow(curve)), look },
    {
      kind: "path",
      key: "arrowhead",
      d: arrowhead(curve),
      look: isThere ? "arrowhead gradient" : "arrowhead",
    },
    { kind: "box", key: "plaque", ...plaque, radius: 6, look: ground },
    formulaMark("brought", plaque, row(formula, ...number), TYPE.plaque, isThere ? "ink" : "muted"),
  ];
}

/** A stored value where it is borrowed; blank of its number while the sweep forward has not come by. */
export function borrowedMarks(
  { box, name }: BorrowedScene,
  value: Value | null,
  isActive: boolean,
): readonly Mark[] {
  const isThere = value !== null;
  const text = isThere && typeof value === "number" ? `${name} = ${valueText(value)}` : name;
  const look = isActive ? "tab value active" : isThere ? "tab value" : "tab to come";
  const ink = isActive ? "on value" : isThere ? "value" : "muted";
  return [
    { kind: "box", key: "pill", ...box, radius: box.height / 2, look },
    {
      kind: "figures",
      key: "pill:text",
      x: box.x,
      y: box.y,
      parts: [{ text }],
      size: TYPE.caption,
      look: ink,
    },
  ];
}

/** The dashed way of a stored value from its node to where it is borrowed. */
export function linkMark({ link, node }: BorrowedScene, key: string): Mark {
  return { kind: "path", key: `${key}:${node}`, d: pathData(link), look: "lift" };
}

/** What the two graphs are parted by. */
export function backwardTitleMark({ title }: BackwardScene): Mark {
  const text = "backward graph: the gradients, and what each edge brings";
  return {
    kind: "figures",
    key: "title",
    x: title.x + (measureFigures(text) * TYPE.figures) / 2,
    y: title.y,
    parts: [{ text }],
    size: TYPE.figures,
    look: "gradient",
  };
}
