import { reachedFrom } from "../differentiate/tangents.ts";
import { activeUses, type Graph, type GraphNode, isComputed } from "../graph/graph.ts";
import type { Phase } from "./beats.ts";

/** Which sweeps follow the values: gradients back from the output, tangents forward from an input, or first the one, then the other. */
export const SWEEP_MODES = ["reverse", "forward", "both"] as const;
export type SweepMode = (typeof SWEEP_MODES)[number];

/** The sweeps of a schedule; `along` is the node whose tangent is 1. */
export interface Sweeps {
  readonly mode: SweepMode;
  readonly along: number;
}

export const ONLY_REVERSE: Sweeps = { mode: "reverse", along: -1 };

/**
 * One step: a node gets its value, an input gets the tangent 1, an edge brings its part of a tangent, the output gets
 * its seed, or an edge brings its part of a gradient.
 */
export type Step =
  | { readonly phase: "forward"; readonly id: string; readonly node: number }
  | { readonly phase: "tangentSeed"; readonly id: string; readonly node: number }
  | { readonly phase: "tangent"; readonly id: string; readonly edge: number }
  | { readonly phase: "seed"; readonly id: string; readonly node: number }
  | { readonly phase: "backward"; readonly id: string; readonly edge: number };

/**
 * What happens, in order: each operation that the output uses gets its value as written. Backwards, the output gets its
 * seed; then, for each consumer in the reverse of that order, each of its operands as written that depends on an input.
 * Forwards, an input gets the tangent 1; then, for each operation in order, each of its operands that depends on it.
 */
export function stepsOf(graph: Graph, { mode, along }: Sweeps = ONLY_REVERSE): readonly Step[] {
  const used = graph.nodes.filter((node) => isComputed(node) && node.feedsOutput);
  const values = used.map(({ id, index }): Step => ({ phase: "forward", id, node: index }));
  return [
    ...values,
    ...(mode === "reverse" ? [] : tangentSteps(graph, used, along)),
    ...(mode === "forward" ? [] : gradientSteps(graph, used)),
  ];
}

function gradientSteps(graph: Graph, used: readonly GraphNode[]): readonly Step[] {
  const output = graph.nodes[graph.output];
  const steps: Step[] = output === undefined ? [] : [{ phase: "seed", id: output.id, node: output.index }];
  const edges = used
    .toReversed()
    .flatMap((node) => edgesInto(graph, node, (source) => source.dependsOnInput));
  for (const edge of edges) steps.push({ phase: "backward", ...edge });
  return steps;
}

function tangentSteps(graph: Graph, used: readonly GraphNode[], along: number): readonly Step[] {
  const moved = graph.nodes[along];
  const steps: Step[] = moved === undefined ? [] : [{ phase: "tangentSeed", id: moved.id, node: along }];
  const isReached = reachedFrom(graph, along);
  const edges = used.flatMap((node) => edgesInto(graph, node, ({ index }) => isReached[index] === true));
  for (const edge of edges) steps.push({ phase: "tangent", ...edge });
  return steps;
}

/** The edges into a node, from some of its operands as written. */
function edgesInto(
  graph: Graph,
  node: GraphNode,
  isWanted: (source: GraphNode) => boolean,
): readonly { readonly id: string; readonly edge: number }[] {
  const operands = isComputed(node) ? node.operands : [];
  return operands.flatMap((operand) => {
    const source = operand.kind === "node" ? graph.nodes[operand.node] : undefined;
    const edge = operand.kind === "node" ? graph.edges[operand.edge] : undefined;
    if (source === undefined || edge === undefined || !isWanted(source)) return [];
    return [{ id: edge.id, edge: edge.index }];
  });
}

/** When each part of the graph is filled: the number of settled steps from which on it is there. */
export interface Schedule {
  readonly steps: readonly Step[];
  /** By node; 0 for leaves, which are there as soon as anything is. Infinity: never. */
  readonly valueAt: readonly number[];
  readonly sweeps: Sweeps;
  /** By edge: from when its part of a tangent is there. */
  readonly partAt: readonly number[];
  /** By node: from when its tangent is full. */
  readonly tangentAt: readonly number[];
  /** From when the output's tangent is full: the sweep forward is over. */
  readonly tangentsEnd: number;
  /** Whether all values are single numbers: then a tangent of the output is the derivative that a gradient is. */
  readonly isOfNumbers: boolean;
  /** By edge: from when its contribution is there. */
  readonly contributionAt: readonly number[];
  /** By node: from when its gradient is full. */
  readonly gradientAt: readonly number[];
}

export function scheduleOf(graph: Graph, sweeps: Sweeps = ONLY_REVERSE): Schedule {
  const steps = stepsOf(graph, sweeps);
  const valueAt = graph.nodes.map((node) => (isComputed(node) ? Infinity : 0));
  const contributionAt = graph.edges.map(() => Infinity);
  const partAt = graph.edges.map(() => Infinity);
  let seedAt = Infinity;
  let tangentSeedAt = Infinity;
  for (const [index, step] of steps.entries()) {
    if (step.phase === "forward") valueAt[step.node] = index + 1;
    else if (step.phase === "tangentSeed") tangentSeedAt = index + 1;
    else if (step.phase === "tangent") partAt[step.edge] = index + 1;
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
  const tangentAt = tangentTimes(graph, partAt, tangentSeedAt);
  const tangentsEnd = tangentAt[graph.output] ?? Infinity;
  const isOfNumbers = graph.shapes === null;
  return { steps, valueAt, sweeps, partAt, tangentAt, tangentsEnd, isOfNumbers, contributionAt, gradientAt };
}

/** A tangent is full with the last part that comes; where none does, it is 0, which is known as soon as tangents are. */
function tangentTimes(graph: Graph, partAt: readonly number[], seedAt: number): readonly number[] {
  const last = graph.nodes.map(({ feedsOutput, dependsOnInput, kind }) =>
    dependsOnInput && (feedsOutput || kind === "input") ? seedAt : Infinity,
  );
  for (const { index, to } of graph.edges) {
    const at = partAt[index] ?? Infinity;
    if (at < Infinity) last[to] = Math.max(last[to] ?? 0, at);
  }
  return last;
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
