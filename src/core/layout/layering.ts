import type { LayoutEdge, LayoutNode } from "./graph.ts";

interface Step {
  readonly id: string;
  readonly operands: Step[];
  readonly consumers: Step[];
  rank: number;
}

/**
 * Stage 1: which layer each node stands in, by id; 0 is the layer of the first operands.
 *
 * Nodes take the even layers and leave the odd ones between to plaques, so that a plaque can never meet a node. A node
 * stands one step after its last operand (longest path), unless moving it towards its consumers shortens more edges
 * than it stretches: then it stands just before the first consumer. Inputs always do. Throws Error when an edge names
 * no node, or when the edges run in a circle.
 */
export function assignLayers(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): ReadonlyMap<string, number> {
  const steps = evaluationOrder(connect(nodes, edges));
  for (const step of steps)
    step.rank = step.operands.reduce((rank, operand) => Math.max(rank, operand.rank + 1), 0);
  approachConsumers(steps);
  return new Map(steps.map((step) => [step.id, 2 * step.rank]));
}

function connect(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Step[] {
  const steps = new Map<string, Step>();
  for (const { id } of nodes) steps.set(id, { id, operands: [], consumers: [], rank: 0 });
  for (const edge of edges) {
    const source = steps.get(edge.from);
    const consumer = steps.get(edge.to);
    if (!source || !consumer) throw new Error(`Edge ${edge.id} names a node that is not there.`);
    source.consumers.push(consumer);
    consumer.operands.push(source);
  }
  return [...steps.values()];
}

/** Every node after its operands (Kahn's algorithm, so a chain of any length needs no stack). */
function evaluationOrder(steps: readonly Step[]): Step[] {
  const missing = new Map(steps.map((step) => [step, step.operands.length]));
  const order = steps.filter((step) => step.operands.length === 0);
  for (const step of order) {
    for (const consumer of step.consumers) {
      const left = (missing.get(consumer) ?? 0) - 1;
      missing.set(consumer, left);
      if (left === 0) order.push(consumer);
    }
  }
  if (order.length < steps.length) throw new Error("The graph to lay out has a cycle.");
  return order;
}

/**
 * Moves a node up to its first consumer when that shortens more edges than it stretches. An operand that only this
 * node uses moves along, so it counts only for what it would stretch in turn. On a tie, inputs of the node's own
 * decide: in the last step of `h2 = tanh(w * h1 + u * x2)`, x2 is looked for beside h1 and not beside u.
 */
function approachConsumers(steps: readonly Step[]): void {
  const stretched = new Map<Step, number>();
  for (const step of steps) {
    const costs = step.operands.map((operand) =>
      isPrivate(operand) ? Math.min(1, stretched.get(operand) ?? 0) : 1,
    );
    stretched.set(
      step,
      costs.reduce((sum, cost) => sum + cost, 0),
    );
  }
  for (const step of steps.toReversed()) {
    const own = step.operands.filter(isPrivate);
    const bringsInputs = own.length > 0 && own.every((operand) => stretched.get(operand) === 0);
    const gain = step.consumers.length - (stretched.get(step) ?? 0);
    if (step.consumers.length === 0 || gain < 0 || (gain === 0 && !bringsInputs)) continue;
    step.rank = step.consumers.reduce((rank, consumer) => Math.min(rank, consumer.rank - 1), Infinity);
  }
}

function isPrivate({ consumers }: Step): boolean {
  return consumers.length === 1;
}
