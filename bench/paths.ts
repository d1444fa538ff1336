import { pathCount, waysFrom } from "../src/core/differentiate/paths.ts";
import type { Graph } from "../src/core/index.ts";
import { graphOf } from "./gradient.ts";
import { type Bench, type Benchmark, compareCalls } from "./measure.ts";

export const paths: Benchmark = {
  about:
    "The exact number of paths through a chain of diamonds, 2 to the power of a third of its nodes: against a chain of a tenth of the nodes (ten times the nodes may take ten times as long, and the digits of the number a little more), and against a bare loop over the edges that adds up the same whole numbers.",
  run,
};

/** Diamonds in a row, three nodes each. */
function diamonds(count: number): string {
  return Array.from(
    { length: count },
    (_, k) => `a${k + 1} = 2*x${k}\nb${k + 1} = 3*x${k}\nx${k + 1} = a${k + 1} + b${k + 1}`,
  ).join("\n");
}

const [SMALL, LARGE] = [333, 3333] as const;

function run({ report }: Bench): void {
  const [small, large] = [graphOf(diamonds(SMALL)), graphOf(diamonds(LARGE))];
  const count = (graph: Graph) => pathCount(waysFrom(graph, graph.byName.get("x0") ?? 0));
  for (const [graph, exponent] of [
    [small, SMALL],
    [large, LARGE],
  ] as const) {
    for (const found of [count(graph), bareCount(graph)])
      if (found !== 2n ** BigInt(exponent)) throw new Error(`${exponent} diamonds: another number of paths`);
  }
  const size = `${large.nodes.length} nodes`;
  report({
    benchmark: "paths",
    size: `${size}, beside ${small.nodes.length} nodes`,
    unit: "µs",
    goal: 20,
    ...compareCalls(
      () => count(large),
      () => count(small),
    ),
  });
  report({
    benchmark: "paths",
    size: `${size}, beside a loop over the edges`,
    unit: "µs",
    ...compareCalls(
      () => count(large),
      () => bareCount(large),
    ),
  });
}

/** From the last edge to the first: the number at an edge's end is added to that at its beginning. */
function bareCount({ nodes, edges, output }: Graph): bigint {
  const counts = nodes.map(() => 0n);
  counts[output] = 1n;
  for (let index = edges.length - 1; index >= 0; index--) {
    const edge = edges[index];
    if (edge !== undefined) counts[edge.from] = (counts[edge.from] ?? 0n) + (counts[edge.to] ?? 0n);
  }
  return counts[0] ?? 0n;
}
