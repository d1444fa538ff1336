import { edgeAt, type Graph, nodeAt } from "../graph/graph.ts";
import { applyToTensors } from "../operations/tensorRule.ts";
import { plainValue, type Tensor, tensorOf, type Value } from "../tensor/tensor.ts";
import { isByConvention, touchedByKinks } from "./conventions.ts";
import { type CheckedNumber, compared, type GradientCheck, slopeOf } from "./differences.ts";
import type { TensorRun } from "./run.ts";
import { evaluateTensors, operandTensors } from "./tensorRun.ts";

/** Of a larger tensor, this many entries are checked, spread evenly: each asks for some twenty evaluations. */
const MOST_ENTRIES_CHECKED = 24;

/** What every edge brings, and every input's gradient, against differences entry by entry; the worst entry is told. */
export function checkTensors(graph: Graph, run: TensorRun, inputs: (node: number) => Value): GradientCheck {
  const touched = touchedByKinks(graph, run);
  const factors = graph.edges.map(({ index }) => checkEdge(graph, run, index));
  const gradients = graph.nodes.map((node) => {
    if (node.kind !== "input") return null;
    const along = (changed: Value): number => {
      const trace = evaluateTensors(graph, (other) => (other === node.index ? changed : inputs(other)));
      const output = trace.tensors[graph.output];
      return output === undefined ? Number.NaN : inner(tensorOf(run.seed), output);
    };
    const ours = tensorOf(run.adjoints[node.index] ?? 0);
    return worst(ours, tensorOf(inputs(node.index)), along, !touched.has(node.index));
  });
  return { factors, gradients };
}

/** The seed's weights times the entries, summed: the number that is differentiated. */
function inner(weights: Tensor, tensor: Tensor): number {
  return tensor.data.reduce((sum, entry, index) => sum + entry * (weights.data[index] ?? 0), 0);
}

function checkEdge(graph: Graph, run: TensorRun, edge: number): CheckedNumber {
  const { to, operand } = edgeAt(graph, edge);
  const node = nodeAt(graph, to);
  const operands = operandTensors(graph, run, to);
  const adjoint = tensorOf(run.adjoints[to] ?? 0);
  const own = operands[operand];
  if (node.kind !== "operation" || own === undefined) throw new Error("an edge feeds an operation");
  const along = (changed: Value): number => {
    const given = operands.map((tensor, place) => (place === operand ? tensorOf(changed) : tensor));
    return inner(adjoint, applyToTensors(node.operation, given, node.places));
  };
  return worst(tensorOf(run.contributions[edge] ?? 0), own, along, !isByConvention(graph, run, edge));
}

function worst(
  ours: Tensor,
  point: Tensor,
  along: (changed: Value) => number,
  isDecided: boolean,
): CheckedNumber {
  const stride = Math.max(1, Math.ceil(point.data.length / MOST_ENTRIES_CHECKED));
  let result: CheckedNumber | null = null;
  for (let entry = 0; entry < point.data.length; entry += stride) {
    const numeric = slopeOf((x) => {
      const data = point.data.slice();
      data[entry] = x;
      return along(plainValue({ shape: point.shape, data }));
    }, point.data[entry] ?? 0);
    const checked = compared(ours.data[entry] ?? 0, numeric, isDecided);
    if (result === null || !(checked.error <= result.error)) result = checked;
  }
  return result ?? compared(0, 0, isDecided);
}
