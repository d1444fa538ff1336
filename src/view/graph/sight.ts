import type { Box, Scene, SceneEdge, SceneNode } from "../../core/index.ts";
import type { StageSize, View } from "./camera.ts";
import { placeOf } from "./PartView.tsx";
import {
  CLOSE,
  cellsInView,
  isInRegion,
  isSameRegion,
  MOST_TYPESET,
  type Region,
  SMALLEST_LEGIBLE,
} from "./region.ts";

/** What of a large picture is on the stage, and how large: the same for all views of some cells, within half an octave. */
export interface Sight {
  readonly region: Region;
  /** What is near the stage, in finer cells: so much would be drawn in parts. */
  readonly close: Region;
  /** Pixels of the stage for each of the picture's. */
  readonly scale: number;
  /** Whether labels of this scale can be read. */
  readonly isLegible: boolean;
}

export function sightOf(view: View, stage: StageSize): Sight {
  const scale = 2 ** (Math.floor(Math.log2(view.scale)) + 0.5);
  const isLegible = view.scale >= SMALLEST_LEGIBLE;
  return { region: cellsInView(view, stage), close: cellsInView(view, stage, CLOSE), scale, isLegible };
}

export function isSameSight(one: Sight | null, other: Sight): boolean {
  return (
    one !== null &&
    one.scale === other.scale &&
    one.isLegible === other.isLegible &&
    isSameRegion(one.region, other.region) &&
    // From afar, what is painted is as much as before.
    (!other.isLegible || isSameRegion(one.close, other.close))
  );
}

type Owner = SceneNode | SceneEdge;

/** The parts of which anything lies in a region, in the order in which they are drawn. */
export function partsIn(scene: Scene, region: Region): readonly Owner[] {
  return [
    ...scene.edges.filter((edge) => touches(extentOf(edge), region)),
    ...scene.nodes.filter(({ box }) => touches(cornersOf(box, TABS), region)),
  ];
}

/** Whether so few labels lie in sight, at such a size, that each is typeset; else the picture is painted as a whole. */
export function isNear({ close, isLegible }: Sight, parts: readonly Owner[]): boolean {
  return isLegible && parts.filter((part) => isInRegion(placeOf(part), close)).length <= MOST_TYPESET;
}

/** More lines than this that only pass through are no parts one could tell apart. */
const MOST_PASSING = 300;

/**
 * Edges of which only the line is near, on the way from and to places out of sight; none where they are few. Where
 * thousands of them run side by side, each as a part would take seconds: these are painted.
 */
export function passingIn(parts: readonly Owner[], close: Region): readonly SceneEdge[] {
  const passing = parts.filter(
    (part): part is SceneEdge =>
      "edge" in part && !isInRegion(placeOf(part), close) && !hasCopyIn(part, close),
  );
  return passing.length > MOST_PASSING ? passing : [];
}

function hasCopyIn({ ghost }: SceneEdge, region: Region): boolean {
  return ghost !== null && isInRegion(ghost.box, region);
}

/** How far tabs stand out of a node, at the most. */
const TABS = 60;

const extents = new WeakMap<SceneEdge, Region>();

/** The control points of a curve hold it between them. */
function extentOf(edge: SceneEdge): Region {
  const known = extents.get(edge);
  if (known !== undefined) return known;
  let { left, right, top, bottom } = cornersOf(edge.plaque, 0);
  const copy = edge.ghost === null ? null : cornersOf(edge.ghost.box, TABS);
  const corners =
    copy === null
      ? []
      : [
          { x: copy.left, y: copy.top },
          { x: copy.right, y: copy.bottom },
        ];
  for (const { x, y } of [...edge.curve, ...corners]) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const extent = { left, right, top, bottom };
  extents.set(edge, extent);
  return extent;
}

function cornersOf({ x, y, width, height }: Box, more: number): Region {
  return {
    left: x - width / 2 - more,
    right: x + width / 2 + more,
    top: y - height / 2 - more,
    bottom: y + height / 2 + more,
  };
}

function touches(one: Region, other: Region): boolean {
  return (
    one.left <= other.right && one.right >= other.left && one.top <= other.bottom && one.bottom >= other.top
  );
}
