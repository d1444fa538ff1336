import type { Size } from "../layout/index.ts";
import type { ProductOrder } from "../timeline/order.ts";
import type { Mark } from "./marks.ts";
import type { Look } from "./theme.ts";

/** A drawing with its size, its corner at 0, 0. */
export interface ProductDrawing extends Size {
  readonly marks: readonly Mark[];
  /** False where a side would be too thin to be seen, and is drawn thicker. */
  readonly isToScale: boolean;
}

/** Round the rectangles, for the sizes along their sides. */
const MARGIN = 22;
const LARGEST_UNIT = 26;
const THINNEST = 4;
const LABEL = 14;
/** The narrowest side in which a name has room. */
const NAME_ROOM = 24;

/**
 * Two factors as rectangles to scale, one at the lower left and one at the upper right, so that the sides that must be
 * equal meet at a corner: where they are, the result fills the lower right, its rows those of the left factor and its
 * columns those of the right one. `isWanted` is false for an order that is not taken: it is crossed out.
 */
export function productDrawing(order: ProductOrder, room: Size, isWanted: boolean): ProductDrawing {
  const { left, right, meets } = order;
  const unit = Math.min(
    LARGEST_UNIT,
    (room.width - 2 * MARGIN) / (left.columns + right.columns),
    (room.height - 2 * MARGIN) / (right.rows + left.rows),
  );
  const sides = [left.rows, left.columns, right.rows, right.columns].map((side) => side * unit);
  const [leftHeight = 0, leftWidth = 0, rightHeight = 0, rightWidth = 0] = sides.map((side) =>
    Math.max(THINNEST, side),
  );
  const corner = { x: MARGIN + leftWidth, y: MARGIN + rightHeight };
  const [end, bottom] = [corner.x + rightWidth, corner.y + leftHeight];
  // In a tight corner two equal sizes would be written over one another.
  const isTight = meets && Math.max(leftWidth, rightHeight) < 2 * LABEL;
  const inner: Look = meets ? "inner side" : "inner side misfit";
  const result: readonly Mark[] = meets
    ? [rectangle("result", corner.x, corner.y, rightWidth, leftHeight, "tab to come")]
    : [];
  const size = { width: end + MARGIN, height: bottom + MARGIN };
  return {
    ...size,
    isToScale: sides.every((side) => side >= THINNEST),
    marks: [
      ...result,
      rectangle("left", MARGIN, corner.y, leftWidth, leftHeight, "factor"),
      rectangle("right", corner.x, MARGIN, rightWidth, rightHeight, "factor"),
      { kind: "path", key: "left inner", d: `M${MARGIN},${corner.y}H${corner.x}`, look: inner },
      { kind: "path", key: "right inner", d: `M${corner.x},${MARGIN}V${corner.y}`, look: inner },
      ...nameMark("left name", left.name, MARGIN, corner.y, leftWidth, leftHeight),
      ...nameMark("right name", right.name, corner.x, MARGIN, rightWidth, rightHeight),
      label("left columns", left.columns, MARGIN + leftWidth / 2, corner.y - LABEL * 0.8, inner),
      ...(isTight
        ? []
        : [label("right rows", right.rows, corner.x - LABEL * 0.8, MARGIN + rightHeight / 2, inner)]),
      label("left rows", left.rows, MARGIN - LABEL * 0.8, corner.y + leftHeight / 2, "muted"),
      label("right columns", right.columns, corner.x + rightWidth / 2, MARGIN - LABEL * 0.7, "muted"),
      ...(isWanted ? [] : [crossedOut(size)]),
    ],
  };
}

function rectangle(key: string, left: number, top: number, width: number, height: number, look: Look): Mark {
  return { kind: "box", key, x: left + width / 2, y: top + height / 2, width, height, radius: 0, look };
}

function nameMark(
  key: string,
  name: string,
  left: number,
  top: number,
  width: number,
  height: number,
): readonly Mark[] {
  if (Math.min(width, height) < NAME_ROOM) return [];
  const place = { x: left + width / 2, y: top + height / 2 };
  return [{ kind: "figures", key, ...place, parts: [{ text: name }], size: LABEL, look: "ink" }];
}

/** A size along a side; those that meet are as bold as their sides. */
function label(key: string, size: number, x: number, y: number, look: Look): Mark {
  const text: Look = look === "inner side" ? "ink" : look === "inner side misfit" ? "misfit" : look;
  return { kind: "figures", key, x, y, parts: [{ text: String(size) }], size: LABEL, look: text };
}

function crossedOut({ width, height }: Size): Mark {
  const [right, bottom] = [width - MARGIN / 2, height - MARGIN / 2];
  const d = `M${MARGIN / 2},${MARGIN / 2}L${right},${bottom}M${right},${MARGIN / 2}L${MARGIN / 2},${bottom}`;
  return { kind: "path", key: "crossed out", d, look: "crossed out" };
}
