import type { Vertex } from "./layered.ts";

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

/** How a curve passes a stop: anywhere, through it at any slope, or level from one side of the strip to the other. */
type Passing = "free" | "through" | "level";

interface Knot extends FramePoint {
  /** True where the curve must be level. */
  readonly level: boolean;
}

type Piece = readonly [FramePoint, FramePoint, FramePoint, FramePoint];

/** Kept between a curve and foreign boxes, px. */
const CLEARANCE = 7;
/** Distance between the points at which a curve is tried, px. */
const STRIDE = 6;
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
    const pieces = smooth(stops.flatMap((stop, i) => knotsAt(stop, passing[i] ?? "level")));
    const hits = hitStops(pieces, stops);
    const amended = passing.map((way, i) => (hits.has(i) ? stricter(way) : way));
    if (amended.every((way, i) => way === passing[i])) return chain(pieces);
    passing = round < ROUNDS ? amended : stops.map(() => "level");
  }
}

function stricter(passing: Passing): Passing {
  return passing === "free" ? "through" : "level";
}

function knotsAt({ along, across, strip, role }: Stop, passing: Passing): Knot[] {
  const end = role === "leave" || role === "enter";
  const here = { along, across, level: end || passing === "level" };
  const arrow = { along: along - ARROW, across, level: true };
  if (passing === "free") return [];
  if (passing === "through") return role === "enter" ? [arrow, here] : [here];
  const entry = { along: strip.start, across, level: true };
  const exit = { along: strip.end, across, level: true };
  switch (role) {
    case "leave":
      return exit.along > along ? [here, exit] : [here];
    case "enter":
      return [entry.along < arrow.along ? entry : arrow, here];
    case "plaque":
      return [entry, here, exit];
    case "bend":
      // A layer of bends alone has no length.
      return exit.along > entry.along ? [entry, exit] : [entry];
  }
}

/** A smooth curve through the knots that is monotone between any two of them, so it never swings beyond a knot. */
function smooth(knots: readonly Knot[]): Piece[] {
  const slopes = knots.map((knot, i) => slopeAt(knots[i - 1], knot, knots[i + 1]));
  return knots.slice(1).flatMap((to, i): Piece[] => {
    const from = knots[i];
    if (!from) return [];
    const reach = to.along - from.along;
    const [start, end] = [slopes[i] ?? 0, slopes[i + 1] ?? 0];
    const leaving = reach * handle(start, end);
    const entering = reach * handle(end, start);
    return [
      [
        from,
        { along: from.along + leaving, across: from.across + leaving * start },
        { along: to.along - entering, across: to.across - entering * end },
        to,
      ],
    ];
  });
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

/** Indices of the stops in whose layers the curve comes too near to something foreign and that can still be amended. */
function hitStops(pieces: readonly Piece[], stops: readonly Stop[]): Set<number> {
  const hits = new Set<number>();
  let first = 0;
  for (const piece of pieces) {
    const [start, , , end] = piece;
    while (first + 1 < stops.length && start.along > (stops[first]?.strip.end ?? 0) + CLEARANCE) first++;
    for (let i = first; i < stops.length; i++) {
      const stop = stops[i];
      if (!stop || stop.strip.start - CLEARANCE >= end.along) break;
      if (!hits.has(i) && isHit(piece, stop)) hits.add(i);
    }
  }
  return hits;
}

/** Whether a piece comes too near to something foreign in the strip of a stop; tried at points a stride apart. */
function isHit(piece: Piece, { vertex, strip }: Stop): boolean {
  const [start, , , end] = piece;
  // Both coordinates are monotone, so in between a curve comes near to nothing that it passes by at both ends.
  if (foreignBetween(start, end, strip.obstacles, vertex).length === 0) return false;
  const reach = Math.max(end.along - start.along, Math.abs(end.across - start.across));
  const samples = Math.max(1, Math.ceil(reach / STRIDE));
  const first = firstSample(piece, samples, strip.start - CLEARANCE);
  const last = Math.min(samples, firstSample(piece, samples, strip.end + CLEARANCE));
  const [entry, exit] = [pointOf(piece, first / samples), pointOf(piece, last / samples)];
  const near = foreignBetween(entry, exit, strip.obstacles, vertex);
  if (near.length === 0) return false;
  for (let sample = first; sample <= last; sample++) {
    const point = pointOf(piece, sample / samples);
    if (near.some((obstacle) => isNear(point, obstacle))) return true;
  }
  return false;
}

/** The first sample that is as far along as wanted, `samples` + 1 if there is none; a curve only moves forward. */
function firstSample([p0, p1, p2, p3]: Piece, samples: number, wanted: number): number {
  let low = 0;
  let high = samples + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bernstein(p0.along, p1.along, p2.along, p3.along, middle / samples) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What stands across between two points or near, and is not the edge's own. The obstacles stand in order. */
function foreignBetween(
  one: FramePoint,
  other: FramePoint,
  obstacles: readonly Obstacle[],
  own: Vertex,
): readonly Obstacle[] {
  const from = Math.min(one.across, other.across) - CLEARANCE;
  const to = Math.max(one.across, other.across) + CLEARANCE;
  let low = 0;
  let high = obstacles.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((obstacles[middle]?.high ?? Infinity) <= from) low = middle + 1;
    else high = middle;
  }
  const found: Obstacle[] = [];
  for (let obstacle = obstacles[low]; obstacle && obstacle.low < to; obstacle = obstacles[++low]) {
    if (obstacle.vertex !== own) found.push(obstacle);
  }
  return found;
}

function isNear({ along, across }: FramePoint, { start, end, low, high }: Obstacle): boolean {
  return (
    along > start - CLEARANCE &&
    along < end + CLEARANCE &&
    across > low - CLEARANCE &&
    across < high + CLEARANCE
  );
}

function pointOf([p0, p1, p2, p3]: Piece, t: number): FramePoint {
  return {
    along: bernstein(p0.along, p1.along, p2.along, p3.along, t),
    across: bernstein(p0.across, p1.across, p2.across, p3.across, t),
  };
}

function bernstein(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

function chain(pieces: readonly Piece[]): FramePoint[] {
  const [first] = pieces;
  return first ? [first[0], ...pieces.flatMap(([, a, b, end]) => [a, b, end])] : [];
}
