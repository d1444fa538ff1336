import fc from "fast-check";
import { expect, it } from "vitest";
import type { Layers, Vertex } from "./layered.ts";
import { layeredGraph } from "./layered.ts";
import { BlockOrder } from "./sifting.ts";
import { randomProgram } from "./test-graphs.ts";

const graphs = fc
  .record({ count: fc.integer({ min: 2, max: 25 }), seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }) })
  .map(({ count, seed }) => layeredGraph({ ...randomProgram(count, seed), direction: "right" }));

it("never has more crossings after another pass", () => {
  fc.assert(
    fc.property(graphs, ({ layers }) => {
      const blocks = new BlockOrder(layers, layers.toReversed().flat());
      blocks.sweep(0);
      for (let last = crossings(layers), pass = 0; pass < 3; pass++) {
        blocks.sweep(0);
        const now = crossings(layers);
        expect(now).toBeLessThanOrEqual(last);
        last = now;
      }
    }),
    { seed: 13, numRuns: 60 },
  );
});

it("lets the insides of two edges never cross", () => {
  fc.assert(
    fc.property(graphs, ({ layers }) => {
      const blocks = new BlockOrder(layers, layers.toReversed().flat());
      for (let sweep = 0; sweep < 4; sweep++) blocks.sweep(sweep);
      const isInside = ([from, to]: Segment): boolean => from.role !== "node" && to.role !== "node";
      for (const layer of layers) expect(crossingPairs(segmentsInto(layer).filter(isInside))).toBe(0);
    }),
    { seed: 13, numRuns: 60 },
  );
});

type Segment = readonly [Vertex, Vertex];

function segmentsInto(layer: readonly Vertex[]): Segment[] {
  return layer.flatMap((to) => to.before.map((from) => [from, to] as const));
}

function crossings(layers: Layers): number {
  return layers.reduce((sum, layer) => sum + crossingPairs(segmentsInto(layer)), 0);
}

/** Each pair looked at by itself; on one consumer, segments end in operand order. */
function crossingPairs(segments: readonly Segment[]): number {
  const end = ([from, to]: Segment): number => to.place + to.before.indexOf(from) / (to.before.length + 1);
  const pairs = segments.flatMap((one, i) => segments.slice(0, i).map((other) => [one, other] as const));
  return pairs.filter(([one, other]) => (one[0].place - other[0].place) * (end(one) - end(other)) < 0).length;
}
