import type { Graph } from "../graph/graph.ts";
import { isScalarGraph } from "../graph/shapes.ts";
import { filled, plainValue, shapeOf, type Value } from "../tensor/tensor.ts";
import { evaluateGraph, type Trace } from "./evaluate.ts";
import {
  foldedGradients,
  foldedTensorGradients,
  foldedTensorTrace,
  foldedTrace,
  isFolded,
} from "./foldedRun.ts";
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
  if (isFolded(graph)) {
    const { finer } = graph;
    const places = new Map(finer.nodes.map((node, place) => [node, place]));
    const trace = traceGraph(finer.graph, (node) => inputs(places.get(node) ?? -1));
    return isOfTensors(trace)
      ? foldedTensorTrace(graph, trace, runGraph)
      : foldedTrace(graph, trace, runGraph);
  }
  const isScalar =
    isScalarGraph(graph) &&
    graph.nodes.every(({ kind, index }) => kind !== "input" || typeof inputs(index) === "number");
  return isScalar ? evaluateGraph(graph, (node) => Number(inputs(node))) : evaluateTensors(graph, inputs);
}

/** The forward sweep of a graph of numbers. */
export function traceNumbers(graph: Graph, inputs: (node: number) => number): Trace {
  if (graph.finer === null) return evaluateGraph(graph, inputs);
  const trace = traceGraph(graph, inputs);
  if (isOfTensors(trace)) throw new Error("a graph of numbers has no vectors");
  return trace;
}

/** The reverse sweep; without a seed, with ones: what comes back is then the gradient of the sum of the output. */
export function sweep(
  graph: Graph,
  trace: Trace | TensorTrace,
  seed: Value | null = null,
): Gradients | TensorGradients {
  const seeded = seed ?? onesLike(trace.values[graph.output] ?? 0);
  return isOfTensors(trace) ? sweepTensors(graph, trace, seeded) : sweepNumbers(graph, trace, Number(seeded));
}

function sweepNumbers(graph: Graph, trace: Trace, seed: number): Gradients {
  if (!isFolded(graph) || trace.finer === undefined) return reverseSweep(graph, trace, seed);
  return foldedGradients(graph, sweepNumbers(graph.finer.graph, trace.finer, seed));
}

function sweepTensors(graph: Graph, trace: TensorTrace, seed: Value): TensorGradients {
  if (!isFolded(graph) || trace.finer === undefined) return reverseTensors(graph, trace, seed);
  return foldedTensorGradients(graph, sweepTensors(graph.finer.graph, trace.finer, seed));
}

function onesLike(value: Value): Value {
  return plainValue(filled(shapeOf(value), 1));
}

/** Values, factors, gradients and contributions at some inputs, given by node. */
export function runGraph(graph: Graph, inputs: (node: number) => Value, seed: Value | null = null): Run {
  return runOf(graph, traceGraph(graph, inputs), seed);
}

/** The same from a forward sweep that is there already. */
export function runOf(graph: Graph, trace: Trace | TensorTrace, seed: Value | null = null): Run {
  const output = trace.values[graph.output] ?? 0;
  const seeded = seed ?? onesLike(output);
  return isOfTensors(trace)
    ? { ...trace, ...sweepTensors(graph, trace, seeded), seed: seeded }
    : { ...trace, ...sweepNumbers(graph, trace, Number(seeded)), seed: Number(seeded) };
}
