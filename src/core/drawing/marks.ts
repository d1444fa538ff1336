import { type Formula, plainText, tex } from "../expression/formula.ts";
import { numberText } from "../expression/numbers.ts";
import type { Box, Point, Size } from "../layout/index.ts";
import type { Tensor, Value } from "../tensor/tensor.ts";
import { gridMarks, gridSize } from "./grid.ts";
import { measureFigures } from "./measure.ts";
import type { Look } from "./theme.ts";

interface MarkBase {
  /** Tells marks of one list apart, and keeps its meaning from frame to frame. */
  readonly key: string;
  readonly look: Look;
  /** Whether it stands above the formulas of what does not travel: a renderer may draw formulas on a layer of their own. */
  readonly isOnTop?: boolean;
}

/** A run of figures; `isNew` is underlined. */
export interface FiguresPart {
  readonly text: string;
  readonly isNew?: boolean;
}

/** What every renderer draws, in order. Boxes, figures and formulas are placed by their centres. */
export type Mark =
  | (MarkBase & Box & { readonly kind: "box"; readonly radius: number })
  | (MarkBase & {
      readonly kind: "path";
      readonly d: string;
      /** Of its line, px, where that is no part of its look. */
      readonly width?: number;
    })
  | (MarkBase &
      Point & { readonly kind: "figures"; readonly parts: readonly FiguresPart[]; readonly size: number })
  | (MarkBase &
      Point & {
        readonly kind: "formula";
        readonly tex: string;
        readonly plain: string;
        readonly size: number;
      });

/** What lies over a picture, given by its upper left corner and size, to dim it; `beyond` it reaches outside, px. */
export function veil({ x, y, width, height }: Point & Size, beyond: number, look: Look): Mark {
  return {
    kind: "box",
    key: "veil",
    x: x + width / 2,
    y: y + height / 2,
    width: width + 2 * beyond,
    height: height + 2 * beyond,
    radius: 0,
    look,
  };
}

/** Type sizes in the picture's pixels. */
export const TYPE = { node: 22, plaque: 16, figures: 16, caption: 13 } as const;

export const TAB_HEIGHT = 28;

export function formulaMark(key: string, place: Point, formula: Formula, size: number, look: Look): Mark {
  return {
    kind: "formula",
    key,
    x: place.x,
    y: place.y,
    tex: tex(formula),
    plain: plainText(formula),
    size,
    look,
  };
}

/** What a tab holds: figures in a pill, or a tensor as a grid. */
export type TabContent = readonly FiguresPart[] | Tensor;

/** Before a tangent's figures, so that its tab is told apart without its hue: it points the way tangents go. */
const TANGENT_SIGN: FiguresPart = { text: "› " };

/** A tangent as it stands in its tab. */
export function tangentContent(content: TabContent): TabContent {
  return isGrid(content) ? content : [TANGENT_SIGN, ...content];
}

/** A value as it stands in a tab. */
export function contentOf(value: Value): TabContent {
  return typeof value === "number" ? [{ text: numberText(value) }] : value;
}

/** Whether a tab holds a tensor as a grid. */
export function isGrid(content: TabContent): content is Tensor {
  return !Array.isArray(content);
}

/** The size of a tab round what it holds; of figures no wider than `most`, px, where that can be. */
export function tabSize(content: TabContent, most = Infinity): Size {
  if (isGrid(content)) return gridSize(content.shape);
  return { width: figuresRoom(content, most).width, height: TAB_HEIGHT };
}

/** Left and right of figures in their tab, px: as is usual, and where there is little room. */
const AROUND_FIGURES = { usual: 12, least: 8 } as const;

/** Where figures would be wider, they are set closer and smaller, but never smaller than a caption. */
function figuresRoom(
  content: readonly FiguresPart[],
  most: number,
): { readonly type: number; readonly width: number } {
  const length = measureFigures(content.map((part) => part.text).join(""));
  const usual = Math.max(40, length * TYPE.figures + 2 * AROUND_FIGURES.usual);
  if (usual <= most) return { type: TYPE.figures, width: usual };
  const around = 2 * AROUND_FIGURES.least;
  const type = Math.min(TYPE.figures, Math.max(TYPE.caption, (most - around) / length));
  return { type, width: length * type + around };
}

/** A tab: figures in a pill, no wider than `most` where that can be, or a grid in a frame. */
export function tabMarks(
  key: string,
  place: Point,
  content: TabContent,
  box: Look,
  text: Look,
  most = Infinity,
): readonly Mark[] {
  if (isGrid(content)) return gridMarks(key, place, content, box);
  const { x, y } = place;
  return [
    { kind: "box", key, x, y, ...tabSize(content, most), radius: tabRadius(box, TAB_HEIGHT), look: box },
    {
      kind: "figures",
      key: `${key}:text`,
      x,
      y,
      parts: content,
      size: figuresRoom(content, most).type,
      look: text,
    },
  ];
}

/** Tangents have a tab with corners, all others one with round ends. */
export function tabRadius(box: Look, height: number): number {
  return box.startsWith("tab tangent") ? 5 : height / 2;
}

/** Marks that travel over others. */
export function onTop(marks: readonly Mark[]): readonly Mark[] {
  return marks.map((mark) => ({ ...mark, isOnTop: true }));
}
