import { type ComputedNode, edgeAt, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import { insideOf } from "../graph/inside.ts";
import { applyToTensors } from "../operations/onTensors.ts";
import { filled, plainValue, type Tensor, tensorOf, type Value } from "../tensor/tensor.ts";
import { isByConvention, touchedByKinks } from "./conventions.ts";
import { type CheckedNumber, compared, type GradientCheck } from "./differences.ts";
import { type TensorRun, traceGraph } from "./run.ts";
import { operandTensors } from "./tensorRun.ts";

/** Of a larger tensor, this many entries are checked, spread evenly: each asks for some twenty evaluations. */
const MOST_ENTRIES_CHECKED = 24;

/** What every edge brings, and every input's gradient, against differences entry by entry; the worst entry is told. */
export function checkTensors(graph: Graph, run: TensorRun, inputs: (node: number) => Value): GradientCheck {
  const touched = touchedByKinks(graph, run);
  const factors = graph.edges.map(({ index }) => checkEdge(graph, run, index));
  const gradients = graph.nodes.map((node) => {
    if (node.kind !== "input") return null;
    const along = (changed: Value): number => {
      const trace = traceGraph(graph, (other) => (other === node.index ? changed : inputs(other)));
      return inner(tensorOf(run.seed), tensorOf(trace.values[graph.output] ?? Number.NaN));
    };
    const ours = tensorOf(run.adjoints[node.index] ?? 0);
    return worst(ours, tensorOf(inputs(node.index)), along, touched.has(node.index));
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
  if (!isComputed(node) || own === undefined) throw new Error("an edge feeds an operation");
  const along = (changed: Value): number => {
    const given = operands.map((tensor, place) => (place === operand ? tensorOf(changed) : tensor));
    return inner(adjoint, applied(graph, node, given));
  };
  return worst(tensorOf(run.contributions[edge] ?? 0), own, along, isByConvention(graph, run, edge));
}

/** What a node comes to for some operands. */
function applied(graph: Graph, node: ComputedNode, given: readonly Tensor[]): Tensor {
  if (node.kind === "operation") return applyToTensors(node.operation, given, node.places);
  const inside = insideOf(graph, node.index);
  if (inside === null) throw new Error("a group has a graph inside");
  const { values } = traceGraph(inside, (input) => plainValue(given[input] ?? filled([], Number.NaN)));
  return tensorOf(values[inside.output] ?? Number.NaN);
}

function worst(
  ours: Tensor,
  point: Tensor,
  along: (changed: Value) => number,
  isAtKink: boolean,
): CheckedNumber {
  const stride = Math.max(1, Math.ceil(point.data.length / MOST_ENTRIES_CHECKED));
  let result: CheckedNumber | null = null;
  for (let entry = 0; entry < point.data.length; entry += stride) {
    const at = point.data[entry] ?? 0;
    const alongEntry = (x: number): number => {
      const data = point.data.slice();
      data[entry] = x;
      return along(plainValue({ shape: point.shape, data }));
    };
    const checked = compared(ours.data[entry] ?? 0, { along: alongEntry, at, isAtKink });
    if (result === null || isWorse(checked, result)) result = checked;
  }
  return result ?? { numeric: 0, error: 0, verdict: isAtKink ? "kink" : "agrees" };
}

const RANK = { agrees: 0, kink: 0, unsettled: 1, differs: 2 } as const;

function isWorse(one: CheckedNumber, other: CheckedNumber): boolean {
  const ranks = RANK[one.verdict] - RANK[other.verdict];
  return ranks === 0 ? one.error > other.error : ranks > 0;
}
