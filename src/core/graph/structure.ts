import { type Expression, operandsOf, type Places, placeText } from "../expression/tree.ts";
import { sameShape, shapeOf } from "../tensor/tensor.ts";
import type { Graph, GraphEdge, GraphNode, InputNode, Operand } from "./graph.ts";

/**
 * Gives back the graph it was given last while the new one differs from it only in the numbers of its inputs and in
 * places in the text: nothing that is typeset, laid out or scheduled depends on those, so all of it can be kept.
 */
export function rememberingStructure(): (graph: Graph) => Graph {
  let known: Graph | null = null;
  // Of two graphs from neighbouring texts, most is the very same.
  let last: Graph | null = null;
  return (graph) => {
    if (known === null || last === null || !hasSameStructure(last, graph)) known = graph;
    last = graph;
    return known;
  };
}

/** Whether two graphs are the same but for the numbers of their inputs and for places in the text. */
export function hasSameStructure(one: Graph, other: Graph): boolean {
  if (one === other) return true;
  if (one.finer !== null || other.finer !== null) {
    if (one.finer === null || other.finer === null) return false;
    // What is folded is part of the coarser graph's expressions only where it is short enough.
    if (!hasSameStructure(one.finer.graph, other.finer.graph)) return false;
  }
  return (
    one.output === other.output &&
    areSame(one.nodes, other.nodes, isSameNode) &&
    areSame(one.edges, other.edges, isSameEdge) &&
    (one.byName === other.byName || areSame([...one.byName], [...other.byName], isSameEntry)) &&
    areSame(one.shapes ?? [], other.shapes ?? [], sameShape) &&
    one.faults.length + other.faults.length === 0
  );
}

function areSame<Item>(
  some: readonly Item[],
  others: readonly Item[],
  isSame: (one: Item, other: Item) => boolean,
): boolean {
  if (some === others) return true;
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index];
      return other !== undefined && isSame(one, other);
    })
  );
}

function isSameEntry(one: readonly [string, number], other: readonly [string, number]): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

function isSameNode(one: GraphNode, other: GraphNode): boolean {
  if (one === other) return true;
  // What else a node is follows from the edges and from what stands before it.
  if (one.id !== other.id || one.name !== other.name || one.symbol !== other.symbol) return false;
  if (one.kind === "input") return other.kind === "input" && isSameInput(one, other);
  if (other.kind === "input" || !isSameExpression(one.expression, other.expression)) return false;
  if (one.kind !== other.kind || one.kind === "constant" || other.kind === "constant")
    return one.kind === other.kind;
  const keys = [one, other].map((node) => (node.kind === "operation" ? node.operation : node.kind));
  return keys[0] === keys[1] && areSame(one.operands, other.operands, isSameOperand);
}

/** Whether both have one role, and a number in the text, of the same shape, or none. */
function isSameInput(one: InputNode, other: InputNode): boolean {
  if (one.role !== other.role) return false;
  if (one.literal === null || other.literal === null) return one.literal === other.literal;
  return sameShape(shapeOf(one.literal), shapeOf(other.literal));
}

function isSameOperand(one: Operand, other: Operand): boolean {
  // The expression of a constant is part of its consumer's, and its value is that of its expression.
  if (one.kind === "constant" || other.kind === "constant") return one.kind === other.kind;
  return one.node === other.node && one.edge === other.edge;
}

function isSameEdge(one: GraphEdge, other: GraphEdge): boolean {
  return (
    one.id === other.id && one.from === other.from && one.to === other.to && one.operand === other.operand
  );
}

/** Whether two trees are the same but for their places, with a stack of its own as all trees have. */
export function isSameExpression(one: Expression, other: Expression): boolean {
  const pending: Expression[] = [one, other];
  while (pending.length > 0) {
    const [right, left] = [pending.pop(), pending.pop()];
    if (left === right || left === undefined || right === undefined) continue;
    if (!isSameHead(left, right)) return false;
    const [operands, others] = [operandsOf(left), operandsOf(right)];
    if (operands.length !== others.length) return false;
    for (const [index, operand] of operands.entries()) pending.push(operand, others[index] ?? operand);
  }
  return true;
}

/** Whether two expressions are the same without their operands. */
function isSameHead(one: Expression, other: Expression): boolean {
  switch (one.kind) {
    case "number":
      return other.kind === "number" && one.text === other.text;
    case "name":
      return other.kind === "name" && one.name === other.name;
    case "call":
      return other.kind === "call" && one.callee === other.callee;
    case "binary":
      return other.kind === "binary" && one.operator === other.operator;
    case "entry":
      return other.kind === "entry" && placesText(one.places) === placesText(other.places);
    case "negate":
    case "list":
      return one.kind === other.kind;
  }
}

function placesText(places: Places): string {
  return places.map(placeText).join();
}
