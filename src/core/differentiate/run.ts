import type { Graph } from "../graph/graph.ts";
import { isScalarGraph } from "../graph/shapes.ts";
import { filled, plainValue, shapeOf, type Value } from "../tensor/tensor.ts";
import { evaluateGraph, type Trace } from "./evaluate.ts";
import { type Gradients, reverseSweep } from "./reverse.ts";
import { evaluateTensors, reverseTensors, type TensorGradients, type TensorTrace } from "./tensorRun.ts";

/** All numbers of one run of a graph whose values are single numbers. */
export interface ScalarRun extends Trace, Gradients {
  /** The gradient placed on the output. */
  readonly seed: number;
}

/** The same where some value is a vector or a matrix. */
export interface TensorRun extends TensorTrace, TensorGradients {
  readonly seed: Value;
}

export type Run = ScalarRun | TensorRun;

export function isOfTensors(trace: Trace | TensorTrace): trace is TensorTrace {
  return "tensors" in trace;
}

/** The forward sweep: single numbers run on the tape, everything else on tensors. `inputs` are given by node. */
export function traceGraph(graph: Graph, inputs: (node: number) => Value): Trace | TensorTrace {
  const isScalar =
    isScalarGraph(graph) &&
    graph.nodes.every(({ kind, index }) => kind !== "input" || typeof inputs(index) === "number");
  return isScalar ? evaluateGraph(graph, (node) => Number(inputs(node))) : evaluateTensors(graph, inputs);
}

/** The reverse sweep; without a seed, with ones: what comes back is then the gradient of the sum of the output. */
export function sweep(
  graph: Graph,
  trace: Trace | TensorTrace,
  seed: Value | null = null,
): Gradients | TensorGradients {
  if (!isOfTensors(trace)) return reverseSweep(graph, trace, Number(seed ?? 1));
  return reverseTensors(graph, trace, seed ?? onesLike(trace.values[graph.output] ?? 0));
}

function onesLike(value: Value): Value {
  return plainValue(filled(shapeOf(value), 1));
}

/** Values, factors, gradients and contributions at some inputs, given by node. */
export function runGraph(graph: Graph, inputs: (node: number) => Value, seed: Value | null = null): Run {
  return runWithSeed(graph, traceGraph(graph, inputs), seed);
}

/** The same from a forward sweep that has been made already. */
export function runWithSeed(graph: Graph, trace: Trace | TensorTrace, seed: Value | null): Run {
  const seeded = seed ?? onesLike(trace.values[graph.output] ?? 0);
  return isOfTensors(trace)
    ? { ...trace, ...reverseTensors(graph, trace, seeded), seed: seeded }
    : { ...trace, ...reverseSweep(graph, trace, Number(seeded)), seed: Number(seeded) };
}
