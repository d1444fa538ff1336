import { lookClass } from "./lookClass.ts";

/** A colour in each theme, and the system's own colour that stands in its place where colours are forced. */
interface Token {
  readonly light: string;
  readonly dark: string;
  /** For a washed-out projector: a white ground, and everything on it as dark as its hue allows. */
  readonly projector: string;
  readonly forced: SystemColour;
}

/** Of those in CSS Color 4 the ones that can be told from `Canvas` in every scheme of forced colours, and it. */
type SystemColour = "Canvas" | "CanvasText" | "LinkText" | "VisitedText";

/**
 * Every colour of the page, once. Values are blue, gradients orange and tangents a bluish green: they stay apart for all
 * common kinds of colour blindness and on a washed-out projector. A test holds the contrasts.
 */
export const TOKENS = {
  paper: { light: "#faf9f6", dark: "#13161c", projector: "#ffffff", forced: "Canvas" },
  surface: { light: "#ffffff", dark: "#1d222b", projector: "#ffffff", forced: "Canvas" },
  sunken: { light: "#f3f1ea", dark: "#262c37", projector: "#f6f7f9", forced: "Canvas" },
  rule: { light: "#dedbd2", dark: "#363e4b", projector: "#aab0bb", forced: "CanvasText" },
  outline: { light: "#7d8492", dark: "#78849a", projector: "#4a5160", forced: "CanvasText" },
  ink: { light: "#1b2130", dark: "#eceff4", projector: "#000714", forced: "CanvasText" },
  muted: { light: "#565e6e", dark: "#a9b3c3", projector: "#2e3543", forced: "CanvasText" },
  value: { light: "#0a5aa8", dark: "#6cb6ff", projector: "#0030ef", forced: "LinkText" },
  "value-tint": { light: "#e2effb", dark: "#11304f", projector: "#eef5ff", forced: "Canvas" },
  "on-value": { light: "#ffffff", dark: "#0a1420", projector: "#ffffff", forced: "Canvas" },
  gradient: { light: "#b04000", dark: "#ff9d57", projector: "#871301", forced: "CanvasText" },
  "gradient-tint": { light: "#fdeadd", dark: "#47250c", projector: "#fff4ec", forced: "Canvas" },
  "on-gradient": { light: "#ffffff", dark: "#1d0f04", projector: "#ffffff", forced: "Canvas" },
  // Signs of entries in a grid, paler near 0: purple and green stay apart for all common kinds of colour blindness.
  "minus-3": { light: "#cba9e0", dark: "#5d3a8a", projector: "#cba9e0", forced: "Canvas" },
  "minus-2": { light: "#dfc9ed", dark: "#47306a", projector: "#dfc9ed", forced: "Canvas" },
  "minus-1": { light: "#f0e6f6", dark: "#33274a", projector: "#f0e6f6", forced: "Canvas" },
  "plus-1": { light: "#e3f3e7", dark: "#1d3427", projector: "#e3f3e7", forced: "Canvas" },
  "plus-2": { light: "#c0e3c9", dark: "#235039", projector: "#c0e3c9", forced: "Canvas" },
  "plus-3": { light: "#98d0a8", dark: "#28694a", projector: "#98d0a8", forced: "Canvas" },
  // The same signs as lines.
  minus: { light: "#6a3fb0", dark: "#b99af0", projector: "#4f1f9e", forced: "CanvasText" },
  plus: { light: "#1f7a3d", dark: "#6fd08f", projector: "#0b5226", forced: "CanvasText" },
  tangent: { light: "#00705f", dark: "#4fd6c0", projector: "#004d54", forced: "VisitedText" },
  "tangent-tint": { light: "#d9f2ed", dark: "#0d3b36", projector: "#ecfaf7", forced: "Canvas" },
  "on-tangent": { light: "#ffffff", dark: "#04211c", projector: "#ffffff", forced: "Canvas" },
  // Pins: as far from each other as from values, gradients and tangents, for all common kinds of colour blindness.
  "pin-1": { light: "#780f64", dark: "#f75b8c", projector: "#6c069f", forced: "CanvasText" },
  "pin-2": { light: "#0e4206", dark: "#9ff845", projector: "#3b0000", forced: "CanvasText" },
  "pin-3": { light: "#a011fd", dark: "#9a7dff", projector: "#000666", forced: "CanvasText" },
  "pin-4": { light: "#05060f", dark: "#eff0e8", projector: "#000000", forced: "CanvasText" },
  // Threads along paths: violet, green and pink, each dashed in three ways and numbered besides.
  "thread-1": { light: "#7a2fc4", dark: "#c4a1ff", projector: "#5a149c", forced: "CanvasText" },
  "thread-2": { light: "#3b6d00", dark: "#a3d15a", projector: "#274a00", forced: "CanvasText" },
  "thread-3": { light: "#b3136f", dark: "#ff8ec4", projector: "#8c0052", forced: "CanvasText" },
  error: { light: "#b3152f", dark: "#ff8c97", projector: "#8f0a22", forced: "CanvasText" },
  warning: { light: "#7a5200", dark: "#f0c060", projector: "#573900", forced: "CanvasText" },
  "name-hue": { light: "#6b2fa0", dark: "#cfaaff", projector: "#52178a", forced: "CanvasText" },
  "function-hue": { light: "#00695c", dark: "#6fd3c4", projector: "#004a40", forced: "CanvasText" },
} as const satisfies Record<string, Token>;

