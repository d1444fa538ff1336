import type { Weave } from "./weave.ts";

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly rank: number;
  readonly start: number;
  readonly end: number;
}

/** The edges between neighbouring ranks, by the places of their ends. */
export function segments({ vertices, rankOf, places, before }: Weave): Segment[] {
  return vertices.flatMap((_, to) =>
    Array.from(before.ends.slice(before.starts[to], before.starts[to + 1]), (from) => ({
      from,
      to,
      rank: rankOf[to] ?? 0,
      start: places[from] ?? 0,
      end: places[to] ?? 0,
    })),
  );
}

/** Crossings, by looking at each pair. */
export function crossingPairs(all: readonly Segment[]): number {
  const pairs = all.flatMap((one, i) => all.slice(0, i).map((other) => [one, other] as const));
  return pairs.filter(
    ([one, other]) => one.rank === other.rank && (one.start - other.start) * (one.end - other.end) < 0,
  ).length;
}
