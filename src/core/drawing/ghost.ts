import { numberText } from "../expression/numbers.ts";
import type { Curve, Direction, Point } from "../layout/index.ts";
import type { Value } from "../tensor/tensor.ts";
import type { GrowingSum } from "../timeline/slots.ts";
import { prefixed } from "./frame.ts";
import { type FiguresPart, formulaMark, type Mark, TYPE, tabMarks, tabSize } from "./marks.ts";
import { outlineMark } from "./outline.ts";
import type { SceneNode } from "./scene.ts";
import { gradientPlace, mostAt, tangentTab, valueTab } from "./tabs.ts";

/** The label of a copy, smaller than that of the input itself. */
const GHOST_TYPE = TYPE.node * 0.85;

/** How much of a copy has been filled: its input's value and tangent, and what its own edge brings to the gradient. */
export interface GhostState {
  readonly value: Value | null;
  readonly tangent: GrowingSum | null;
  readonly contribution: Value | null;
}

/** What the keys of a copy's marks begin with, beside those of its edge. */
export const GHOST = "ghost";

/** A copy of an input at rest: a dashed outline, its name, its value, and what comes back to the input from here. */
export function ghostMarks(
  ghost: SceneNode,
  { value, tangent, contribution }: GhostState,
  look: "ghost" | "ghost gradient" = "ghost",
): readonly Mark[] {
  const { box, node, direction, label } = ghost;
  const role = node.kind === "input" ? node.role : null;
  return prefixed(GHOST, [
    outlineMark("box", box, { role, direction }, look),
    formulaMark("label", box, label, GHOST_TYPE, "muted"),
    ...(value === null ? [] : valueTab(ghost, value)),
    ...(tangent === null ? [] : tangentTab(ghost, tangent)),
    ...(contribution === null ? [] : contributionTab(ghost, contribution)),
  ]);
}

/** A term of a sum that stands elsewhere: `+ 3`. */
export function termParts(contribution: Value): readonly FiguresPart[] {
  const number = Number(contribution);
  const text = numberText(number);
  return [{ text: number < 0 ? `+ (${text})` : `+ ${text}` }];
}

function contributionTab(ghost: SceneNode, contribution: Value): readonly Mark[] {
  const parts = termParts(contribution);
  const place = termPlace(ghost, contribution);
  return tabMarks("term", place, parts, "tab gradient waiting", "gradient", mostAt(ghost));
}

/** Where the term stands. */
export function termPlace(ghost: SceneNode, contribution: Value): Point {
  return gradientPlace(ghost, tabSize(termParts(contribution), mostAt(ghost)));
}

/** How far a way bends aside that would lead along the column of nodes in which it begins, px. */
const BEND = 120;
/** So far apart, along the picture's direction, that a way leaves its column by itself, px. */
const APART = 400;

/** The way from a copy to the input itself: straight, or past the nodes between them that stand in one column. */
export function wayHome(from: Point, to: Point, direction: Direction): Curve {
  const apart = Math.abs(direction === "right" ? to.x - from.x : to.y - from.y);
  const bend = BEND * Math.max(0, 1 - apart / APART);
  const aside = ({ x, y }: Point): Point => (direction === "right" ? { x: x - bend, y } : { x, y: y + bend });
  const between = (share: number): Point => ({
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
  });
  return [from, aside(between(0.1)), aside(between(0.9)), to];
}
