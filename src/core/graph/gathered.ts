import { sameShape } from "../tensor/tensor.ts";
import {
  edgeAt,
  type Graph,
  type GraphNode,
  nodeAt,
  type Operand,
  shapeAt,
  type Term,
  type Terms,
} from "./graph.ts";

/** Which sums and products of several operands are one node each: every one of them, or those with these results. */
export type Gathering = "all" | readonly string[];

/** A sum or product that a program writes with operations of two operands each. */
export interface Gatherable {
  readonly kind: Terms["kind"];
  /** The node whose value it has; the last of its nodes. */
  readonly result: number;
  readonly nodes: readonly number[];
  /** How many operands it has as one node; at least 3. */
  readonly operands: number;
}

function kindOf(node: GraphNode): Terms["kind"] | null {
  if (node.kind !== "operation") return null;
  switch (node.operation) {
    case "add":
    case "subtract":
    case "negate":
      return "sum";
    case "multiply":
      return "product";
    default:
      return null;
  }
}

const knownGatherables = new WeakMap<Graph, readonly Gatherable[]>();

/**
 * The largest sums and products of more than two operands in a graph in which nothing is folded, in its order. What
 * stands between their operations is only a step on the way: it is used once, has the shape of the whole, and has no
 * name, of its own or as the result of a call, for a name is there to be seen. A difference is a sum with signs; a
 * quotient is no product, for its operands are not alike.
 */
export function gatherables(graph: Graph): readonly Gatherable[] {
  const known = knownGatherables.get(graph);
  if (known !== undefined) return known;
  const heads = new Int32Array(graph.nodes.length);
  const members = new Map<number, number[]>();
  for (const node of graph.nodes.toReversed()) {
    const consumer = consumerOf(graph, node);
    const head = consumer === null ? node.index : (heads[consumer] ?? node.index);
    heads[node.index] = head;
    const others = members.get(head);
    if (others !== undefined) others.push(node.index);
    else if (kindOf(node) !== null) members.set(head, [node.index]);
  }
  const found = [...members.values()].flatMap((nodes) => gatherable(graph, nodes.reverse()) ?? []).reverse();
  knownGatherables.set(graph, found);
  return found;
}

/** The operation of the same kind that a step on the way goes into; null for what is none. */
function consumerOf(graph: Graph, node: GraphNode): number | null {
  const [use, another] = node.uses;
  // The result of a call is called by its id.
  const hasName = node.name !== null || node.symbol === node.id;
  if (use === undefined || another !== undefined || hasName || node.index === graph.output) return null;
  const { to } = edgeAt(graph, use);
  const isLike =
    kindOf(node) !== null &&
    kindOf(nodeAt(graph, to)) === kindOf(node) &&
    sameShape(shapeAt(graph, node.index), shapeAt(graph, to));
  return isLike ? to : null;
}

function gatherable(graph: Graph, nodes: readonly number[]): Gatherable | null {
  const result = nodes.at(-1) ?? 0;
  const kind = kindOf(nodeAt(graph, result));
  const pairs = nodes.filter((node) => isPair(graph, node));
  return kind === null || pairs.length < 2 ? null : { kind, result, nodes, operands: pairs.length + 1 };
}

function isPair(graph: Graph, node: number): boolean {
  const part = nodeAt(graph, node);
  return part.kind === "operation" && part.operands.length === 2;
}

/** What of a graph is gathered, by the choice. */
export function gatheredIn(graph: Graph, gathering: Gathering): readonly Gatherable[] {
  if (gathering === "all") return gatherables(graph);
  if (gathering.length === 0) return [];
  const chosen = new Set(gathering);
  return gatherables(graph).filter(({ result }) => chosen.has(nodeAt(graph, result).id));
}

/**
 * What some nodes compute together, the last of them the result, where that is nothing but a sum or a product of more
 * than two operands; null for anything else. In the order in which the operands are written.
 */
export function termsOf(graph: Graph, nodes: readonly number[]): Terms | null {
  const result = nodes.at(-1) ?? 0;
  const kind = kindOf(nodeAt(graph, result));
  const inside = new Set(nodes);
  if (kind === null || !nodes.every((node) => node === result || isStepIn(graph, node, inside, result)))
    return null;
  const operands: Term[] = [];
  const pending: Signed[] = signedOperands(graph, { node: result, isNegative: false });
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { operand, isNegative } = next;
    if (operand.kind === "node" && inside.has(operand.node))
      pending.push(...signedOperands(graph, { node: operand.node, isNegative }));
    else operands.push(termFrom(graph, next, kind));
  }
  return operands.length < 3 ? null : { kind, operands };
}

/** Whether a node of some has no other purpose than to be used once by another of them that is as it is. */
function isStepIn(graph: Graph, index: number, inside: ReadonlySet<number>, result: number): boolean {
  const node = nodeAt(graph, index);
  const [use, another] = node.uses;
  return (
    use !== undefined &&
    another === undefined &&
    index !== graph.output &&
    inside.has(edgeAt(graph, use).to) &&
    kindOf(node) === kindOf(nodeAt(graph, result)) &&
    sameShape(shapeAt(graph, index), shapeAt(graph, result))
  );
}

interface Signed {
  readonly operand: Operand;
  readonly isNegative: boolean;
}

/** A node's operands with the signs that they have in the whole, the last one first. */
function signedOperands(
  graph: Graph,
  { node, isNegative }: { readonly node: number; readonly isNegative: boolean },
): Signed[] {
  const part = nodeAt(graph, node);
  if (part.kind !== "operation") return [];
  const { operation, operands } = part;
  return operands
    .map((operand, place) => {
      const isSubtracted = operation === "negate" || (operation === "subtract" && place === 1);
      return { operand, isNegative: isNegative !== isSubtracted };
    })
    .reverse();
}

function termFrom(graph: Graph, { operand, isNegative }: Signed, kind: Terms["kind"]): Term {
  if (operand.kind === "node") {
    const { id, from, to } = nodeAt(graph, operand.node);
    return { isNegative, expression: { kind: "name", name: id, from, to }, edge: operand.edge };
  }
  const { expression } = operand;
  // Adding −2 is taking 2 away.
  return kind === "sum" && expression.kind === "negate"
    ? { isNegative: !isNegative, expression: expression.operand, edge: null }
    : { isNegative, expression, edge: null };
}
