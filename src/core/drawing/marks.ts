import { type Formula, plainText, tex } from "../expression/formula.ts";
import type { Box, Point } from "../layout/index.ts";
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
  | (MarkBase & { readonly kind: "path"; readonly d: string })
  | (MarkBase &
      Point & { readonly kind: "figures"; readonly parts: readonly FiguresPart[]; readonly size: number })
  | (MarkBase &
      Point & {
        readonly kind: "formula";
        readonly tex: string;
        readonly plain: string;
        readonly size: number;
      });

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

/** The width of a tab round some figures. */
export function tabWidth(parts: readonly FiguresPart[]): number {
  const text = parts.map((part) => part.text).join("");
  return Math.max(40, measureFigures(text) * TYPE.figures + 24);
}

/** A tab: figures in a pill. */
export function tabMarks(
  key: string,
  place: Point,
  parts: readonly FiguresPart[],
  box: Look,
  text: Look,
): Mark[] {
  const { x, y } = place;
  return [
    { kind: "box", key, x, y, width: tabWidth(parts), height: TAB_HEIGHT, radius: TAB_HEIGHT / 2, look: box },
    { kind: "figures", key: `${key}:text`, x, y, parts, size: TYPE.figures, look: text },
  ];
}

/** Marks that travel over others. */
export function onTop(marks: readonly Mark[]): readonly Mark[] {
  return marks.map((mark) => ({ ...mark, isOnTop: true }));
}
