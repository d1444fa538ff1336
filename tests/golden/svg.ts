import type { Mark } from "../../src/core/drawing/marks.ts";
import type { Scene } from "../../src/core/drawing/scene.ts";
import { LOOKS, TOKENS, type TokenName } from "../../src/core/drawing/theme.ts";

export type Theme = "light" | "dark" | "projector";

/** The part of a picture that a screen shows, at the scale at which it is seen. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/**
 * The same marks in several themes side by side, as a screen shows them: they are there once, and each theme is a set
 * of colours for them.
 */
export function themedSvg(part: Part, marks: readonly Mark[], themes: readonly Theme[]): string {
  const [width, height] = [part.width * part.scale, part.height * part.scale].map(round);
  const seen = marks.filter((mark) => isSeen(mark, part));
  const looks = [...new Set(seen.map(({ look }) => look))].sort();
  const names = [...new Set(["paper" as const, ...looks.flatMap(tokensOf)])].sort();
  const box = [part.x, part.y, part.width, part.height].map(round).join(" ");
  const [first = "light"] = themes;
  const screens = themes.map((theme, place) => {
    const content =
      place === 0
        ? `<g id="marks">\n${seen.map((mark) => element(mark, first, true)).join("\n")}\n</g>`
        : '<use href="#marks"/>';
    return `<svg class="${theme}" x="${round(place * (width ?? 0))}" width="${width}" height="${height}" viewBox="${box}"><rect x="${round(part.x)}" y="${round(part.y)}" width="100%" height="100%" fill="var(--paper)"/>${content}</svg>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round((width ?? 0) * themes.length)} ${height}" font-family="Source Sans 3, sans-serif">`,
    "<style>",
    ...themes.map(
      (theme) => `.${theme}{${names.map((name) => `--${name}:${TOKENS[name][theme]}`).join(";")}}`,
    ),
    "</style>",
    ...screens,
    "</svg>\n",
  ].join("\n");
}

function tokensOf(look: Mark["look"]): readonly TokenName[] {
  const { fill, stroke }: { fill: TokenName | null; stroke: TokenName | null } = LOOKS[look];
  return [fill, stroke].flatMap((name) => name ?? []);
}

/** Whether any of a mark can be in a part of the picture; a path always is. */
function isSeen(mark: Mark, { x, y, width, height }: Part): boolean {
  if (mark.kind === "path") return true;
  const around = mark.kind === "box" ? Math.max(mark.width, mark.height) : 200;
  return (
    mark.x > x - around && mark.x < x + width + around && mark.y > y - around && mark.y < y + height + around
  );
}

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

function element(mark: Mark, theme: Theme, isThemed = false): string {
  const paint = paintOf(mark, theme, isThemed);
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

function paintOf(mark: Mark, theme: Theme, isThemed: boolean): string {
  const { look } = mark;
  const paint: {
    fill: TokenName | null;
    stroke: TokenName | null;
    width?: number;
    dash?: string;
    opacity?: number;
  } = LOOKS[look];
  const colour = (name: TokenName | null): string => {
    if (name === null) return "none";
    return isThemed ? `var(--${name})` : TOKENS[name][theme];
  };
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
