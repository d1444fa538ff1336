import { type Graph, nodeAt, type ReadProgram, type SweepMode, type Sweeps } from "../core/index.ts";

/**
 * The node whose derivative is written out: of the chosen input; otherwise of the one with the most uses, where there is
 * most to see: a parameter, if there is any.
 */
export function targetOf(graph: Graph, { inputs }: ReadProgram, chosen: string | null): number {
  const byChoice = inputs.some(({ name }) => name === chosen) ? graph.byName.get(chosen ?? "") : undefined;
  if (byChoice !== undefined) return byChoice;
  const parameters = inputs.filter(({ role }) => role === "parameter");
  const nodes = (parameters.length > 0 ? parameters : inputs).flatMap(
    ({ name }) => graph.byName.get(name) ?? [],
  );
  const uses = (index: number): number => nodeAt(graph, index).uses.length;
  return nodes.reduce((best, node) => (uses(node) > uses(best) ? node : best), nodes[0] ?? graph.output);
}

/** The sweeps that are played: tangents go along the target. Where nothing can be moved, gradients alone are left. */
export function sweepsOf(graph: Graph, mode: SweepMode, target: number): Sweeps {
  const canMove = nodeAt(graph, target).kind === "input";
  return { mode: canMove ? mode : "reverse", along: mode === "reverse" || !canMove ? -1 : target };
}
