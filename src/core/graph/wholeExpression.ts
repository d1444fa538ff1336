import { substitute } from "../expression/simplify.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { type Graph, isComputed, nodeAt } from "./graph.ts";

/** Longer calculations are not written out. */
const LONGEST = 400;

/**
 * What some nodes of a graph compute together, over the ids of nodes outside; the last of them is the result. Written
 * as a call of something without a name where it would be too long to be read.
 */
export function wholeExpression(graph: Graph, nodes: readonly number[]): Expression {
  const known = new Map<string, Expression>();
  const sizes = new Map<string, number>();
  let whole: Expression | null = null;
  for (const index of nodes) {
    const node = nodeAt(graph, index);
    if (!isComputed(node)) continue;
    let size = 0;
    foldExpression(node.expression, (part) => {
      size += part.kind === "name" ? (sizes.get(part.name) ?? 1) : 1;
    });
    if (size > LONGEST) return unwritten(graph, nodes);
    whole = substitute(node.expression, known);
    known.set(node.id, whole);
    sizes.set(node.id, size);
  }
  if (whole === null) throw new Error("nothing is folded");
  return whole;
}

function unwritten(graph: Graph, nodes: readonly number[]): Expression {
  const { from, to } = nodeAt(graph, nodes.at(-1) ?? 0);
  const place = { from, to };
  const members = new Set(nodes);
  const sources = new Set<number>();
  for (const index of nodes) {
    const node = nodeAt(graph, index);
    if (!isComputed(node)) continue;
    for (const operand of node.operands)
      if (operand.kind === "node" && !members.has(operand.node)) sources.add(operand.node);
  }
  const operands = [...sources].map(
    (source): Expression => ({ kind: "name", name: nodeAt(graph, source).id, ...place }),
  );
  return { kind: "call", callee: "…", calleeSpan: place, operands, ...place };
}
