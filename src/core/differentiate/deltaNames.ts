import { indicatedRelation } from "../algebra/indicators.ts";
import { type Formula, row, seedSign, subscript, symbol } from "../expression/formula.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { atom, type Notation, type Typeset } from "../expression/typeset.ts";
import { type Graph, isEdge, nodeAt, partById, shapeAt } from "../graph/graph.ts";
import { graphNotation, symbolFormula } from "../graph/notation.ts";
import { relationSign } from "../operations/notation.ts";
import { BOLD_ONE } from "../operations/pullback.ts";

/** The name under which a node's δ stands in an expression: none of a program. */
export function deltaName(node: number): string {
  return `delta:${node}`;
}

/** The name of the gradient that is placed on an output that is no single number. */
export const SEED_NAME = "seed:";

const NO_NAMES: ReadonlyMap<number, Formula> = new Map();

/** The graph's notation with these δ, the seed and indicators; products of tensors entry by entry have their sign. */
export function notationWith(graph: Graph, names: ReadonlyMap<number, Formula> = NO_NAMES): Notation {
  const own = graphNotation(graph);
  if (graph.shapes === null) return own;
  return {
    name: (name) => {
      if (name === SEED_NAME) return seedSign;
      return names.get(deltaOf(name) ?? -1) ?? own.name(name);
    },
    call: (callee, operands) => indicatorPiece(own, callee, operands) ?? own.call(callee, operands),
    isEntrywise: (left, right) => isTensor(graph, left) && isTensor(graph, right),
  };
}

/** `𝟏` with the relation that says where the ones are. */
function indicatorPiece(own: Notation, callee: string, operands: readonly Typeset[]): Typeset | null {
  const relation = indicatedRelation(callee);
  const [left, right] = operands;
  if (relation === null || left === undefined || right === undefined) return null;
  return atom(
    subscript(own.name(BOLD_ONE), row(left.formula, relationSign(relation), right.formula)),
    "digit",
  );
}

/** What makes a number of a tensor, as far as derivatives are written with it. */
export const OF_A_NUMBER: ReadonlySet<string> = new Set(["sum", "mean", "norm", "dot"]);

/** Whether an expression is a vector or a matrix. */
function isTensor(graph: Graph, expression: Expression): boolean {
  return foldExpression<boolean>(expression, (node, parts) => {
    if (node.kind === "call" && node.callee === "ones") return true;
    if (node.kind === "call" && OF_A_NUMBER.has(node.callee)) return false;
    if (node.kind !== "name") return parts.some(Boolean);
    return shapeAt(graph, nodeOfName(graph, node.name)).length > 0;
  });
}

/** The node of such a name; null for every other name. */
export function deltaOf(name: string): number | null {
  return name.startsWith("delta:") ? Number(name.slice(6)) : null;
}

/** The node whose shape a name has; −1 for what has none. */
export function nodeOfName(graph: Graph, name: string): number {
  if (name === SEED_NAME) return graph.output;
  const delta = deltaOf(name);
  if (delta !== null) return delta;
  const part = partById(graph, name);
  return part === undefined || isEdge(part) ? -1 : part.index;
}

const deltaSign = symbol("\\delta", "δ", "italic");

/**
 * δ with what a node is called: δ_z is the gradient at z, whatever z is. A layer's is the one at its sum, before the
 * activation (Nielsen, Neural Networks and Deep Learning, ch. 2), and goes by that sum's name, v₁ where it has none.
 */
export function deltaNames(graph: Graph, nodes: readonly number[]): ReadonlyMap<number, Formula> {
  return new Map(nodes.map((node) => [node, subscript(deltaSign, symbolFormula(nodeAt(graph, node)))]));
}
