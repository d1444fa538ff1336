import { activeUses, type Graph, isComputed } from "../graph/graph.ts";
import type { Phase } from "./beats.ts";

/** One step: a node gets its value, the output gets its seed, or an edge brings its part of a gradient. */
export type Step =
  | { readonly phase: "forward"; readonly id: string; readonly node: number }
  | { readonly phase: "seed"; readonly id: string; readonly node: number }
  | { readonly phase: "backward"; readonly id: string; readonly edge: number };

/**
 * What happens, in order: each operation that the output uses gets its value as written; the output gets its seed;
 * then, for each consumer in the reverse of that order, each of its operands as written that depends on an input.
 */
export function stepsOf(graph: Graph): readonly Step[] {
  const used = graph.nodes.filter((node) => isComputed(node) && node.feedsOutput);
  const steps: Step[] = used.map(({ id, index }) => ({ phase: "forward", id, node: index }));
  const output = graph.nodes[graph.output];
  if (output !== undefined) steps.push({ phase: "seed", id: output.id, node: output.index });
  for (const node of used.toReversed()) {
    if (!isComputed(node)) continue;
    for (const operand of node.operands) {
      if (operand.kind !== "node" || !graph.nodes[operand.node]?.dependsOnInput) continue;
      const edge = graph.edges[operand.edge];
      if (edge !== undefined) steps.push({ phase: "backward", id: edge.id, edge: edge.index });
    }
  }
  return steps;
}

/** When each part of the graph is filled: the number of settled steps from which on it is there. */
export interface Schedule {
  readonly steps: readonly Step[];
  /** By node; 0 for leaves, which are there as soon as anything is. Infinity: never. */
  readonly valueAt: readonly number[];
  /** By edge: from when its contribution is there. */
  readonly contributionAt: readonly number[];
  /** By node: from when its gradient is full. */
  readonly gradientAt: readonly number[];
}

export function scheduleOf(graph: Graph): Schedule {
  const steps = stepsOf(graph);
  const valueAt = graph.nodes.map((node) => (isComputed(node) ? Infinity : 0));
  const contributionAt = graph.edges.map(() => Infinity);
  let seedAt = Infinity;
  for (const [index, step] of steps.entries()) {
    if (step.phase === "forward") valueAt[step.node] = index + 1;
    else if (step.phase === "seed") seedAt = index + 1;
    else contributionAt[step.edge] = index + 1;
  }
  const gradientAt = graph.nodes.map((node) => {
    // What the output does not use has gradient 0, which is known as soon as gradients are.
    if (node.index === graph.output) return seedAt;
    if (!node.feedsOutput) return node.kind === "input" ? seedAt : Infinity;
    if (!node.dependsOnInput) return Infinity;
    return Math.max(...activeUses(graph, node.index).map((edge) => contributionAt[edge] ?? Infinity));
  });
  return { steps, valueAt, contributionAt, gradientAt };
}

/** The numbers of the steps of one phase: `first` is where it begins, `end` where it is over. */
export function phaseRange(
  steps: readonly Step[],
  phase: Phase,
): { readonly first: number; readonly end: number } {
  const first = steps.findIndex((step) => step.phase === phase);
  const last = steps.findLastIndex((step) => step.phase === phase);
  return first < 0 ? { first: 0, end: 0 } : { first, end: last + 1 };
}
