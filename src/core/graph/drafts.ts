import type { Span } from "../expression/span.ts";
import type { Expression } from "../expression/tree.ts";
import type { GraphEdge } from "./graph.ts";

/** What of a node the building of a graph fills in. */
interface DraftNode {
  readonly id: string;
  readonly uses: number[];
}

/** An edge from a node that is there to the one that comes next, or to `to`; its place among the edges. */
export function connectNodes(
  nodes: readonly DraftNode[],
  edges: GraphEdge[],
  { from, to, toId, operand }: Pick<GraphEdge, "from" | "to" | "operand"> & { readonly toId: string },
): number {
  const source = nodes[from];
  if (source === undefined) throw new Error("an operand stands before its consumer");
  const index = edges.length;
  source.uses.push(index);
  edges.push({ index, id: `${source.id}-${toId}-${operand}`, from, to, operand });
  return index;
}

/** An operand as it stands in its consumer's formula: the id of its node, or the constant as typed. */
export function writtenOperand(
  nodes: readonly DraftNode[],
  operand:
    | { readonly kind: "node"; readonly node: number }
    | { readonly kind: "constant"; readonly expression: Expression },
  { from, to }: Span,
): Expression {
  if (operand.kind === "constant") return operand.expression;
  return { kind: "name", name: nodes[operand.node]?.id ?? "", from, to };
}

/** Marks the nodes that the output uses, by ways of any length, and itself; edges stand in the order of their consumers. */
export function markUsed(
  nodes: readonly { feedsOutput: boolean }[],
  edges: readonly GraphEdge[],
  output: number,
): void {
  for (const [index, node] of nodes.entries()) node.feedsOutput = index === output;
  for (const { from, to } of edges.toReversed()) {
    const source = nodes[from];
    if (source !== undefined && nodes[to]?.feedsOutput === true) source.feedsOutput = true;
  }
}
