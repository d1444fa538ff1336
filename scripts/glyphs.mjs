/**
 * Writes src/core/drawing/glyphs.ts, the widths of the letters that formulas are set in, from the font metrics that
 * KaTeX ships: `node scripts/glyphs.mjs`, after KaTeX has been updated.
 */
import { writeFileSync } from "node:fs";
import metrics from "../node_modules/katex/src/fontMetricsData.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const GREEK = "αβγδϵζηθικλμνξπρστυϕχψωΓΔΘΛΞΠΣΦΨΩ";
const SIGNS = "0123456789.,=+−⋅·<>≤≥≠()[]|/∂∞⋯√≈′";

/**
 * Widths in em, to three digits.
 * @param {Record<string, number[]>} font
 * @param {string} glyphs
 */
function widths(font, glyphs) {
  const found = [...glyphs].flatMap((glyph) => {
    // Five numbers a glyph: depth, height, italic correction, skew, width.
    const [, , correction = 0, , width] = font[String(glyph.codePointAt(0))] ?? [];
    return width === undefined ? [] : [`"${glyph}":${Number((width + correction).toFixed(3))}`];
  });
  return `{${found.join(",")}}`;
}

writeFileSync(
  "src/core/drawing/glyphs.ts",
  `// Made by scripts/glyphs.mjs from KaTeX's font metrics; not to be edited by hand.
import type { Face } from "../expression/formula.ts";

/** Widths in em, italic correction included, of KaTeX_Math-Italic and KaTeX_Main-Regular. */
export const GLYPH_WIDTHS: Readonly<Record<Face, Readonly<Record<string, number>>>> = {
  // biome-ignore format: a table
  italic: ${widths(metrics["Math-Italic"], LETTERS + GREEK)},
  // biome-ignore format: a table
  upright: ${widths(metrics["Main-Regular"], LETTERS + GREEK + SIGNS)},
};
`,
);
