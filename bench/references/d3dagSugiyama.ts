// d3-dag's own Sugiyama layout with its fastest usual stages, as somebody would use it off the shelf.
import {
  aggMean,
  coordGreedy,
  decrossTwoLayer,
  graph,
  layeringLongestPath,
  sugiyama,
  twolayerAgg,
} from "d3-dag";
import type { LayoutInput, LayoutNode, Point } from "../../src/core/layout/graph.ts";

const method = sugiyama()
  .layering(layeringLongestPath())
  .decross(decrossTwoLayer().order(twolayerAgg().aggregator(aggMean)))
  .coord(coordGreedy())
  // In d3-dag's picture layers go down; left to right, a node's height is its breadth.
  .nodeSize(({ data }: { readonly data: LayoutNode }) => [data.height, data.width])
  .gap([24, 90]);

/** The edges as lines from bend to bend. Edges carry no labels here, which makes it less to do than ours has. */
export function d3dagSugiyama({ nodes, edges }: LayoutInput): readonly (readonly Point[])[] {
  const dag = graph<LayoutNode, undefined>();
  const byId = new Map(nodes.map((node) => [node.id, dag.node(node)] as const));
  for (const { from, to } of edges) {
    const consumer = byId.get(to);
    if (consumer) byId.get(from)?.child(consumer, undefined);
  }
  method(dag);
  return [...dag.links()].map(({ points }) => points.map(([x, y]) => ({ x: y, y: x })));
}
