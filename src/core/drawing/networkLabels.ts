import type { Box, Point } from "../layout/index.ts";
import { overlap } from "./boxes.ts";

/** A line from the middle of one circle to that of another. */
export interface Segment {
  readonly start: Point;
  readonly end: Point;
}

/** The room for a signed number of three digits behind two zeros, and between two of them, px. */
const ROOM = { width: 70, height: 20 } as const;
const GAP = 4;
/** Where on a line its number may stand, from 0 at its source to 1. */
const SHARES: readonly number[] = Array.from({ length: 17 }, (_, place) => 0.18 + 0.04 * place);
/** A number over a foreign line costs as much as one that stands so far from the middle of its own. */
const FOREIGN_LINE = 0.35;
/** Numbers are placed one after the other, and then again so many times, now that the others are known. */
const ROUNDS = 3;

/**
 * Where the numbers of lines between two layers stand: on their lines, apart from each other and from what is in the
 * way, over as few other lines as can be. Null where there is no room for all of them.
 */
export function labelPlaces(lines: readonly Segment[], obstacles: readonly Box[]): readonly Point[] | null {
  const candidates = lines.map((line) => candidatesOn(line, lines, obstacles));
  const places: (Candidate | null)[] = lines.map(() => null);
  // Those with the least choice come first.
  const order = [...lines.keys()].sort(
    (one, other) => (candidates[one]?.length ?? 0) - (candidates[other]?.length ?? 0),
  );
  for (let round = 0; round < ROUNDS; round++)
    for (const line of order) {
      const others = places.filter((place, at) => place !== null && at !== line);
      places[line] = bestOf(candidates[line] ?? [], others as readonly Candidate[]);
    }
  const found = places.flatMap((place) => place ?? []);
  return found.length === lines.length ? found.map(({ x, y }) => ({ x, y })) : null;
}

interface Candidate extends Point {
  readonly cost: number;
}

function candidatesOn(
  line: Segment,
  lines: readonly Segment[],
  obstacles: readonly Box[],
): readonly Candidate[] {
  return SHARES.flatMap((share) => {
    const { start, end } = line;
    const place = { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share };
    const box = { ...place, ...ROOM };
    if (obstacles.some((obstacle) => overlap(obstacle, box) > 0)) return [];
    const crossed = lines.filter((other) => other !== line && doesCross(other, box)).length;
    return [{ ...place, cost: Math.abs(share - 0.5) + FOREIGN_LINE * crossed }];
  });
}

/** The cheapest that touches none of the others; null where there is none. */
function bestOf(candidates: readonly Candidate[], others: readonly Candidate[]): Candidate | null {
  const spaced = { width: ROOM.width + GAP, height: ROOM.height + GAP };
  const free = candidates.filter(
    ({ x, y }) => !others.some((other) => overlap({ x, y, ...spaced }, { ...other, ...spaced }) > 0),
  );
  return free.reduce<Candidate | null>(
    (best, one) => (best === null || one.cost < best.cost ? one : best),
    null,
  );
}

/** Whether a line passes through a box: Liang and Barsky's clipping (1984). */
function doesCross({ start, end }: Segment, { x, y, width, height }: Box): boolean {
  let [from, to] = [0, 1];
  for (const [origin, delta, low, high] of [
    [start.x, end.x - start.x, x - width / 2, x + width / 2],
    [start.y, end.y - start.y, y - height / 2, y + height / 2],
  ] as const) {
    if (delta === 0) {
      if (origin <= low || origin >= high) return false;
      continue;
    }
    const [one, other] = [(low - origin) / delta, (high - origin) / delta];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from < to;
}
