import { type Graph, type GraphEdge, type GraphNode, isEdge, partById } from "../../core/index.ts";

/** Which way an arrow key leads in the picture: with the values, against them, or beside. */
export type Way = "forward" | "backward" | "before" | "after";

/** The arrow keys by the direction of the picture. */
export const WAYS = {
  right: { ArrowRight: "forward", ArrowLeft: "backward", ArrowUp: "before", ArrowDown: "after" },
  up: { ArrowUp: "forward", ArrowDown: "backward", ArrowLeft: "before", ArrowRight: "after" },
} as const satisfies Record<string, Readonly<Record<string, Way>>>;

/** The part of the graph that an arrow key leads to from the one in focus; null where there is none. */
export function walk(graph: Graph, from: string, way: Way): string | null {
  const part = partById(graph, from);
  if (part === undefined) return null;
  if (way === "before" || way === "after") return beside(graph, part, way === "after" ? 1 : -1);
  const next = isEdge(part) ? graph.nodes[way === "forward" ? part.to : part.from] : edgeOf(graph, part, way);
  return next?.id ?? null;
}

function edgeOf(graph: Graph, node: GraphNode, way: Way): GraphEdge | undefined {
  if (way === "forward") return graph.edges[node.uses[0] ?? -1];
  return graph.edges.find(({ to }) => to === node.index);
}

/** Along the edges of the same consumer or, past these, the whole list; along nodes in the order of evaluation. */
function beside(graph: Graph, part: GraphNode | GraphEdge, move: number): string | null {
  const list: readonly (GraphNode | GraphEdge)[] = isEdge(part) ? graph.edges : graph.nodes;
  return list[part.index + move]?.id ?? null;
}
