import { TAB_HEIGHT } from "../src/core/drawing/marks.ts";
import { sceneOf } from "../src/core/index.ts";
import type { LayoutInput } from "../src/core/layout/graph.ts";
import { layoutGraph } from "../src/core/layout/index.ts";
import { drawnCrossings, flattened } from "./crossings.ts";
import { graphOf } from "./gradient.ts";
import { type Bench, type Benchmark, compareCalls, compareCounts } from "./measure.ts";
import { expressionShaped, SEED, scalarNet } from "./programs.ts";
import { d3dagSugiyama } from "./references/d3dagSugiyama.ts";

export const layouts: Benchmark = {
  about: `Places and routes, beside d3-dag's own longest path, two-layer mean and greedy on the same nodes. Ours also finds a place for every edge's plaque and draws curves; crossings are counted in both pictures by the same function. Ours keeps operands in the order they are written in, which d3-dag does not know: most of what it has fewer comes from there. Expressions have seed ${SEED}.`,
  run,
};

const COUNTS = [11, 29, 100, 300];

function run({ report }: Bench): void {
  const graphs = [
    ...COUNTS.map((count) => ({ name: "expression", text: expressionShaped(count) })),
    { name: "MLP 2-4-1", text: scalarNet(2, 4, 1) },
  ];
  for (const { name, text } of graphs) {
    const input = layoutInput(text);
    const size = `${name}, ${input.nodes.length} nodes, ${input.edges.length} edges`;
    const rounds = input.nodes.length > 50 ? 7 : 15;
    const { ours, reference, ratio } = compareCalls(
      () => layoutGraph(input),
      () => d3dagSugiyama(input),
      rounds,
    );
    report({ benchmark: "layout", size, unit: "ms", ours: ours / 1000, reference: reference / 1000, ratio });
    report({ benchmark: "layout", size, unit: "crossings", ...crossingsOf(input) });
  }
}

function crossingsOf(input: LayoutInput) {
  const curves = layoutGraph(input).routes.map(({ curve }) => flattened(curve));
  return compareCounts(drawnCrossings(curves), drawnCrossings(d3dagSugiyama(input)));
}

/** The sizes the page would ask a layout for, taken from the finished scene. */
function layoutInput(text: string): LayoutInput {
  const { graph, nodes, edges } = sceneOf(graphOf(text), "right");
  const idOf = (index: number): string => graph.nodes[index]?.id ?? "";
  return {
    direction: "right",
    nodes: nodes.map(({ node, box: { width, height } }) => ({
      id: node.id,
      width,
      height: height + TAB_HEIGHT,
    })),
    edges: edges.map(({ edge: { id, from, to, operand }, plaque: { width, height } }) => ({
      id,
      from: idOf(from),
      to: idOf(to),
      operand,
      plaque: { width, height },
    })),
  };
}
