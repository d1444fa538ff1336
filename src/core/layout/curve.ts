import type { Box, Curve, Point } from "./graph.ts";

/** One cubic Bézier: start, two controls, end. */
export type Cubic = readonly [Point, Point, Point, Point];

/** A point of a curve and the direction of travel there: radians, 0 to the right, positive downwards. */
export interface Position extends Point {
  readonly angle: number;
}

/** Nodes and weights of Gauss–Legendre quadrature with five points on [−1, 1] (Abramowitz and Stegun, table 25.4). */
const GAUSS = [
  [0, 0.5688888888888889],
  [-0.5384693101056831, 0.47862867049936647],
  [0.5384693101056831, 0.47862867049936647],
  [-0.906179845938664, 0.23692688505618908],
  [0.906179845938664, 0.23692688505618908],
] as const;

/** The curve as an SVG path, "M…C…", numbers rounded to two decimals. */
export function pathData(curve: Curve): string {
  const [start] = curve;
  if (!start) return "";
  const pieces = cubics(curve).map(([, a, b, end]) => `C${write(a)} ${write(b)} ${write(end)}`);
  return `M${write(start)}${pieces.join("")}`;
}

function write({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(coordinate: number): number {
  // Adding 0 turns −0 into 0, which would be written with its sign elsewhere.
  return Math.round(coordinate * 100) / 100 + 0;
}

/** Arc length, px. */
export function curveLength(curve: Curve): number {
  return measured(curve).total;
}

/** A curve's cubics with their lengths: an animation asks for the same curves in every frame. */
interface MeasuredCurve {
  readonly pieces: readonly Cubic[];
  readonly lengths: readonly number[];
  readonly total: number;
}

const measuredCurves = new WeakMap<Curve, MeasuredCurve>();

function measured(curve: Curve): MeasuredCurve {
  const known = measuredCurves.get(curve);
  if (known !== undefined) return known;
  const pieces = cubics(curve);
  const lengths = pieces.map((piece) => lengthTo(piece, 1));
  const fresh = { pieces, lengths, total: lengths.reduce((sum, length) => sum + length, 0) };
  measuredCurves.set(curve, fresh);
  return fresh;
}

const PIECE_SAMPLES = 12;
const sampledCurves = new WeakMap<Curve, readonly Point[]>();

/** Points along a curve, near enough to one another to tell what it runs through; not evenly spaced. */
export function curveSamples(curve: Curve): readonly Point[] {
  const known = sampledCurves.get(curve);
  if (known !== undefined) return known;
  const samples = cubics(curve).flatMap(pieceSamples);
  sampledCurves.set(curve, samples);
  return samples;
}

function pieceSamples(piece: Cubic): readonly Point[] {
  return Array.from({ length: PIECE_SAMPLES + 1 }, (_, index) => split(piece, index / PIECE_SAMPLES)[0][3]);
}

/** Those of a curve's samples that lie inside a box: of a long curve, most pieces are not even sampled. */
export function samplesInside(curve: Curve, box: Box): readonly Point[] {
  return cubics(curve)
    .filter((piece) => !isApart(piece, box))
    .flatMap(pieceSamples)
    .filter(({ x, y }) => 2 * Math.abs(x - box.x) < box.width && 2 * Math.abs(y - box.y) < box.height);
}

/** Whether the control points lie beyond one side of a box, and with them the piece. */
function isApart(piece: Cubic, { x, y, width, height }: Box): boolean {
  return (
    piece.every((point) => 2 * (point.x - x) >= width) ||
    piece.every((point) => 2 * (x - point.x) >= width) ||
    piece.every((point) => 2 * (point.y - y) >= height) ||
    piece.every((point) => 2 * (y - point.y) >= height)
  );
}

/** Whether a curve comes into a box, or within a pixel of it: pieces whose control points do are halved until they are small. */
export function meets(curve: Curve, box: Box): boolean {
  const open = cubics(curve);
  for (let piece = open.pop(); piece; piece = open.pop()) {
    if (isApart(piece, box)) continue;
    const [left, right] = extent(piece.map((point) => point.x));
    const [top, bottom] = extent(piece.map((point) => point.y));
    if (right - left <= 1 && bottom - top <= 1) return true;
    open.push(...split(piece, 0.5));
  }
  return false;
}

function extent(numbers: readonly number[]): readonly [least: number, most: number] {
  return [Math.min(...numbers), Math.max(...numbers)];
}

/** The point a fraction (0 at the source, 1 at the target; clamped) of the arc length along a curve. */
export function pointAt(curve: Curve, fraction: number): Position {
  const whole = measured(curve);
  const { pieces } = whole;
  const { index, t } = locate(whole, fraction);
  const piece = pieces[index];
  if (!piece) throw new RangeError("A curve needs at least four points.");
  const { x, y } = split(piece, t)[0][3];
  const travel = direction(piece, t);
  return { x, y, angle: Math.atan2(travel.y, travel.x) };
}

/** The part of a curve between two fractions of its arc length, 0 ≤ from ≤ to ≤ 1. */
export function subcurve(curve: Curve, from: number, to: number): Curve {
  const whole = measured(curve);
  const { pieces } = whole;
  const first = locate(whole, from);
  const last = locate(whole, Math.max(from, to));
  const parts = pieces.slice(first.index, last.index + 1).map((piece, i) => {
    const index = first.index + i;
    const end = index === last.index ? last.t : 1;
    const start = index === first.index ? first.t : 0;
    const head = split(piece, end)[0];
    return split(head, end > 0 ? start / end : 0)[1];
  });
  const [start] = parts[0] ?? [];
  return start ? [start, ...parts.flatMap(([, a, b, end]) => [a, b, end])] : [];
}

export function cubics(curve: Curve): Cubic[] {
  const pieces: Cubic[] = [];
  for (let i = 0; i + 3 < curve.length; i += 3) {
    const [start, a, b, end] = curve.slice(i, i + 4);
    if (start && a && b && end) pieces.push([start, a, b, end]);
  }
  return pieces;
}

/** In which cubic a fraction of the arc length lies, and at which parameter of it. */
function locate(
  { pieces, lengths, total }: MeasuredCurve,
  fraction: number,
): { readonly index: number; readonly t: number } {
  let left = Math.min(1, Math.max(0, fraction)) * total;
  for (const [index, piece] of pieces.entries()) {
    const length = lengths[index] ?? 0;
    if (left <= length || index === pieces.length - 1) return { index, t: parameterAt(piece, left, length) };
    left -= length;
  }
  return { index: 0, t: 0 };
}

/** The parameter at which a cubic has run `wanted` of its `length`; Newton's method, the derivative being the speed. */
function parameterAt(piece: Cubic, wanted: number, length: number): number {
  if (wanted <= 0 || length === 0) return 0;
  if (wanted >= length) return 1;
  let low = 0;
  let high = 1;
  let t = wanted / length;
  for (let round = 0; round < 20; round++) {
    const error = lengthTo(piece, t) - wanted;
    if (Math.abs(error) < 1e-6 * length) break;
    if (error > 0) high = t;
    else low = t;
    const next = t - error / speed(piece, t);
    // Near a standing start Newton leaves the bracket; halving it always converges.
    t = next > low && next < high ? next : (low + high) / 2;
  }
  return t;
}

/** Arc length of a cubic from its start to parameter t. */
function lengthTo(piece: Cubic, t: number): number {
  const parts = 4;
  const half = t / parts / 2;
  let length = 0;
  for (let part = 0; part < parts; part++) {
    for (const [node, weight] of GAUSS) length += weight * half * speed(piece, half * (2 * part + 1 + node));
  }
  return length;
}

function speed(piece: Cubic, t: number): number {
  const { x, y } = velocity(piece, t);
  return Math.hypot(x, y);
}

function velocity([p0, p1, p2, p3]: Cubic, t: number): Point {
  const s = 1 - t;
  const along = (a: number, b: number, c: number, d: number): number =>
    3 * (s * s * (b - a) + 2 * s * t * (c - b) + t * t * (d - c));
  return { x: along(p0.x, p1.x, p2.x, p3.x), y: along(p0.y, p1.y, p2.y, p3.y) };
}

/** Direction of travel; where a control lies on its end and the curve stands still, that of the chord. */
function direction(piece: Cubic, t: number): Point {
  if (speed(piece, t) > 1e-9) return velocity(piece, t);
  return { x: piece[3].x - piece[0].x, y: piece[3].y - piece[0].y };
}

/** De Casteljau: the parts of a cubic before and after parameter t. */
export function split([p0, p1, p2, p3]: Cubic, t: number): readonly [Cubic, Cubic] {
  const a = between(p0, p1, t);
  const b = between(p1, p2, t);
  const c = between(p2, p3, t);
  const d = between(a, b, t);
  const e = between(b, c, t);
  const middle = between(d, e, t);
  return [
    [p0, a, d, middle],
    [middle, e, c, p3],
  ];
}

/** The point a share of the straight way from one to another. */
export function between(p: Point, q: Point, t: number): Point {
  return { x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t };
}
