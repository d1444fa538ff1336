import { foldExpression } from "../expression/tree.ts";
import { type Shape, shapeOf, sizeOf } from "../tensor/tensor.ts";
import { type Opening, openedExpression, readEntryName } from "./definitions.ts";
import { edgeAt, type Graph, isJoin, type Join, nodeAt, type OperationNode, shapeAt } from "./graph.ts";

/** Operations to be opened, by the ids of their nodes. */
export type Openings = ReadonlyMap<string, Opening>;

/** The shapes of a node's operands, then its own. */
export function shapesAround(graph: Graph, node: OperationNode): readonly Shape[] {
  const operands = node.operands.map((operand) =>
    operand.kind === "node" ? shapeAt(graph, operand.node) : shapeOf(operand.value),
  );
  return [...operands, shapeAt(graph, node.index)];
}

/**
 * Lists that are put together only to be taken apart again, since all that use them are opened entry by entry: their
 * operands go straight to where they are used. By index.
 */
export function splitLists(graph: Graph, openings: Openings): ReadonlySet<number> {
  const split = new Set<number>();
  // What a list is in comes after it.
  for (const node of graph.nodes.toReversed()) {
    if (!isJoin(node) || node.index === graph.output || node.uses.length === 0) continue;
    const isSplit = node.uses.every((use) => {
      const { to, operand } = edgeAt(graph, use);
      return split.has(to) || takesEntries(graph, openings, to, operand);
    });
    if (isSplit) split.add(node.index);
  }
  return split;
}

/** Whether a node, once it is opened, takes an operand's entries and never the whole. */
function takesEntries(graph: Graph, openings: Openings, index: number, operand: number): boolean {
  const node = nodeAt(graph, index);
  const opening = openings.get(node.id);
  if (opening === undefined || node.kind !== "operation") return false;
  const opened = openedExpression(node, opening, shapesAround(graph, node));
  if (opened === null) return false;
  return foldExpression<boolean>(opened, (part, inner) => {
    const read = part.kind === "name" ? readEntryName(part.name) : null;
    return inner.every(Boolean) && (read?.operand !== operand || read.places.length > 0);
  });
}

/** Which operand of a list holds an entry, and where in it. */
export function operandWith(
  operation: Join["operation"],
  shapes: readonly Shape[],
  places: readonly number[],
): { readonly operand: number; readonly places: readonly number[] } {
  const [first = 1, ...others] = places;
  if (operation === "rows") return { operand: first - 1, places: others };
  let before = 0;
  for (const [operand, shape] of shapes.entries()) {
    const size = sizeOf(shape);
    if (first <= before + size) return { operand, places: shape.length === 0 ? [] : [first - before] };
    before += size;
  }
  throw new Error("an entry is in the list");
}
