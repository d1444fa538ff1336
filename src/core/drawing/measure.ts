import { type Face, type Formula, isTall, row, type Space } from "../expression/formula.ts";
import { GLYPH_WIDTHS } from "./glyphs.ts";

/** The box of a formula in em of its own type size; `height` above and `depth` below the baseline. */
export interface Extent {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

const EMPTY = row();

/** What TeX leaves on both sides of a symbol together, in em. */
const SPACES: Readonly<Record<Space, number>> = {
  none: 0,
  binary: 8 / 18,
  relation: 10 / 18,
  function: 3 / 18,
};

/** Scripts are set at this size (TeX's script size for a 10-point face). */
const SCRIPT = 0.7;
/** Numerators and denominators keep a hair from the ends of their rule, on both sides. */
const RULE_OVERHANG = 0.24;

/**
 * The extent of a formula as KaTeX will set it, from the same font metrics and by the rules of the TeXbook, appendix
 * G, as far as labels need them. The page's tests hold it against the typesetter's own boxes.
 */
export function measureFormula(formula: Formula): Extent {
  switch (formula.kind) {
    case "symbol":
      return {
        width: glyphsWidth(formula.glyphs, formula.face) + SPACES[formula.space],
        height: 0.7,
        depth: /[gjpqyβγζημξρϕφχψ()[\]/,]/.test(formula.glyphs) ? 0.25 : 0,
      };
    case "row":
      return formula.items.map(measureFormula).reduce(beside, { width: 0, height: 0, depth: 0 });
    case "fraction": {
      const over = measureFormula(formula.numerator);
      const under = measureFormula(formula.denominator);
      const width = Math.max(over.width, under.width) + RULE_OVERHANG;
      return { width, height: 0.677 + over.height, depth: 0.686 + under.depth };
    }
    case "scripts":
      return scripts(formula);
    case "fenced": {
      const inner = measureFormula(formula.inner);
      return {
        width: inner.width + (isTall(formula.inner) ? 1.2 : 0.78),
        height: Math.max(0.75, inner.height),
        depth: Math.max(0.25, inner.depth),
      };
    }
    case "root": {
      const inner = measureFormula(formula.inner);
      return { width: inner.width + 0.87, height: inner.height + 0.24, depth: inner.depth + 0.06 };
    }
    case "accent": {
      const inner = measureFormula(formula.inner);
      return { ...inner, height: inner.height + 0.2 };
    }
    case "struck":
      return measureFormula(formula.inner);
    case "matrix": {
      const columns = formula.rows[0]?.length ?? 0;
      const widths = Array.from({ length: columns }, (_column, place) =>
        Math.max(...formula.rows.map((entries) => measureFormula(entries[place] ?? EMPTY).width)),
      );
      const half = formula.rows.length * 0.6;
      // KaTeX sets 10/18 em on both sides of a column's gap, and brackets of half an em with a little air.
      const width = widths.reduce((sum, column) => sum + column, columns - 1) + 1.1;
      return { width, height: half + 0.25, depth: half - 0.25 };
    }
    case "cases": {
      const values = formula.rows.map(({ value }) => measureFormula(value).width);
      const conditions = formula.rows.map(({ condition }) => measureFormula(condition).width);
      const half = formula.rows.length * 0.72;
      return {
        width: Math.max(...values) + Math.max(...conditions) + 2.1,
        height: half + 0.25,
        depth: half - 0.25,
      };
    }
  }
}

function scripts({ base, above, below }: Extract<Formula, { kind: "scripts" }>): Extent {
  const stem = measureFormula(base);
  const raised = above === null ? null : measureFormula(above);
  const lowered = below === null ? null : measureFormula(below);
  const side = Math.max(raised?.width ?? 0, lowered?.width ?? 0) * SCRIPT;
  return {
    width: stem.width + side + 0.05,
    height: Math.max(stem.height, raised === null ? 0 : 0.413 + raised.height * SCRIPT),
    depth: Math.max(stem.depth, lowered === null ? 0 : 0.15 + lowered.depth * SCRIPT),
  };
}

function beside(left: Extent, right: Extent): Extent {
  return {
    width: left.width + right.width,
    height: Math.max(left.height, right.height),
    depth: Math.max(left.depth, right.depth),
  };
}

function glyphsWidth(glyphs: string, face: Face): number {
  let width = 0;
  for (const glyph of glyphs)
    width += GLYPH_WIDTHS[face][glyph] ?? GLYPH_WIDTHS.upright[glyph] ?? OTHER_GLYPHS[glyph] ?? 0.6;
  return width;
}

const OTHER_GLYPHS: Readonly<Record<string, number>> = {
  "\u2009": 3 / 18,
  "□": 0.778,
  " ": 0.25,
  _: 0.5,
  "𝟏": 0.575,
};

/** The width in em of a line of figures in Source Sans 3, semibold, with tabular figures. */
export function measureFigures(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[.,·]/.test(character)) width += 0.275;
    else if (character === " ") width += 0.2;
    else if (/[⁰¹²³⁴⁵⁶⁷⁸⁹]/.test(character)) width += 0.4;
    else if (character === "☐") width += 0.62;
    else width += /[0-9−+=⁻]/.test(character) ? 0.52 : 0.56;
  }
  return width;
}
