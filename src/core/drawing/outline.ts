import type { Role } from "../language/input.ts";
import type { Box, Direction, Point } from "../layout/index.ts";
import type { Mark } from "./marks.ts";
import type { Look } from "./theme.ts";

const RADIUS = 12;
/** How far data leans beyond its box. It never draws back behind it: edges begin at the box's sides. */
const LEAN = 11;
/** Between the two lines of a constant. */
const DOUBLE = 4;

/**
 * A node's outline, told apart by shape alone: a rounded box, for data a parallelogram (the flowchart's sign, ISO 5807),
 * and for a constant two lines with square corners.
 */
export function outlineMark(
  key: string,
  box: Box,
  { role, direction }: { readonly role: Role | null; readonly direction: Direction },
  look: Look,
): Mark {
  switch (role) {
    case "data":
      return { kind: "path", key, d: roundedPolygon(leaning(box, direction)), look };
    case "constant":
      return { kind: "path", key, d: rectangle(box, 0) + rectangle(box, DOUBLE), look };
    case "parameter":
    case null:
      return { kind: "box", key, ...box, radius: RADIUS, look };
  }
}

/** The sides that lean are those on which no tabs stand. */
function leaning({ x, y, width, height }: Box, direction: Direction): readonly Point[] {
  const [left, right] = [x - width / 2, x + width / 2];
  const [top, bottom] = [y - height / 2, y + height / 2];
  const [across, along] = direction === "right" ? [LEAN, 0] : [0, LEAN];
  return [
    { x: left, y: top },
    { x: right + across, y: top - along },
    { x: right, y: bottom },
    { x: left - across, y: bottom + along },
  ];
}

function rectangle({ x, y, width, height }: Box, inset: number): string {
  const [left, top] = [x - width / 2 + inset, y - height / 2 + inset];
  return `M${left},${top}h${width - 2 * inset}v${height - 2 * inset}h${2 * inset - width}z`;
}

/** How much of a side is given to the rounding at its end. */
const ROUNDING = 5;

function roundedPolygon(corners: readonly Point[]): string {
  const parts = corners.map((corner, index) => {
    const before = towards(corner, corners.at(index - 1) ?? corner);
    const after = towards(corner, corners[(index + 1) % corners.length] ?? corner);
    return `${index === 0 ? "M" : "L"}${written(before)}Q${written(corner)} ${written(after)}`;
  });
  return `${parts.join("")}Z`;
}

function towards(from: Point, to: Point): Point {
  const share = ROUNDING / Math.hypot(to.x - from.x, to.y - from.y);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function written({ x, y }: Point): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}
