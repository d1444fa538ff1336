import type { Vertex } from "./layered.ts";

/** What an edge's curve keeps clear of. Lengths are px, in the directions that routing.ts names. */

/** A point (along, across). */
export interface FramePoint {
  readonly along: number;
  readonly across: number;
}

/** A node, plaque or bend to keep clear of. */
export interface Obstacle {
  readonly vertex: Vertex;
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

/** The strip that holds a layer, from start to end, and its obstacles by ascending `low`; they do not overlap. */
export interface Strip {
  readonly start: number;
  readonly end: number;
  readonly obstacles: readonly Obstacle[];
}

/** Where an edge passes a layer. */
export interface Stop extends FramePoint {
  /** Its own, which it passes freely over. */
  readonly vertex: Vertex;
  readonly strip: Strip;
  readonly role: "leave" | "bend" | "plaque" | "enter";
}

/** A cubic Bézier: start, two controls, end. Both coordinates are monotone. */
export type Piece = readonly [FramePoint, FramePoint, FramePoint, FramePoint];

/** Kept between a curve and foreign boxes, px. */
const CLEARANCE = 7;
/** Distance between the points at which a curve is tried, px. */
const STRIDE = 6;

/** In the layers of which stops the curve comes too near to something foreign. */
export function hitStops(pieces: readonly Piece[], stops: readonly Stop[]): boolean[] {
  const hits = stops.map(() => false);
  let first = 0;
  for (const piece of pieces) {
    const start = piece[0].along;
    const end = piece[3].along;
    while (first + 1 < stops.length && start > (stops[first]?.strip.end ?? 0) + CLEARANCE) first++;
    for (let i = first; i < stops.length; i++) {
      const stop = stops[i];
      if (!stop || stop.strip.start - CLEARANCE >= end) break;
      if (!hits[i] && isHit(piece, stop)) hits[i] = true;
    }
  }
  return hits;
}

/** Whether a piece comes too near to something foreign in the strip of a stop; tried at points a stride apart. */
function isHit(piece: Piece, { vertex, strip }: Stop): boolean {
  const [start, end] = [piece[0], piece[3]];
  const { obstacles } = strip;
  // Both coordinates are monotone, so in between a curve comes near to nothing that it passes by at both ends.
  if (!hasForeign(obstacles, start.across, end.across, vertex)) return false;
  const reach = Math.max(end.along - start.along, Math.abs(end.across - start.across));
  const samples = Math.max(1, Math.ceil(reach / STRIDE));
  const first = firstSample(piece, samples, strip.start - CLEARANCE);
  const last = Math.min(samples, firstSample(piece, samples, strip.end + CLEARANCE));
  const [entry, exit] = [acrossAt(piece, first / samples), acrossAt(piece, last / samples)];
  if (!hasForeign(obstacles, entry, exit, vertex)) return false;
  for (let sample = first; sample <= last; sample++) {
    const across = acrossAt(piece, sample / samples);
    let i = firstBeyond(obstacles, across);
    for (let one = obstacles[i]; one && one.low - CLEARANCE < across; one = obstacles[++i]) {
      if (one.vertex === vertex) continue;
      const along = alongAt(piece, sample / samples);
      if (along > one.start - CLEARANCE && along < one.end + CLEARANCE) return true;
    }
  }
  return false;
}

/** The first sample that is as far along as wanted, `samples` + 1 if there is none; a curve only moves forward. */
function firstSample(piece: Piece, samples: number, wanted: number): number {
  let low = 0;
  let high = samples + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (alongAt(piece, middle / samples) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether something that is not the edge's own stands across between two places or near. */
function hasForeign(obstacles: readonly Obstacle[], one: number, other: number, own: Vertex): boolean {
  const to = Math.max(one, other);
  let i = firstBeyond(obstacles, Math.min(one, other));
  for (let obstacle = obstacles[i]; obstacle && obstacle.low - CLEARANCE < to; obstacle = obstacles[++i]) {
    if (obstacle.vertex !== own) return true;
  }
  return false;
}

/** The first obstacle that does not end before a place across, with its clearance. Obstacles stand in order. */
function firstBeyond(obstacles: readonly Obstacle[], across: number): number {
  let low = 0;
  let high = obstacles.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((obstacles[middle]?.high ?? Infinity) + CLEARANCE <= across) low = middle + 1;
    else high = middle;
  }
  return low;
}

function alongAt(piece: Piece, t: number): number {
  return bernstein(piece[0].along, piece[1].along, piece[2].along, piece[3].along, t);
}

function acrossAt(piece: Piece, t: number): number {
  return bernstein(piece[0].across, piece[1].across, piece[2].across, piece[3].across, t);
}

function bernstein(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}
