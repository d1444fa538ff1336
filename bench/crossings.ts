import type { Curve, Point } from "../src/core/layout/index.ts";

export type Line = readonly Point[];

/** A box by its centre. */
interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where two edges leave the same side or arrive on it, they touch: nearer than this to a shared end, px. */
const TOUCH = 3;
/** An edge runs over a node where it is deeper inside than this, px. */
const INSIDE = 2;

interface Segment {
  readonly line: number;
  readonly from: Point;
  readonly to: Point;
}

/** How often lines cross in the picture: what the eye counts, however the lines were made. */
export function drawnCrossings(lines: readonly Line[]): number {
  const grid = new Grid(lines.flatMap(segmentsOf));
  let crossings = 0;
  grid.eachCell((segments, isHere) => {
    for (const [index, one] of segments.entries()) {
      for (let next = index + 1; next < segments.length; next++) {
        const other = segments[next];
        if (!other || other.line === one.line) continue;
        const place = crossingAt(one, other);
        // Two long segments share many cells, but cross in one.
        if (!place || !isHere(place)) continue;
        if (!isSharedEnd(place, lines[one.line] ?? [], lines[other.line] ?? [])) crossings += 1;
      }
    }
  });
  return crossings;
}

/** An edge as drawn, and the indices of its ends among the boxes. */
export interface DrawnEdge {
  readonly line: Line;
  readonly from: number;
  readonly to: number;
}

/** How many pairs there are of an edge and a node that it runs over without beginning or ending there. */
export function overruns(edges: readonly DrawnEdge[], boxes: readonly Box[]): number {
  const grid = new Grid(edges.flatMap(({ line }, index) => segmentsOf(line, index)));
  let over = 0;
  for (const [node, box] of boxes.entries()) {
    const inner = { ...box, width: box.width - 2 * INSIDE, height: box.height - 2 * INSIDE };
    const met = new Set<number>();
    for (const segment of grid.near(inner)) {
      const edge = edges[segment.line];
      if (!edge || edge.from === node || edge.to === node || met.has(segment.line)) continue;
      if (runsThrough(segment, inner)) met.add(segment.line);
    }
    over += met.size;
  }
  return over;
}

export function lengthOf(line: Line): number {
  return line.reduce((sum, point, index) => sum + distance(line[index - 1] ?? point, point), 0);
}

/** A curve as a line that the eye cannot tell from it. */
export function flattened(curve: Curve): Line {
  const line = curve.slice(0, 1);
  for (let i = 0; i + 3 < curve.length; i += 3) {
    const [p, a, b, q] = curve.slice(i, i + 4);
    if (!p || !a || !b || !q) continue;
    const pieces = Math.max(12, Math.ceil(distance(p, q) / 30));
    for (let step = 1; step <= pieces; step++) {
      const t = step / pieces;
      const s = 1 - t;
      const along = (of: "x" | "y"): number =>
        s ** 3 * p[of] + 3 * s * s * t * a[of] + 3 * s * t * t * b[of] + t ** 3 * q[of];
      line.push({ x: along("x"), y: along("y") });
    }
  }
  return line;
}

function segmentsOf(line: Line, index: number): Segment[] {
  return line.slice(1).flatMap((to, i): Segment[] => {
    const from = line[i] ?? to;
    return distance(from, to) === 0 ? [] : [{ line: index, from, to }];
  });
}

/** The plane in squares, each with the segments whose box reaches into it. */
class Grid {
  private readonly cells = new Map<number, Segment[]>();
  private readonly side: number;

  constructor(segments: readonly Segment[]) {
    const total = segments.reduce((sum, { from, to }) => sum + distance(from, to), 0);
    this.side = Math.max(40, (2 * total) / Math.max(1, segments.length));
    for (const segment of segments) for (const piece of this.cut(segment)) this.add(piece);
  }

  eachCell(visit: (segments: readonly Segment[], isHere: (place: Point) => boolean) => void): void {
    for (const [key, segments] of this.cells) {
      visit(segments, ({ x, y }) => keyOf(this.cellOf(x), this.cellOf(y)) === key);
    }
  }

  near({ x, y, width, height }: Box): Set<Segment> {
    const keys = this.keysOf(
      { x: x - width / 2, y: y - height / 2 },
      { x: x + width / 2, y: y + height / 2 },
    );
    return new Set(keys.flatMap((key) => this.cells.get(key) ?? []));
  }

  private add(segment: Segment): void {
    for (const key of this.keysOf(segment.from, segment.to)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(segment);
      else this.cells.set(key, [segment]);
    }
  }

  /** A slanting segment of any length in pieces whose boxes are a few squares at most. */
  private cut({ line, from, to }: Segment): Segment[] {
    const pieces = Math.max(1, Math.ceil(distance(from, to) / (2 * this.side)));
    const at = (piece: number): Point => ({
      x: from.x + ((to.x - from.x) * piece) / pieces,
      y: from.y + ((to.y - from.y) * piece) / pieces,
    });
    return Array.from({ length: pieces }, (_, piece) => ({ line, from: at(piece), to: at(piece + 1) }));
  }

  private keysOf(one: Point, other: Point): number[] {
    const [left, right] = [this.cellOf(Math.min(one.x, other.x)), this.cellOf(Math.max(one.x, other.x))];
    const [top, bottom] = [this.cellOf(Math.min(one.y, other.y)), this.cellOf(Math.max(one.y, other.y))];
    const keys: number[] = [];
    for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) keys.push(keyOf(x, y));
    return keys;
  }

  private cellOf(coordinate: number): number {
    return Math.floor(coordinate / this.side);
  }
}

function keyOf(x: number, y: number): number {
  return x * 2 ** 24 + y;
}

function isSharedEnd(place: Point, one: Line, other: Line): boolean {
  return [one[0], one.at(-1)].some(
    (end) =>
      end &&
      distance(end, place) < TOUCH &&
      [other[0], other.at(-1)].some((far) => far && distance(end, far) < TOUCH),
  );
}

/** Where two segments cross; half open, so that a crossing at a bend counts once. */
function crossingAt({ from: a, to: b }: Segment, { from: c, to: d }: Segment): Point | null {
  const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const area = ux * vy - uy * vx;
  // Parallel ones touch or miss each other.
  if (area === 0) return null;
  const t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / area;
  const s = ((c.x - a.x) * uy - (c.y - a.y) * ux) / area;
  return t >= 0 && t < 1 && s >= 0 && s < 1 ? { x: a.x + t * ux, y: a.y + t * uy } : null;
}

/** Clips the segment by the box's sides (Liang and Barsky, 1984): true where something of it is left. */
function runsThrough({ from, to }: Segment, { x, y, width, height }: Box): boolean {
  let [first, last] = [0, 1];
  const sides = [
    [from.x - to.x, from.x - (x - width / 2)],
    [to.x - from.x, x + width / 2 - from.x],
    [from.y - to.y, from.y - (y - height / 2)],
    [to.y - from.y, y + height / 2 - from.y],
  ] as const;
  for (const [towards, room] of sides) {
    if (towards === 0 && room <= 0) return false;
    if (towards < 0) first = Math.max(first, room / towards);
    if (towards > 0) last = Math.min(last, room / towards);
  }
  return first < last;
}

function distance(p: Point, q: Point): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}
