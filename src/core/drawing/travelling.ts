import { equalsSign, type Formula, row } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import type { Expression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import type { Graph } from "../graph/graph.ts";
import { graphNotation } from "../graph/notation.ts";
import { type Curve, type Point, pathData, pointAt, subcurve } from "../layout/index.ts";
import type { Value } from "../tensor/tensor.ts";
import { chevron } from "./arrows.ts";
import { type Departing, departing } from "./departing.ts";
import { type Frame, hasReached, motion, prefixed } from "./frame.ts";
import { type Mark, type TabContent, tabMarks, tabSize } from "./marks.ts";
import { type ActiveLooks, stopBeside } from "./movingEdge.ts";
import { fractionAt, type PlaqueOnCurve } from "./plaquePlace.ts";

// What travels along an edge in a step, whichever way: to the plaque in the first beat, on from it in the fourth.

/** What comes to a plaque, from the tab of the node that gives it. */
export interface Arriving {
  readonly place: PlaqueOnCurve;
  readonly from: Point;
  readonly content: TabContent;
  readonly goal: Goal;
}

/** The end of a curve that something travels to: 0 where the curve begins, 1 where it ends. */
export type Goal = 0 | 1;

/** What arrives, from the tab in which it stands to beside the plaque. */
export function arrivingTab(frame: Frame, arriving: Arriving, { tab, text }: ActiveLooks): readonly Mark[] {
  const { place } = departureOf(frame, arriving);
  return prefixed("arriving", tabMarks("tab", place, arriving.content, tab, text));
}

function departureOf(frame: Frame, { place, from, content, goal }: Arriving): Departing {
  const start: Goal = goal === 1 ? 0 : 1;
  const stop = stopBeside(place, tabSize(content), start);
  return departing({ tab: from, curve: place.curve, start, stop }, motion(frame, 0));
}

/** What the product comes to, from beside the plaque to where it is added; then it is there. */
export function departingTab(
  frame: Frame,
  place: PlaqueOnCurve,
  content: TabContent,
  goal: Goal,
  { tab, text }: ActiveLooks,
): readonly Mark[] {
  if (hasReached(frame, 4)) return [];
  const start = stopBeside(place, tabSize(content), goal);
  const at = pointAt(place.curve, start + (goal - start) * motion(frame, 3));
  return prefixed("departing", tabMarks("tab", at, content, tab, text));
}

/** How a way that has been come along is drawn. */
export interface WayLooks {
  readonly line: "edge gradient" | "edge tangent";
  readonly chevron: "chevron" | "chevron tangent";
}

/** The part of a curve that has been come along, with chevrons that point the way it goes. */
export function travelledWay(
  frame: Frame,
  arriving: Arriving,
  drawn: Curve,
  looks: WayLooks,
): readonly Mark[] {
  const { place, goal } = arriving;
  const { curve, plaque } = place;
  const start = 1 - goal;
  const middle = fractionAt(curve, plaque);
  const { share } = departureOf(frame, arriving);
  const reached = hasReached(frame, 3)
    ? middle + (goal - middle) * motion(frame, 3)
    : start + (middle - start) * share;
  if (reached === start) return [];
  const [from, to] = goal === 1 ? [0, reached] : [reached, 1];
  const places = [(start + middle) / 2, (goal + middle) / 2].filter((at) =>
    goal === 1 ? at < reached : at > reached,
  );
  return [
    { kind: "path", key: "line", d: pathData(subcurve(drawn, from, to)), look: looks.line },
    ...places.map(
      (at, index): Mark => ({
        kind: "path",
        key: `chevron${index}`,
        d: chevron(curve, at, goal === 1 ? "forward" : "back"),
        look: looks.chevron,
      }),
    ),
  ];
}

/** `2 · 1 = 2`: two numbers and what their product comes to. */
export function numericProduct(graph: Graph, left: Value, right: Value, result: Value): Formula {
  const notation = graphNotation(graph);
  const product: Expression = {
    kind: "binary",
    operator: "*",
    left: numberExpression(Number(left)),
    right: numberExpression(Number(right)),
    from: 0,
    to: 0,
  };
  return row(typeset(product, notation), equalsSign, typeset(numberExpression(Number(result)), notation));
}
