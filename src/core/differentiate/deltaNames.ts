import { type Formula, subscript, symbol } from "../expression/formula.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import type { Notation } from "../expression/typeset.ts";
import { activeUses, edgeAt, type Graph, isEdge, nodeAt, partById, shapeAt } from "../graph/graph.ts";
import { graphNotation, symbolFormula } from "../graph/notation.ts";
import { isElementwise } from "../operations/table.ts";
import { isCalled } from "./symbolicChain.ts";

/** The name under which a node's δ stands in an expression: none of a program. */
export function deltaName(node: number): string {
  return `delta:${node}`;
}

/** The graph's notation with these δ; products of tensors entry by entry have their sign. */
export function notationWith(graph: Graph, names: ReadonlyMap<number, Formula>): Notation {
  const own = graphNotation(graph);
  return {
    ...own,
    name: (name) => names.get(deltaOf(name) ?? -1) ?? own.name(name),
    isEntrywise: (left, right) => isTensor(graph, left) && isTensor(graph, right),
  };
}

/** Whether an expression mentions a vector or a matrix. */
export function isTensor(graph: Graph, expression: Expression): boolean {
  return foldExpression<boolean>(expression, (node, parts) => {
    if (node.kind !== "name") return parts.some(Boolean);
    return shapeAt(graph, nodeOfName(graph, node.name)).length > 0;
  });
}

function deltaOf(name: string): number | null {
  return name.startsWith("delta:") ? Number(name.slice(6)) : null;
}

function nodeOfName(graph: Graph, name: string): number {
  const delta = deltaOf(name);
  if (delta !== null) return delta;
  const part = partById(graph, name);
  return part === undefined || isEdge(part) ? -1 : part.index;
}

const deltaSign = symbol("\\delta", "δ", "italic");

/** δ with the name of the layer: that of the node itself, or of the one its value goes into; each only once. */
export function deltaNames(graph: Graph, nodes: readonly number[]): ReadonlyMap<number, Formula> {
  const taken = new Set<number>();
  return new Map(
    nodes
      .toSorted((one, other) => other - one)
      .map((node) => {
        const layer = layerOf(graph, node);
        const namesake = taken.has(layer) ? node : layer;
        taken.add(namesake);
        return [node, subscript(deltaSign, symbolFormula(nodeAt(graph, namesake)))];
      }),
  );
}

function layerOf(graph: Graph, node: number): number {
  let current = node;
  while (!isCalled(nodeAt(graph, current))) {
    const [only, another] = activeUses(graph, current);
    if (only === undefined || another !== undefined) return node;
    current = edgeAt(graph, only).to;
    const above = nodeAt(graph, current);
    const isOwn =
      above.kind === "operation" && (isElementwise(above.operation) || isRearranged(graph, current));
    if (!isOwn) return node;
  }
  return current;
}

/** What only puts entries together or apart has no δ of its own: a part of its gradient says where it comes from. */
export function isRearranged(graph: Graph, node: number): boolean {
  const { kind, ...rest } = nodeAt(graph, node);
  return kind === "operation" && "operation" in rest && ["concat", "rows"].includes(rest.operation);
}
