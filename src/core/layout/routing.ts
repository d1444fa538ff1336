import { type FramePoint, hitStops, type Piece, type Stop } from "./clearance.ts";

/**
 * Stage 5: the curve of one edge, past all that stands in its way.
 *
 * An edge has one stop in each layer it touches: the side it leaves, its bends, its plaque, the side it enters. At
 * first the curve is drawn through the ends and the plaque only. Where it hits something foreign, the bend of that
 * layer becomes a point it must pass; where that is not enough, it crosses the whole layer level, which alignment has
 * kept free. So it is as straight as it can be, and always ends well.
 *
 * Lengths are px: `along` grows in the direction of the edges, `across` from the first operand's side to the last's.
 */

/** How a curve passes a stop: anywhere, through it at any slope, or level from one side of the strip to the other. */
type Passing = "free" | "through" | "level";

interface Knot extends FramePoint {
  /** True where the curve must be level. */
  readonly level: boolean;
}

/** The last px before the consumer are straight: the arrowhead's. */
const ARROW = 12;
/** Rounds of amending single stops; after them all pass level. */
const ROUNDS = 12;

/**
 * The curve of an edge as a chain of cubic Béziers: start, then triples. In a lane it is level between its bends, where
 * it has no stops.
 */
export function routeEdge(stops: readonly Stop[], hasLane = false): readonly FramePoint[] {
  const inside = hasLane ? "level" : "free";
  let passing = stops.map((stop): Passing => (stop.role === "bend" ? inside : "through"));
  for (let round = 0; ; round++) {
    const pieces = smooth(knotsOf(stops, passing));
    const hits = hitStops(pieces, stops);
    if (hits.every((isHit, i) => !isHit || passing[i] === "level")) return chain(pieces);
    passing = passing.map((way, i) => (round >= ROUNDS ? "level" : hits[i] ? stricter(way) : way));
  }
}

function stricter(passing: Passing): Passing {
  return passing === "free" ? "through" : "level";
}

function knotsOf(stops: readonly Stop[], passing: readonly Passing[]): Knot[] {
  const knots: Knot[] = [];
  for (let i = 0; i < stops.length; i++) {
    const stop = stops[i];
    const way = passing[i];
    if (stop && way && way !== "free") addKnots(stop, way, knots);
  }
  return knots;
}

function addKnots({ along, across, strip, role }: Stop, passing: "through" | "level", knots: Knot[]): void {
  const end = role === "leave" || role === "enter";
  const here = { along, across, level: end || passing === "level" };
  const arrow = { along: along - ARROW, across, level: true };
  if (passing === "through") {
    if (role === "enter") knots.push(arrow);
    knots.push(here);
    return;
  }
  const entry = { along: strip.start, across, level: true };
  const exit = { along: strip.end, across, level: true };
  switch (role) {
    case "leave":
      knots.push(here);
      if (exit.along > along) knots.push(exit);
      return;
    case "enter":
      knots.push(entry.along < arrow.along ? entry : arrow, here);
      return;
    case "plaque":
      knots.push(entry, here, exit);
      return;
    case "bend":
      knots.push(entry);
      // A layer of bends alone has no length.
      if (exit.along > entry.along) knots.push(exit);
  }
}

/** A smooth curve through the knots that is monotone between any two of them, so it never swings beyond a knot. */
function smooth(knots: readonly Knot[]): Piece[] {
  const pieces: Piece[] = [];
  let from = knots[0];
  let start = 0;
  for (let i = 1; i < knots.length; i++) {
    const to = knots[i];
    if (!from || !to) break;
    const end = slopeAt(from, to, knots[i + 1]);
    const reach = to.along - from.along;
    const leaving = reach * handle(start, end);
    const entering = reach * handle(end, start);
    pieces.push([
      from,
      { along: from.along + leaving, across: from.across + leaving * start },
      { along: to.along - entering, across: to.across - entering * end },
      to,
    ]);
    from = to;
    start = end;
  }
  return pieces;
}

/**
 * Length of a handle as a part of its piece, from the slopes at its end and at the other. Two pieces, level at their
 * outer ends and sloping where they meet (1/2, 1/4; 1/4, 1/2), make up the one cubic that a single sweep would be.
 */
function handle(slope: number, other: number): number {
  if (slope === 0) return 1 / 2;
  return other === 0 ? 1 / 4 : 1 / 3;
}

/** Harmonic mean of the slopes to both sides (Fritsch and Butland, 1984), 0 where they differ in sign. */
function slopeAt(previous: Knot | undefined, knot: Knot, next: Knot | undefined): number {
  if (knot.level || !previous || !next) return 0;
  const before = steepness(previous, knot) * (previous.level ? 2 : 1);
  const after = steepness(knot, next) * (next.level ? 2 : 1);
  return before * after > 0 ? (2 * before * after) / (before + after) : 0;
}

function steepness(from: Knot, to: Knot): number {
  return to.along > from.along ? (to.across - from.across) / (to.along - from.along) : 0;
}

function chain(pieces: readonly Piece[]): FramePoint[] {
  const points: FramePoint[] = [];
  for (const piece of pieces) {
    if (points.length === 0) points.push(piece[0]);
    points.push(piece[1], piece[2], piece[3]);
  }
  return points;
}
