import { isElementwise, type OperationKey } from "../operations/table.ts";
import { edgeAt, type Graph, type GraphNode, nodeAt, type Operand, type OperationNode } from "./graph.ts";

/** An operation's operands that are nodes. */
export function nodeOperands({ operands }: OperationNode): readonly (Operand & { readonly kind: "node" })[] {
  return operands.filter((operand) => operand.kind === "node");
}

/**
 * Whether an operation only bends what comes in: one of a single operand, such as tanh, softmax or 1/s, or with
 * constants besides, such as max(0, s).
 */
export function isBend(node: GraphNode): node is OperationNode {
  return (
    node.kind === "operation" &&
    nodeOperands(node).length === 1 &&
    (isElementwise(node.operation) || node.operation === "softmax")
  );
}

/** Operations that end a unit where nothing else says how far it goes: what else follows belongs to the cost. */
const ACTIVATIONS: ReadonlySet<OperationKey> = new Set<OperationKey>([
  "sigmoid",
  "tanh",
  "relu",
  "softplus",
  "elu",
  "gelu",
  "silu",
  "step",
  "softmax",
]);

/**
 * The nodes from a sum up to the value of a unit of the last layer, the sum first: what its own statement goes on to do
 * with it alone, such as 1/(1 + exp(-s)) written out, and one activation in a statement of its own.
 */
export function activated(graph: Graph, sum: number): readonly number[] {
  const own = withinStatement(graph, sum);
  const last = own.at(-1) ?? sum;
  const next = onlyBend(graph, last);
  return next !== null && isActivation(next) && !isActivation(nodeAt(graph, last))
    ? [...own, next.index]
    : own;
}

/** A sum, and the operations of one operand behind it up to an activation or its statement's result; otherwise the sum alone. */
function withinStatement(graph: Graph, sum: number): readonly number[] {
  const nodes = [sum];
  for (let node = nodeAt(graph, sum); node.name === null && !isActivation(node); ) {
    const next = onlyBend(graph, node.index);
    if (next === null) return [sum];
    nodes.push(next.index);
    node = next;
  }
  return nodes;
}

function isActivation(node: GraphNode): boolean {
  return node.kind === "operation" && ACTIVATIONS.has(node.operation);
}

/** What bends a node's value, where nothing else uses it. */
function onlyBend(graph: Graph, node: number): OperationNode | null {
  const next = onlyConsumer(graph, node);
  return next !== null && isBend(next) ? next : null;
}

/** What uses a node's value, where it is used once. */
export function onlyConsumer(graph: Graph, node: number): GraphNode | null {
  const [only, another] = nodeAt(graph, node).uses;
  return only === undefined || another !== undefined ? null : nodeAt(graph, edgeAt(graph, only).to);
}
