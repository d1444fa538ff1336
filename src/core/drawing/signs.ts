import type { Point } from "../layout/index.ts";
import type { Mark } from "./marks.ts";

/** What happens to a gradient, as a sign beside a node or an edge. */
export const SIGN_KINDS = [
  "off",
  "zero",
  "kink",
  "saturated",
  "beyond",
  "vanishing",
  "exploding",
  "none",
] as const;
export type SignKind = (typeof SIGN_KINDS)[number];

/** The radius of a sign, px. */
export const SIGN_RADIUS = 10;

/** Each sign's lines round (0, 0), in the picture's pixels. */
const LINES: Readonly<Record<SignKind, string>> = {
  // A switch that is open.
  off: "M-8,3L-4,3L4,-5M4,3L8,3",
  // Nothing.
  zero: "M-3.5,0A3.5,5 0 1 0 3.5,0A3.5,5 0 1 0 -3.5,0Z",
  // Flat, then up.
  kink: "M-6,3L0,3L5,-5",
  // An S that is flat at both ends.
  saturated: "M-7,4C1,4 -1,-4 7,-4",
  // Infinity.
  beyond: "M-7,0A3.5,3 0 1 0 0,0A3.5,3 0 1 0 -7,0ZM0,0A3.5,3 0 1 0 7,0A3.5,3 0 1 0 0,0Z",
  // A wedge that comes to nothing, one that opens, and a way that is barred.
  vanishing: "M-6,-5L7,0L-6,5Z",
  exploding: "M6,-5L-7,0L6,5Z",
  none: "M-5,-5L5,5M-5,5L5,-5",
};

/** A sign with its middle at a place. */
export function signMarks(kind: SignKind, { x, y }: Point): readonly Mark[] {
  const size = 2 * SIGN_RADIUS;
  return [
    { kind: "box", key: "sign", x, y, width: size, height: size, radius: SIGN_RADIUS, look: "sign" },
    { kind: "path", key: "sign:lines", d: moved(LINES[kind], x, y), look: "sign line" },
  ];
}

/** A path at another place: its pairs of coordinates are moved, the radii of an arc are not. */
function moved(path: string, x: number, y: number): string {
  return path.replace(
    /(A[\d.]+,[\d.]+ 0 1 0 )?(-?[\d.]+),(-?[\d.]+)/g,
    (_all, arc: string | undefined, a: string, b: string) =>
      `${arc ?? ""}${(x + Number(a)).toFixed(2)},${(y + Number(b)).toFixed(2)}`,
  );
}
