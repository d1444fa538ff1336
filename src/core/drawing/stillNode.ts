import type { Formula } from "../expression/formula.ts";
import type { Box, Direction, Point } from "../layout/index.ts";
import { shapeText, type Value } from "../tensor/tensor.ts";
import type { GrowingGradient, GrowingSum } from "../timeline/slots.ts";
import { WARNING_REACH, warningSign } from "./corners.ts";
import { formulaMark, type Mark, TYPE } from "./marks.ts";
import { measureFormula } from "./measure.ts";
import { outlineMark } from "./outline.ts";
import { CAPTION_ROOM, type SceneNode, TAB_OVERLAP } from "./scene.ts";
import { type SignKind, signMarks } from "./signs.ts";
import { gradientTab, tangentTab, valueTab } from "./tabs.ts";
import type { Look } from "./theme.ts";

/** How much of a node has been filled. */
export interface NodeState {
  readonly value: Value | null;
  readonly gradient: GrowingGradient;
  /** Its tangent, where the schedule has a sweep forward. */
  readonly tangent?: GrowingSum | null;
  /** What differences say of the gradient, when that was asked for. */
  readonly check?: readonly Mark[];
  /** Whether its value, not a finite number, was born here or came from an operand. */
  readonly trouble?: "born" | "downstream" | null;
  /** What has become of its gradient, where that has to be said. */
  readonly finding?: SignKind | null;
}

/** A node at rest: its box, its label, its value above and its gradient below (left and right where it stands upright). */
export function nodeMarks(
  scene: SceneNode,
  { value, gradient, tangent, check, trouble, finding }: NodeState,
): readonly Mark[] {
  const { box, node } = scene;
  const look = trouble == null ? (node.feedsOutput ? "node" : "node unused") : "node troubled";
  return [
    ...standingBody(scene, look),
    ...(trouble === "born" ? warningSign(freeCorner(scene)) : []),
    ...(finding == null ? [] : signMarks(finding, { x: box.x - box.width / 2, y: box.y - box.height / 2 })),
    ...valueTab(scene, value),
    ...tangentTab(scene, tangent ?? null),
    ...gradientTab(scene, gradient),
    ...(check ?? []),
  ];
}

const bodies = new WeakMap<SceneNode, { readonly look: Look; readonly marks: readonly Mark[] }>();

/** What of a node follows from no number. */
function standingBody(scene: SceneNode, look: Look): readonly Mark[] {
  const known = bodies.get(scene);
  if (known?.look === look) return known.marks;
  const marks = bodyMarks(scene, scene.label, look);
  bodies.set(scene, { look, marks });
  return marks;
}

/**
 * On the upper right corner, and further out than the widest word above the node; a grid covers that corner from above,
 * or from the right where the graph runs upwards, so that the sign stands inside then.
 */
function freeCorner({ box, shape, direction }: SceneNode): Point {
  const [right, top] = [box.x + box.width / 2, box.y - box.height / 2];
  if (shape.length === 0) return { x: right + 3, y: top - 1 };
  return direction === "up"
    ? { x: right - TAB_OVERLAP - WARNING_REACH, y: top + WARNING_REACH + 4 }
    : { x: right - WARNING_REACH - 2, y: top + TAB_OVERLAP + WARNING_REACH + 4 };
}

/** A node's box with something written in it, smaller where it would not fit; a tensor's shape stands below. */
export function bodyMarks(
  { box, node, shape, direction }: SceneNode,
  label: Formula,
  look: Look,
): readonly Mark[] {
  const size = labelSize(box.width, direction, label);
  const place = shape.length === 0 ? box : { x: box.x, y: box.y - CAPTION_ROOM / 2 };
  const marks: Mark[] = [
    ...(node.kind === "group" && node.terms === null ? stackMarks(box, look) : []),
    outlineMark("box", box, { role: node.kind === "input" ? node.role : null, direction }, look),
    formulaMark("label", place, label, size, node.feedsOutput ? "ink" : "muted"),
  ];
  if (shape.length === 0) return marks;
  const caption: Mark = {
    kind: "figures",
    key: "shape",
    x: box.x,
    y: box.y + box.height / 2 - TAB_OVERLAP - CAPTION_ROOM / 2,
    parts: [{ text: shapeText(shape) }],
    size: TYPE.caption,
    look: "muted",
  };
  return [...marks, caption];
}

/** Left and right of a label, px; tabs at the sides reach in, and it keeps clear of them. */
const LABEL_AIR = { right: 10, up: TAB_OVERLAP + 4 } as const;

/** How large a label stands in a box of a width, px: smaller where it would not fit. */
export function labelSize(width: number, direction: Direction, label: Formula): number {
  const room = width - 2 * LABEL_AIR[direction];
  return Math.min(TYPE.node, room / measureFormula(label).width);
}

/** How far the sheets of a folded node stand out behind one another, px. */
const SHEET = 5;

/** Two more sheets behind a node that stands for several. */
function stackMarks(box: Box, look: Look): readonly Mark[] {
  return [2, 1].map((sheet) => {
    const behind = { ...box, x: box.x + sheet * SHEET, y: box.y - sheet * SHEET };
    return outlineMark(`sheet ${sheet}`, behind, { role: null, direction: "right" }, look);
  });
}
