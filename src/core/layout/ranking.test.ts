import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dependencies, shorten } from "./ranking.ts";

/** Edges [from, to] of a graph without circles, since every one leads to a higher number. */
const graphs = fc.integer({ min: 2, max: 6 }).chain((count) =>
  fc
    .array(
      fc
        .integer({ min: 1, max: count - 1 })
        .chain((to) => fc.tuple(fc.integer({ min: 0, max: to - 1 }), fc.constant(to))),
      { minLength: 1, maxLength: 9 },
    )
    .map((edges) => ({ count, edges })),
);

function ranked(count: number, edges: readonly (readonly [number, number])[]): number[] {
  const graph: Dependencies = {
    count,
    from: Int32Array.from(edges, ([from]) => from),
    to: Int32Array.from(edges, ([, to]) => to),
    weights: new Int32Array(edges.length).fill(1),
  };
  const ranks = Int32Array.from({ length: count }, (_, node) => node);
  shorten(graph, ranks);
  return [...ranks];
}

function lengthOf(ranks: readonly number[], edges: readonly (readonly [number, number])[]): number {
  return edges.reduce((sum, [from, to]) => sum + (ranks[to] ?? 0) - (ranks[from] ?? 0), 0);
}

/** All ranks 0 … count − 1 in which every edge leads on. */
function allRanks(count: number, edges: readonly (readonly [number, number])[]): number[][] {
  let all: number[][] = [[]];
  for (let node = 0; node < count; node++) {
    all = all.flatMap((ranks) => Array.from({ length: count }, (_, rank) => [...ranks, rank]));
    all = all.filter((ranks) =>
      edges.every(([from, to]) => to >= ranks.length || (ranks[from] ?? 0) < (ranks[to] ?? 0)),
    );
  }
  return all;
}

describe("ranks", () => {
  it("make edges as short as trying them all does", () => {
    fc.assert(
      fc.property(graphs, ({ count, edges }) => {
        const ranks = ranked(count, edges);
        for (const [from, to] of edges) expect(ranks[from]).toBeLessThan(ranks[to] ?? 0);
        const least = Math.min(...allRanks(count, edges).map((other) => lengthOf(other, edges)));
        expect(lengthOf(ranks, edges)).toBe(least);
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it("do not depend on the order of edges", () => {
    fc.assert(
      fc.property(graphs, ({ count, edges }) => {
        // A last node that all others lead to, so that there is one result.
        const joined = [
          ...edges,
          ...Array.from({ length: count }, (_, node) => [node, count] as [number, number]),
        ];
        expect(ranked(count + 1, joined.toReversed())).toEqual(ranked(count + 1, joined));
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});