export type TokenName = keyof typeof TOKENS;

/** How a mark is painted. Widths are in the picture's own pixels. */
interface Paint {
  readonly fill: TokenName | null;
  readonly stroke: TokenName | null;
  readonly width?: number;
  readonly dash?: string;
  /** From 0 to 1; without it, 1. */
  readonly opacity?: number;
}

/** Every look a mark can have: the page, and later print and export, paint from this table. */
export const LOOKS = {
  node: { fill: "surface", stroke: "outline", width: 1.25 },
  ghost: { fill: "paper", stroke: "outline", width: 1.25, dash: "4 4" },
  "ghost gradient": { fill: "paper", stroke: "gradient", width: 2.5, dash: "4 4" },
  "node unused": { fill: null, stroke: "outline", width: 1.25, dash: "5 4" },
  "node troubled": { fill: "surface", stroke: "warning", width: 2, dash: "8 3" },
  warning: { fill: "warning", stroke: null },
  "warning sign": { fill: "surface", stroke: "warning", width: 1.75 },
  "warning mark": { fill: null, stroke: "warning", width: 2 },
  "node value": { fill: "surface", stroke: "value", width: 2.5 },
  "node tangent": { fill: "surface", stroke: "tangent", width: 2.5 },
  "node gradient": { fill: "surface", stroke: "gradient", width: 2.5 },
  edge: { fill: null, stroke: "outline", width: 1.75 },
  "edge unused": { fill: null, stroke: "outline", width: 1.5, dash: "5 4" },
  "edge value": { fill: null, stroke: "value", width: 3.5 },
  "edge carried": { fill: null, stroke: "tangent", width: 2 },
  "edge tangent": { fill: null, stroke: "tangent", width: 4 },
  "edge returned": { fill: null, stroke: "gradient", width: 2 },
  "edge gradient": { fill: null, stroke: "gradient", width: 4 },
  arrowhead: { fill: "outline", stroke: null },
  "arrowhead gradient": { fill: "gradient", stroke: null },
  // As strong as the gradient through it: the width comes with the mark.
  "edge strength": { fill: null, stroke: "gradient" },
  "edge zero": { fill: null, stroke: "muted", width: 1.75, dash: "1 6" },
  "weight plus": { fill: null, stroke: "plus" },
  "weight minus": { fill: null, stroke: "minus", dash: "8 7" },
  "weight gradient": { fill: null, stroke: "gradient" },
  "weight gradient minus": { fill: null, stroke: "gradient", dash: "12 12" },
  "ring value": { fill: null, stroke: "value", width: 4 },
  "ring tangent": { fill: null, stroke: "tangent", width: 4 },
  "ring gradient": { fill: null, stroke: "gradient", width: 4 },
  "band value": { fill: null, stroke: "value", opacity: 0.3 },
  "band tangent": { fill: null, stroke: "tangent", opacity: 0.3 },
  "band gradient": { fill: null, stroke: "gradient", opacity: 0.3 },
  // Under a name in a picture that is too small for formulas.
  "name ground": { fill: "surface", stroke: null },
  "line number": { fill: "paper", stroke: null },
  frame: { fill: "sunken", stroke: "outline", width: 1, dash: "2 5" },
  sign: { fill: "surface", stroke: "ink", width: 1.5 },
  "sign line": { fill: null, stroke: "ink", width: 1.75 },
  chevron: { fill: null, stroke: "gradient", width: 4 },
  "chevron tangent": { fill: null, stroke: "tangent", width: 4 },
  lift: { fill: null, stroke: "value", width: 1.75, dash: "2 4" },
  "lift gradient": { fill: null, stroke: "gradient", width: 1.75, dash: "2 4" },
  plaque: { fill: "sunken", stroke: "outline", width: 1 },
  "plaque to come": { fill: "paper", stroke: "outline", width: 1, dash: "4 3" },
  "plaque tangent": { fill: "tangent-tint", stroke: "tangent", width: 2 },
  "plaque gradient": { fill: "gradient-tint", stroke: "gradient", width: 2 },
  "tab to come": { fill: "paper", stroke: "outline", width: 1, dash: "3 3" },
  "tab value": { fill: "value-tint", stroke: "value", width: 1.25 },
  "tab value active": { fill: "value", stroke: "value", width: 1.25 },
  "tab gradient": { fill: "gradient-tint", stroke: "gradient", width: 1.25 },
  "tab gradient waiting": { fill: "paper", stroke: "gradient", width: 1.5, dash: "4 3" },
  "tab gradient active": { fill: "gradient", stroke: "gradient", width: 1.25 },
  "cell -3": { fill: "minus-3", stroke: null },
  "cell -2": { fill: "minus-2", stroke: null },
  "cell -1": { fill: "minus-1", stroke: null },
  "cell 0": { fill: "surface", stroke: null },
  "cell 1": { fill: "plus-1", stroke: null },
  "cell 2": { fill: "plus-2", stroke: null },
  "cell 3": { fill: "plus-3", stroke: null },
  "cell undefined": { fill: "surface", stroke: "warning", width: 1.5, dash: "3 2" },
  factor: { fill: "sunken", stroke: "outline", width: 1.25 },
  "inner side": { fill: null, stroke: "ink", width: 4 },
  "inner side misfit": { fill: null, stroke: "error", width: 4 },
  "crossed out": { fill: null, stroke: "error", width: 2 },
  misfit: { fill: "error", stroke: null },
  inspected: { fill: null, stroke: "ink", width: 2.5 },
  "pin 1": { fill: null, stroke: "pin-1", width: 3.5 },
  "pin 2": { fill: null, stroke: "pin-2", width: 3.5, dash: "12 6" },
  "pin 3": { fill: null, stroke: "pin-3", width: 3.5, dash: "3 5" },
  "pin 4": { fill: null, stroke: "pin-4", width: 3.5, dash: "16 5 3 5" },
  "pin line 1": { fill: null, stroke: "pin-1", width: 8 },
  "pin line 2": { fill: null, stroke: "pin-2", width: 8, dash: "12 14" },
  "pin line 3": { fill: null, stroke: "pin-3", width: 8, dash: "1 12" },
  "pin line 4": { fill: null, stroke: "pin-4", width: 8, dash: "14 12 1 12" },
  "pin number 1": { fill: "pin-1", stroke: "surface", width: 1.5 },
  "pin number 2": { fill: "pin-2", stroke: "surface", width: 1.5 },
  "pin number 3": { fill: "pin-3", stroke: "surface", width: 1.5 },
  "pin number 4": { fill: "pin-4", stroke: "surface", width: 1.5 },
  "on pin": { fill: "surface", stroke: null },
  "tab tangent": { fill: "tangent-tint", stroke: "tangent", width: 1.25 },
  "tab tangent waiting": { fill: "paper", stroke: "tangent", width: 1.5, dash: "4 3" },
  "tab tangent active": { fill: "tangent", stroke: "tangent", width: 1.25 },
  rope: { fill: null, stroke: "value", width: 3 },
  gauge: { fill: "paper", stroke: "outline", width: 1.25 },
  "gauge zero": { fill: null, stroke: "outline", width: 1.5 },
  knob: { fill: "value", stroke: "surface", width: 1.5 },
  "tangent line": { fill: null, stroke: "tangent", width: 3 },
  "tangent point": { fill: "surface", stroke: "tangent", width: 2.5 },
  curve: { fill: null, stroke: "value", width: 2.5 },
  gap: { fill: null, stroke: "ink", width: 3 },
  guide: { fill: null, stroke: "outline", width: 1, dash: "3 3" },
  // What lies under it is dimmed, and can still be read.
  veil: { fill: "paper", stroke: null, opacity: 0.3 },
  "veil presented": { fill: "paper", stroke: null, opacity: 0.35 },
  // Under a thread, so that the edge does not show through its gaps.
  "thread ground": { fill: null, stroke: "paper", width: 7 },
  "thread 1": { fill: null, stroke: "thread-1", width: 3 },
  "thread 2": { fill: null, stroke: "thread-2", width: 3 },
  "thread 3": { fill: null, stroke: "thread-3", width: 3 },
  "thread 4": { fill: null, stroke: "thread-1", width: 3, dash: "9 6" },
  "thread 5": { fill: null, stroke: "thread-2", width: 3, dash: "9 6" },
  "thread 6": { fill: null, stroke: "thread-3", width: 3, dash: "9 6" },
  "thread 7": { fill: null, stroke: "thread-1", width: 3, dash: "1 6" },
  "thread 8": { fill: null, stroke: "thread-2", width: 3, dash: "1 6" },
  "thread 9": { fill: null, stroke: "thread-3", width: 3, dash: "1 6" },
  "thread chosen 1": { fill: null, stroke: "thread-1", width: 6 },
  "thread chosen 2": { fill: null, stroke: "thread-2", width: 6 },
  "thread chosen 3": { fill: null, stroke: "thread-3", width: 6 },
  "lit 1": { fill: "surface", stroke: "thread-1", width: 3 },
  "lit 2": { fill: "surface", stroke: "thread-2", width: 3 },
  "lit 3": { fill: "surface", stroke: "thread-3", width: 3 },
  "thread number 1": { fill: "thread-1", stroke: null },
  "thread number 2": { fill: "thread-2", stroke: null },
  "thread number 3": { fill: "thread-3", stroke: null },
  ink: { fill: "ink", stroke: null },
  muted: { fill: "muted", stroke: null },
  value: { fill: "value", stroke: null },
  gradient: { fill: "gradient", stroke: null },
  tangent: { fill: "tangent", stroke: null },
  "on value": { fill: "on-value", stroke: null },
  "on gradient": { fill: "on-gradient", stroke: null },
  "on tangent": { fill: "on-tangent", stroke: null },
} as const satisfies Record<string, Paint>;

