import type { Graph } from "../graph/graph.ts";
import { evaluateGraph, type Trace } from "./evaluate.ts";
import { type Gradients, reverseSweep } from "./reverse.ts";

/** All numbers of one run of a graph. */
export interface Run extends Trace, Gradients {
  /** The gradient placed on the output. */
  readonly seed: number;
}

/** Values, factors, gradients and contributions at some inputs, given by node. */
export function runGraph(graph: Graph, inputs: (node: number) => number): Run {
  const trace = evaluateGraph(graph, inputs);
  return { ...trace, ...reverseSweep(graph, trace, 1), seed: 1 };
}
