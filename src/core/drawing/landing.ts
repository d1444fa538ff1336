import { type Curve, type Point, pointAt, type Size } from "../layout/index.ts";
import { towards } from "./departing.ts";
import { prefixed } from "./frame.ts";
import { type FiguresPart, type Mark, onTop, type TabContent, TYPE, tabMarks, tabSize } from "./marks.ts";
import { measureFigures } from "./measure.ts";
import type { ActiveLooks } from "./movingEdge.ts";

/** A part of a sum that has come along its edge, and is now added. */
export interface Landing {
  /** Where it has come to. */
  readonly from: Point;
  readonly part: TabContent;
  /** The sum while this part's slot is empty: as it is drawn, and as it is written, the slot marked as new. */
  readonly waiting: readonly Mark[];
  readonly slots: TabContent;
  /** The sum with it. */
  readonly sum: TabContent;
  readonly placeOf: (size: Size) => Point;
  /** The way to a slot, from where the part has come to; a straight line unless given. */
  readonly wayTo?: (slot: Point) => Curve;
}

/** The last way of a part: from the end of its edge into its slot of the sum. When it is there, the sum is written with it. */
export function landingMarks(
  { from, part, waiting, slots, sum, placeOf, wayTo }: Landing,
  arrival: number,
  { tab, text }: ActiveLooks,
): readonly Mark[] {
  if (arrival === 1) return prefixed("arrival", tabMarks("tab", placeOf(tabSize(sum)), sum, tab, text));
  const size = tabSize(slots);
  const { x, y } = placeOf(size);
  const to = { x: x + slotOffset(slots), y };
  const at = wayTo === undefined ? towards(from, to, arrival) : pointAt(wayTo(to), arrival);
  return [
    ...prefixed("waiting", waiting),
    ...onTop(prefixed("landing", tabMarks("tab", at, part, tab, text))),
  ];
}

/** How far the middle of the new part of a line of figures is from the middle of the line, px. */
function slotOffset(content: TabContent): number {
  if (!Array.isArray(content)) return 0;
  const parts: readonly FiguresPart[] = content;
  const slot = parts.findIndex(({ isNew }) => isNew === true);
  if (slot < 0) return 0;
  const widthOf = (some: readonly FiguresPart[]): number =>
    measureFigures(some.map(({ text }) => text).join("")) * TYPE.figures;
  return widthOf(parts.slice(0, slot)) + widthOf(parts.slice(slot, slot + 1)) / 2 - widthOf(parts) / 2;
}