export type Look = keyof typeof LOOKS;

type ThemeName = "light" | "dark" | "projector" | "forced";

/**
 * The theme as a stylesheet: one custom property a token, one class a look. `data-theme` on the root overrides the
 * system's choice; paper is always light, and where the system forces colours, these are its own.
 */
export function themeStylesheet(): string {
  const properties = Object.entries(TOKENS).map(
    ([name, { light, dark }]) => `--${name}:light-dark(${light},${dark});`,
  );
  const classes = Object.entries<Paint>(LOOKS).map(
    ([look, paint]) => `.${lookClass(look as Look)}{${declarations(paint)}}`,
  );
  return [
    `:root{color-scheme:light dark;${properties.join("")}}`,
    ":root[data-theme=light]{color-scheme:light}",
    ":root[data-theme=dark]{color-scheme:dark}",
    `:root[data-theme=projector]{color-scheme:light;${propertiesOf("projector")}}`,
    `@media print{:root:root{color-scheme:light;${propertiesOf("light")}}}`,
    `@media (forced-colors:active){:root:root{${propertiesOf("forced")}}}`,
    ...classes,
  ].join("\n");
}

function propertiesOf(theme: ThemeName): string {
  return Object.entries<Token>(TOKENS)
    .map(([name, token]) => `--${name}:${token[theme]};`)
    .join("");
}

function declarations({ fill, stroke, width, dash, opacity }: Paint): string {
  const colour = (name: TokenName | null): string => (name === null ? "none" : `var(--${name})`);
  return [
    `fill:${colour(fill)}`,
    `stroke:${colour(stroke)}`,
    // From afar, lines stay as wide as can be seen.
    ...(width === undefined ? [] : [`stroke-width:max(${width}px,var(--thinnest,0px))`]),
    ...(dash === undefined ? [] : [`stroke-dasharray:${dash}`]),
    ...(opacity === undefined ? [] : [`opacity:${opacity}`]),
    // Typeset labels are text, not shapes: for them the fill is the colour.
    ...(stroke === null && fill !== null ? [`color:${colour(fill)}`] : []),
  ].join(";");
}
