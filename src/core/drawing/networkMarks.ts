import { strengthsOf } from "../differentiate/strength.ts";
import type { Place } from "../graph/network.ts";
import type { NetworkNumbers } from "../timeline/networkNumbers.ts";
import { cellLook, cellText, largestSize } from "./grid.ts";
import { formulaMark, type Mark, TYPE } from "./marks.ts";
import { measureFigures } from "./measure.ts";
import { NAME_SIZE, type NetworkCircle, type NetworkLine, type NetworkScene } from "./network.ts";
import { strengthWidth } from "./strength.ts";

/** What line widths are measured by; the same while the playhead moves. */
export interface LineScale {
  /** The largest size of a weight that is drawn. */
  readonly weight: number;
  /** The largest size of such a weight's gradient, and the powers of ten that the others span below it. */
  readonly gradient: number;
  readonly decades: number;
}

/** Where the value of a circle stands, for one example of a batch, counted from 0. */
export function placeOfUnit(
  { network }: NetworkScene,
  { layer, unit }: NetworkCircle,
  example: number,
): Place | null {
  const found = unit === null ? undefined : network.layers[layer]?.units[unit];
  return found === undefined ? null : { node: found.node, entry: found.entry + example * found.stride };
}

/** By the numbers that there will be at the end. */
export function lineScaleOf({ lines }: NetworkScene, numbers: NetworkNumbers): LineScale {
  const gradients = lines.map(({ weight }) => numbers.finalGradient(weight) ?? 0);
  const { largest, decades } = strengthsOf({ contributions: gradients });
  const weight = largestSize(lines.map((line) => numbers.finalValue(line.weight) ?? 0));
  return { weight, gradient: largest, decades };
}

const THINNEST = 1.5;
const WIDEST = 6.5;

/** A weight as a line: by its sign and size, and from when its gradient is there, by that. */
export function lineMarks(line: NetworkLine, numbers: NetworkNumbers, scale: LineScale): readonly Mark[] {
  const { start, end } = line;
  const d = `M${point(start)}L${point(end)}`;
  const gradient = numbers.gradient(line.weight);
  if (gradient !== null) {
    const share = scale.gradient === 0 ? 0 : Math.min(1, Math.abs(gradient) / scale.gradient);
    const look = gradient < 0 ? "weight gradient minus" : "weight gradient";
    return share === 0
      ? [{ kind: "path", key: "line", d, look: "edge zero" }]
      : [{ kind: "path", key: "line", d, look, width: strengthWidth(share, scale.decades) }];
  }
  const value = numbers.value(line.weight);
  if (value === null) return [{ kind: "path", key: "line", d, look: "edge" }];
  if (value === 0 || !Number.isFinite(value)) return [{ kind: "path", key: "line", d, look: "edge zero" }];
  const share = scale.weight === 0 ? 0 : Math.min(1, Math.abs(value) / scale.weight);
  const width = Math.round((THINNEST + (WIDEST - THINNEST) * share) * 100) / 100;
  return [{ kind: "path", key: "line", d, look: value < 0 ? "weight minus" : "weight plus", width }];
}

function point({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}

/** The number on a line, of the weight or, from when it is there, of its gradient; over all lines. */
export function lineNumberMarks(line: NetworkLine, numbers: NetworkNumbers): readonly Mark[] {
  const gradient = numbers.gradient(line.weight);
  const number = gradient ?? numbers.value(line.weight);
  if (number === null || line.label === null) return [];
  const text = cellText(number);
  const size = TYPE.figures - 1;
  return [
    {
      kind: "box",
      key: "ground",
      ...line.label,
      width: measureFigures(text) * size + 8,
      height: size + 4,
      radius: 4,
      look: "line number",
    },
    {
      kind: "figures",
      key: "number",
      ...line.label,
      parts: [{ text }],
      size,
      look: gradient === null ? "ink" : "gradient",
    },
  ];
}

const PILL_HEIGHT = 22;
const LARGEST_VALUE = 20;
/** A ring round a circle that the step under way is about stands off so far; a line has a band so wide behind it. */
const RING = 6;
const BAND = 18;

/** What the step under way is about stands out in the colour of its sweep; these lie under everything else. */
export type Sweep = "value" | "tangent" | "gradient";

export function litCircleMark({ x, y, radius }: NetworkCircle, sweep: Sweep): Mark {
  const half = radius + RING;
  return {
    kind: "box",
    key: "ring",
    x,
    y,
    width: 2 * half,
    height: 2 * half,
    radius: half,
    look: `ring ${sweep}`,
  };
}

export function litLineMark({ start, end }: NetworkLine, sweep: Sweep): Mark {
  return {
    kind: "path",
    key: "band",
    d: `M${point(start)}L${point(end)}`,
    look: `band ${sweep}`,
    width: BAND,
  };
}

/** A unit as a circle: its value on the ground of its sign and size, its gradient below. `largest` is that of the layer's values. */
export function circleMarks(
  circle: NetworkCircle,
  { value, gradient }: { readonly value: number | null; readonly gradient: number | null },
  largest: number,
): readonly Mark[] {
  const { x, y, radius, unit, name } = circle;
  const round = (key: string, half: number) =>
    ({ kind: "box", key, x, y, width: 2 * half, height: 2 * half, radius: half }) as const;
  const figures = (key: string, text: string, size: number) =>
    ({ kind: "figures", key, x, y, parts: [{ text }], size }) as const;
  if (unit === null)
    return [
      { ...round("circle", radius), look: "factor" },
      { ...figures("one", "+1", TYPE.figures), look: "muted" },
    ];
  const marks: Mark[] = [{ ...round("circle", radius), look: "node" }];
  if (value !== null)
    marks.push(
      { ...round("ground", radius - 1.5), look: cellLook(value, largest) },
      { ...figures("value", cellText(value), sizeIn(radius, cellText(value))), look: "ink" },
    );
  if (gradient !== null) marks.push(...gradientPill(circle, cellText(gradient)));
  if (name !== null) marks.push(formulaMark("name", name.place, name.formula, NAME_SIZE, "ink"));
  return marks;
}

/** As large as the circle has room for. */
function sizeIn(radius: number, text: string): number {
  const fitting = (2 * radius - 10) / measureFigures(text);
  return Math.max(TYPE.figures, Math.min(LARGEST_VALUE, Math.floor(fitting)));
}

function gradientPill({ x, y, radius }: NetworkCircle, text: string): readonly Mark[] {
  const size = TYPE.figures - 1;
  const place = { x, y: y + radius };
  const width = Math.max(36, measureFigures(text) * size + 16);
  return [
    {
      kind: "box",
      key: "pill",
      ...place,
      width,
      height: PILL_HEIGHT,
      radius: PILL_HEIGHT / 2,
      look: "tab gradient",
    },
    { kind: "figures", key: "gradient", ...place, parts: [{ text }], size, look: "gradient" },
  ];
}

/** Names of layers, and how many units are left out. */
export function captionMarks({ captions }: NetworkScene): readonly Mark[] {
  return captions.map(({ key, x, y, content, size }) =>
    typeof content === "string"
      ? { kind: "figures", key, x, y, parts: [{ text: content }], size, look: "muted" }
      : formulaMark(key, { x, y }, content, size, "muted"),
  );
}
