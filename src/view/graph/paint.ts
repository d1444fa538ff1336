import { lookClass, type Mark } from "../../core/index.ts";
import { SMALLEST_LEGIBLE } from "./region.ts";

type Look = Mark["look"];

/** How a look is painted, in the theme at hand. */
export interface Brush {
  readonly fill: string | null;
  readonly stroke: string | null;
  readonly width: number;
  readonly dash: readonly number[];
}

/** Type smaller than this many pixels cannot be read, and is left out. */
const SMALLEST_TYPE = 9;
/** Lines keep a width as if seen from no farther than this scale: so strong ones still are told from weak ones. */
const THINNEST = 0.22;
/** No line is thinner than this many pixels. */
const THINNEST_LINE = 0.7;
/** A box lower than this many pixels is a blot. */
const SMALLEST_BOX = 1.5;

/** Paints marks as MarkView draws them, as much of each as can be seen at a scale. */
export function paintMarks(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  scale: number,
  brushes: (look: Look) => Brush,
): void {
  // What is written stands in the box before it.
  let room: number | undefined;
  for (const [place, mark] of marks.entries()) {
    if (scale < SMALLEST_LEGIBLE && isDetail(mark.look)) continue;
    const brush = brushes(mark.look);
    switch (mark.kind) {
      case "path":
        fillAndStroke(context, new Path2D(mark.d), { ...brush, width: mark.width ?? brush.width }, scale);
        break;
      case "box": {
        room = mark.width;
        // The first is the part itself.
        if (place > 0 && mark.height * scale < SMALLEST_BOX) break;
        const path = new Path2D();
        path.roundRect(
          mark.x - mark.width / 2,
          mark.y - mark.height / 2,
          mark.width,
          mark.height,
          mark.radius,
        );
        fillAndStroke(context, path, brush, scale);
        break;
      }
      case "figures":
        write(context, mark, mark.parts.map(({ text }) => text).join(""), "600", "sans", scale, brush);
        break;
      case "formula":
        write(context, mark, lowered(mark.plain), "400", "serif", scale, brush, room);
        break;
    }
  }
}

/** What an empty plaque or a sign without its line is: no more than a blot. */
function isDetail(look: Look): boolean {
  return look.startsWith("plaque") || look.startsWith("sign");
}

/** `v_274` with the digits of an index, which plain text has in line. */
function lowered(text: string): string {
  return text.replace(/_(\d[\d_]*)/g, (_whole, index: string) =>
    index.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? digit),
  );
}

function fillAndStroke(context: CanvasRenderingContext2D, path: Path2D, brush: Brush, scale: number): void {
  if (brush.fill !== null) {
    context.fillStyle = brush.fill;
    context.fill(path);
  }
  if (brush.stroke === null) return;
  context.strokeStyle = brush.stroke;
  context.lineWidth = Math.max(brush.width * Math.max(1, THINNEST / scale), THINNEST_LINE / scale);
  context.setLineDash([...brush.dash]);
  context.stroke(path);
}

function write(
  context: CanvasRenderingContext2D,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
  text: string,
  weight: string,
  family: "sans" | "serif",
  scale: number,
  { fill }: Brush,
  room?: number,
): void {
  if (size * scale < SMALLEST_TYPE || fill === null) return;
  context.font = `${weight} ${size}px ${fonts()[family]}`;
  context.fillStyle = fill;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y, room);
}

let families: { readonly sans: string; readonly serif: string } | null = null;

function fonts(): { readonly sans: string; readonly serif: string } {
  const style = getComputedStyle(document.documentElement);
  families ??= {
    sans: style.getPropertyValue("--sans") || "sans-serif",
    serif: style.getPropertyValue("--serif") || "serif",
  };
  return families;
}

/** The looks as the page's stylesheet has them now, whatever the theme and the system's colours. */
export function currentBrushes(inside: HTMLElement): (look: Look) => Brush {
  const known = new Map<Look, Brush>();
  return (look) => {
    const found = known.get(look);
    if (found !== undefined) return found;
    const probe = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    // How thin lines may be is decided at the scale they are painted for.
    probe.style.setProperty("--thinnest", "0px");
    probe.classList.add(lookClass(look));
    inside.append(probe);
    const { fill, stroke, strokeWidth, strokeDasharray } = getComputedStyle(probe);
    const brush = {
      fill: fill === "none" ? null : fill,
      stroke: stroke === "none" ? null : stroke,
      width: Number.parseFloat(strokeWidth),
      dash: strokeDasharray === "none" ? [] : strokeDasharray.split(/[ ,]+/).map(Number.parseFloat),
    };
    probe.remove();
    known.set(look, brush);
    return brush;
  };
}
