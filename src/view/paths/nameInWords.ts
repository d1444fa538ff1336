import { type Graph, nodeAt, ownText, symbolText } from "../../core/index.ts";

/** What a node is called; a list without a name by what is written in it: `[y1, y2]`, which says more than `v₁`. */
export function nameInWords(graph: Graph, index: number): string {
  const node = nodeAt(graph, index);
  const isList = node.kind === "operation" && (node.operation === "concat" || node.operation === "rows");
  return (isList && node.name === null ? ownText(graph, node) : null) ?? symbolText(node);
}
