import { numberText } from "../expression/numbers.ts";
import type { Point, Size } from "../layout/index.ts";
import type { Value } from "../tensor/tensor.ts";
import { valueText } from "../tensor/text.ts";
import type { GrowingGradient, GrowingSum } from "../timeline/slots.ts";
import { gridSize } from "./grid.ts";
import {
  contentOf,
  type FiguresPart,
  type Mark,
  TAB_HEIGHT,
  type TabContent,
  tabMarks,
  tabSize,
  tangentContent,
} from "./marks.ts";
import { type SceneNode, TAB_GAP, TAB_OVERLAP } from "./scene.ts";
import type { Look } from "./theme.ts";

/** How wide the tabs at a node's sides are at most, px: as far as no edge comes that passes by. */
const MOST_BESIDE = 88;

export function mostAt({ direction }: SceneNode): number {
  return direction === "right" ? Infinity : MOST_BESIDE;
}

/** A tab at rest. A sum that waits is read as it grows: it keeps its size, and may hide what passes by. */
function standingTab(
  key: "value" | "tangent" | "gradient",
  scene: SceneNode,
  content: TabContent,
  placeOf: (scene: SceneNode, size: Size) => Point,
  look: Extract<Look, `tab ${string}`>,
): readonly Mark[] {
  const isWaiting = look === "tab gradient waiting" || look === "tab tangent waiting";
  const most = isWaiting ? Infinity : mostAt(scene);
  return tabMarks(key, placeOf(scene, tabSize(content, most)), content, look, key, most);
}

export function valueTab(scene: SceneNode, value: Value | null): readonly Mark[] {
  if (value === null)
    return scene.node.feedsOutput || scene.node.kind === "input" ? emptyTab("value", scene, valuePlace) : [];
  const content = contentOf(value);
  return standingTab("value", scene, content, valuePlace, "tab value");
}

export function gradientTab(scene: SceneNode, gradient: GrowingGradient): readonly Mark[] {
  const { total, slots } = gradient;
  if (total !== null) {
    const content = contentOf(total);
    return standingTab("gradient", scene, content, gradientPlace, "tab gradient");
  }
  if (slots.some(({ contribution }) => contribution !== null)) {
    const parts = sumParts(gradient, null);
    return standingTab("gradient", scene, parts, gradientPlace, "tab gradient waiting");
  }
  return scene.hasGradient && scene.node.feedsOutput && scene.node.dependsOnInput
    ? emptyTab("gradient", scene, gradientPlace)
    : [];
}

/** The tangent's tab; the place that waits for it, where there is one. */
export function tangentTab(scene: SceneNode, tangent: GrowingSum | null): readonly Mark[] {
  if (!scene.hasTangent) return [];
  if (tangent === null) return emptyTab("tangent", scene, tangentPlace);
  const isWaiting = tangent.total === null;
  if (isWaiting && tangent.slots.every(({ contribution }) => contribution === null))
    return emptyTab("tangent", scene, tangentPlace);
  const content = tangentContent(
    tangent.total === null ? tangentSumParts(tangent, null) : contentOf(tangent.total),
  );
  const look = isWaiting ? "tab tangent waiting" : "tab tangent";
  return standingTab("tangent", scene, content, tangentPlace, look);
}

/** A place that will be filled: a small pill, or a frame as large as the grid that comes. */
function emptyTab(
  key: string,
  scene: SceneNode,
  placeOf: (scene: SceneNode, size: Size) => Point,
): readonly Mark[] {
  const { shape } = scene;
  const size = shape.length === 0 ? { width: 36, height: 20 } : gridSize(shape);
  const place = placeOf(scene, shape.length === 0 ? { ...size, height: TAB_HEIGHT } : size);
  const radius = shape.length === 0 ? 10 : 7;
  return [{ kind: "box", key, ...place, ...size, radius, look: "tab to come" }];
}

/** More slots than this are counted, not written out. */
const MOST_SLOTS = 3;

/** A gradient's sum as figures: `☐ + 3, 1 of 2`, then `2 + 3 = 5`. `arriving` is underlined. */
export function sumParts({ slots, total }: GrowingSum, arriving: number | null): readonly FiguresPart[] {
  if (slots.length <= 1) return [{ text: total === null ? "☐" : valueText(total) }];
  const filled = slots.filter(({ contribution }) => contribution !== null);
  const count = `${filled.length} of ${slots.length}`;
  const numbers = filled.flatMap(({ contribution }) =>
    typeof contribution === "number" ? contribution : [],
  );
  // Grids are added entry by entry: their sum is counted, and shown once it is whole.
  if (numbers.length < filled.length) return [{ text: `☐ ${count} parts` }];
  if (slots.length > MOST_SLOTS) {
    const sum = numbers.reduce((so, number) => so + number, 0);
    return [
      {
        text:
          total === null ? `${numberText(sum)} + …, ${count}` : `${slots.length} parts = ${valueText(total)}`,
      },
    ];
  }
  const parts = slots.flatMap(({ edge, contribution }, place): FiguresPart[] => {
    const text =
      contribution === null
        ? "☐"
        : place > 0 && typeof contribution === "number" && contribution < 0
          ? `(${valueText(contribution)})`
          : valueText(contribution);
    return [...(place === 0 ? [] : [{ text: " + " }]), { text, isNew: edge === arriving }];
  });
  return [...parts, { text: total === null ? `, ${count}` : ` = ${valueText(total)}` }];
}

/** A tangent's sum as figures: `2 + ☐`, then `2 + 3 = 5`. There is less room beside a value than below it. */
export function tangentSumParts(growing: GrowingSum, arriving: number | null): readonly FiguresPart[] {
  const parts = sumParts(growing, arriving);
  const isThere = ({ contribution }: GrowingSum["slots"][number]): boolean => contribution !== null;
  const isOfGrids = growing.slots.some(
    ({ contribution }) => typeof contribution === "object" && contribution,
  );
  if (growing.total === null && isOfGrids)
    return [{ text: `☐ ${growing.slots.filter(isThere).length} of ${growing.slots.length}` }];
  return growing.total === null && parts.length > 1 ? parts.slice(0, -1) : parts;
}

/**
 * Where the value's tab stands: on the upper edge, or at the left of a graph that runs upwards. It gives way to the
 * tangent's, where there is one.
 */
export function valuePlace(scene: SceneNode, size: Size): Point {
  return besideEachOther(scene, size, scene.hasTangent ? -1 : 0);
}

/** Where the tangent's tab stands: right of the value's, or below it. */
export function tangentPlace(scene: SceneNode, size: Size): Point {
  return besideEachOther(scene, size, 1);
}

function besideEachOther({ box, direction }: SceneNode, { width, height }: Size, side: -1 | 0 | 1): Point {
  if (direction === "right")
    return {
      x: box.x + (side * (width + TAB_GAP)) / 2,
      y: box.y - box.height / 2 - height / 2 + TAB_OVERLAP,
    };
  return {
    x: box.x - box.width / 2 - width / 2 + TAB_OVERLAP,
    y: box.y + (side * (height + TAB_GAP)) / 2,
  };
}

/** Where the gradient's tab stands: on the lower edge, or at the right. */
export function gradientPlace({ box, direction }: SceneNode, { width, height }: Size): Point {
  if (direction === "right") return { x: box.x, y: box.y + box.height / 2 + height / 2 - TAB_OVERLAP };
  return { x: box.x + box.width / 2 + width / 2 - TAB_OVERLAP, y: box.y };
}
