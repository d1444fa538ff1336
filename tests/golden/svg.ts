import type { Mark } from "../../src/core/drawing/marks.ts";
import type { Scene } from "../../src/core/drawing/scene.ts";
import { LOOKS, TOKENS, type TokenName } from "../../src/core/drawing/theme.ts";

export type Theme = "light" | "dark" | "projector";

/** Marks as a picture that can be looked at and compared line by line: formulas in plain text, numbers rounded. */
export function goldenSvg(bounds: Scene["bounds"], marks: readonly Mark[], theme: Theme): string {
  const margin = 24;
  const box = [
    bounds.x - margin,
    bounds.y - margin,
    bounds.width + 2 * margin,
    bounds.height + 2 * margin,
  ].map(round);
  const [x, y, width, height] = box;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(" ")}" font-family="Source Sans 3, sans-serif">`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${TOKENS.paper[theme]}"/>`,
    ...marks.map((mark) => element(mark, theme)),
    "</svg>\n",
  ].join("\n");
}

function element(mark: Mark, theme: Theme): string {
  const paint = paintOf(mark, theme);
  switch (mark.kind) {
    case "box": {
      const { width, height, radius } = mark;
      const corner = `x="${round(mark.x - width / 2)}" y="${round(mark.y - height / 2)}"`;
      return `<rect ${corner} width="${round(width)}" height="${round(height)}" rx="${radius}" ${paint}/>`;
    }
    case "path":
      return `<path d="${mark.d.replace(/-?\d+\.\d+/g, (number) => String(round(Number(number))))}" ${paint}/>`;
    case "figures": {
      const text = mark.parts.map((part) =>
        part.isNew ? `<tspan text-decoration="underline">${part.text}</tspan>` : part.text,
      );
      return textElement(mark, `font-weight="600" ${paint}`, text.join(""));
    }
    case "formula":
      return textElement(mark, `font-style="italic" ${paint}`, mark.plain.replaceAll("<", "&lt;"));
  }
}

function textElement(
  { x, y, size }: { x: number; y: number; size: number },
  attributes: string,
  content: string,
): string {
  const place = `x="${round(x)}" y="${round(y)}" font-size="${round(size)}"`;
  return `<text ${place} text-anchor="middle" dominant-baseline="central" ${attributes}>${content}</text>`;
}

function paintOf(mark: Mark, theme: Theme): string {
  const { look } = mark;
  const paint: {
    fill: TokenName | null;
    stroke: TokenName | null;
    width?: number;
    dash?: string;
    opacity?: number;
  } = LOOKS[look];
  const colour = (name: TokenName | null): string => (name === null ? "none" : TOKENS[name][theme]);
  const ownWidth = mark.kind === "path" ? mark.width : undefined;
  const lineWidth = ownWidth ?? paint.width;
  const width = lineWidth === undefined ? "" : ` stroke-width="${lineWidth}"`;
  const dash = paint.dash === undefined ? "" : ` stroke-dasharray="${paint.dash}"`;
  const opacity = paint.opacity === undefined ? "" : ` opacity="${paint.opacity}"`;
  return `fill="${colour(paint.fill)}" stroke="${colour(paint.stroke)}"${width}${dash}${opacity}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
