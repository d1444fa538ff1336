import type { Graph } from "../graph/graph.ts";
import { insideOf } from "../graph/inside.ts";
import { applyOperation } from "../operations/rule.ts";
import type { Value } from "../tensor/tensor.ts";
import { isByConvention, touchedByKinks } from "./conventions.ts";
import { compared, type GradientCheck } from "./differences.ts";
import { operandValues } from "./evaluate.ts";
import { isOfTensors, type Run, type ScalarRun, traceNumbers } from "./run.ts";
import { scalarOperation } from "./tape.ts";
import { checkTensors } from "./tensorCheck.ts";

/** Checks a run of a graph; `inputs` are the values it was made with, by node. */
export function checkGradients(graph: Graph, run: Run, inputs: (node: number) => Value): GradientCheck {
  return isOfTensors(run)
    ? checkTensors(graph, run, inputs)
    : checkNumbers(graph, run, (node) => Number(inputs(node)));
}

function checkNumbers(graph: Graph, run: ScalarRun, inputs: (node: number) => number): GradientCheck {
  const touched = touchedByKinks(graph, run);
  const factors = graph.edges.map(({ index, to, operand }) => {
    const node = graph.nodes[to];
    const operands = operandValues(graph, run, to);
    const inside = insideOf(graph, to);
    const along = (x: number): number =>
      inside !== null
        ? outputAt(inside, (input) => (input === operand ? x : (operands[input] ?? Number.NaN)))
        : node?.kind === "operation"
          ? applyOperation(
              scalarOperation(node),
              operands.map((value, place) => (place === operand ? x : value)),
            )
          : Number.NaN;
    const ours = run.factors[index] ?? Number.NaN;
    const at = operands[operand] ?? Number.NaN;
    return compared(ours, { along, at, isAtKink: isByConvention(graph, run, index) });
  });
  const scale = largestOf(run.values);
  const gradients = graph.nodes.map((node) => {
    if (node.kind !== "input") return null;
    const along = (x: number): number =>
      run.seed * outputAt(graph, (other) => (other === node.index ? x : inputs(other)));
    const ours = run.adjoints[node.index] ?? Number.NaN;
    return compared(ours, { along, at: inputs(node.index), isAtKink: touched.has(node.index), scale });
  });
  return { factors, gradients };
}

function largestOf(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return largest;
}

function outputAt(graph: Graph, inputs: (node: number) => number): number {
  return traceNumbers(graph, inputs).values[graph.output] ?? Number.NaN;
}
