import type { Diagnostic } from "../expression/diagnostics.ts";
import type { Graph } from "../graph/graph.ts";
import { isScalarGraph } from "../graph/shapes.ts";
import { filled, plainValue, type Tensor, type Value } from "../tensor/tensor.ts";
import { evaluateGraph } from "./evaluate.ts";
import { remarksOn } from "./remarks.ts";
import { reverseSweep } from "./reverse.ts";
import { remarksOnTensors } from "./tensorRemarks.ts";
import { type EdgeKind, edgeFactors, edgeKind, evaluateTensors, reverseTensors } from "./tensorRun.ts";

/** One forward sweep, and what can be asked of it, whatever its values are. */
export interface Engine {
  value(node: number): Value;
  /** The local derivative of an edge; null where it is linear. */
  factor(edge: number): Value | null;
  kind(edge: number): EdgeKind;
  /** A reverse sweep; without a seed, with ones. */
  sweep(seed: Tensor | null): { adjoint(node: number): Value; contribution(edge: number): Value };
  remarks(): readonly Diagnostic[];
}

/** Single numbers run on the tape, everything else on tensors. `inputs` are those of the graph's inputs. */
export function engineFor(graph: Graph, inputs: readonly (Tensor | null)[]): Engine {
  const isScalar =
    isScalarGraph(graph) && inputs.every((input) => input === null || input.shape.length === 0);
  return isScalar ? scalarEngine(graph, inputs) : tensorEngine(graph, inputs);
}

function scalarEngine(graph: Graph, inputs: readonly (Tensor | null)[]): Engine {
  const trace = evaluateGraph(graph, (node) => inputs[node]?.data[0] ?? Number.NaN);
  return {
    value: (node) => trace.values[node] ?? Number.NaN,
    factor: (edge) => trace.factors[edge] ?? Number.NaN,
    kind: () => "scalar",
    sweep: (seed) => {
      const { adjoints, contributions } = reverseSweep(graph, trace, seed?.data[0] ?? 1);
      return {
        adjoint: (node) => adjoints[node] ?? 0,
        contribution: (edge) => contributions[edge] ?? 0,
      };
    },
    remarks: () => remarksOn(graph, trace),
  };
}

function tensorEngine(graph: Graph, inputs: readonly (Tensor | null)[]): Engine {
  const trace = evaluateTensors(graph, (node) => inputs[node] ?? filled([], Number.NaN));
  const at = (tensors: readonly Tensor[], index: number): Value => {
    const tensor = tensors[index];
    if (tensor === undefined) throw new Error(`there is no ${index}`);
    return plainValue(tensor);
  };
  return {
    value: (node) => at(trace.values, node),
    factor: (edge) => {
      const factors = edgeFactors(graph, trace, edge);
      return factors === null ? null : plainValue(factors);
    },
    kind: (edge) => edgeKind(graph, trace, edge),
    sweep: (seed) => {
      const output = trace.values[graph.output];
      const { adjoints, contributions } = reverseTensors(
        graph,
        trace,
        seed ?? filled(output?.shape ?? [], 1),
      );
      return {
        adjoint: (node) => at(adjoints, node),
        contribution: (edge) => at(contributions, edge),
      };
    },
    remarks: () => remarksOnTensors(graph, trace),
  };
}
