import type { Point, Scene } from "../../core/index.ts";
import type { StageSize, View } from "./camera.ts";

/** What of a picture is on the stage, and a little more, in the picture's pixels. */
export interface Region {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A picture of fewer parts is typeset as a whole. More labels at a time make every change of the page slow. */
export const MOST_TYPESET = 200;
/** Below this scale formulas cannot be read with ease, and names stand in their place. The camera goes there only when asked. */
export const SMALLEST_LEGIBLE = 0.42;
/** A label whose middle is this far outside may still reach in. */
const LABEL_REACH = 200;

const NOTHING: Region = { left: 0, right: 0, top: 0, bottom: 0 };

/**
 * The part of a picture whose labels are typeset. A function of the view alone, so that the same view shows the same
 * however one came to it; in coarse cells, so that it changes rarely while the picture moves.
 */
export function regionInView(view: View, stage: StageSize): Region {
  return view.scale < SMALLEST_LEGIBLE ? NOTHING : cellsInView(view, stage);
}

/** The finest cells that anything is drawn in, as a share of the stage. */
export const CLOSE = 1 / 8;

/** All that is in view, at any scale, in cells of half a stage or another share of it. */
export function cellsInView({ x, y, scale }: View, stage: StageSize, share = 1 / 2): Region {
  // At the scale's power of two: a small change of the scale changes no cell.
  const size = 2 ** -Math.floor(Math.log2(scale)) * share;
  const [across, down] = [Math.max(1, stage.width * size), Math.max(1, stage.height * size)];
  return {
    left: Math.floor((-x / scale - LABEL_REACH) / across) * across,
    right: Math.ceil(((stage.width - x) / scale + LABEL_REACH) / across) * across,
    top: Math.floor((-y / scale - LABEL_REACH) / down) * down,
    bottom: Math.ceil(((stage.height - y) / scale + LABEL_REACH) / down) * down,
  };
}

/** A picture on the way may be so many times as large, or as small, as it was drawn for. */
const ROUGHLY = 2.2;
/** What comes in sight on the way is drawn when it is nearer than this. */
const NEARLY = 80;

/**
 * Whether what is drawn for one view will do for another, as long as the picture is on the move: all that can be seen is
 * there, at about its size.
 */
export function isDrawnFor(drawn: View, view: View, stage: StageSize, bounds: Scene["bounds"]): boolean {
  const growth = view.scale / drawn.scale;
  if (growth > ROUGHLY || growth * ROUGHLY < 1) return false;
  if (drawn.scale < SMALLEST_LEGIBLE && view.scale >= SMALLEST_LEGIBLE) return false;
  const there = cellsInView(drawn, stage, CLOSE);
  const [left, top] = [-view.x / view.scale - NEARLY, -view.y / view.scale - NEARLY];
  const right = (stage.width - view.x) / view.scale + NEARLY;
  const bottom = (stage.height - view.y) / view.scale + NEARLY;
  return (
    Math.max(left, bounds.x) >= Math.min(there.left, bounds.x + bounds.width) &&
    Math.max(top, bounds.y) >= Math.min(there.top, bounds.y + bounds.height) &&
    Math.min(right, bounds.x + bounds.width) <= Math.max(there.right, bounds.x) &&
    Math.min(bottom, bounds.y + bounds.height) <= Math.max(there.bottom, bounds.y)
  );
}

export function isSameRegion(one: Region | null, other: Region): boolean {
  return (
    one !== null &&
    one.left === other.left &&
    one.right === other.right &&
    one.top === other.top &&
    one.bottom === other.bottom
  );
}

/** Whether a picture is so large that only a part of it is typeset. */
export function isLarge({ nodes, edges }: Scene): boolean {
  return nodes.length + edges.length > MOST_TYPESET;
}

/** From so many parts on, what is out of sight is not drawn at all. */
const MOST_DRAWN = 700;

export function isHuge({ nodes, edges }: Scene): boolean {
  return nodes.length + edges.length > MOST_DRAWN;
}

export function isInRegion({ x, y }: Point, { left, right, top, bottom }: Region): boolean {
  return x > left && x < right && y > top && y < bottom;
}
