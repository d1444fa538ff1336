import type { Graph } from "../graph/graph.ts";
import type { Kernel } from "../operations/operation.ts";
import { derivativesOf } from "../operations/rule.ts";
import { operations } from "../operations/table.ts";

/**
 * A graph made ready for numbers: flat arrays, indexed by node and by edge. Constants have slots of their own behind
 * the nodes' values, so that every operand is one look-up.
 */
interface Tape {
  readonly kernels: readonly (Kernel | null)[];
  /** The slots of each node's operands; unused ones are 0. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly factors: readonly Kernel[];
  /** Values of the constants, for the slots behind the nodes. */
  readonly constants: Float64Array;
}

const tapes = new WeakMap<Graph, Tape>();

function tapeOf(graph: Graph): Tape {
  const known = tapes.get(graph);
  if (known !== undefined) return known;
  const { nodes, edges } = graph;
  const constants: number[] = [];
  const first = new Int32Array(nodes.length);
  const second = new Int32Array(nodes.length);
  const factors: Kernel[] = new Array(edges.length);
  const kernels = nodes.map((node) => {
    if (node.kind !== "operation") return null;
    const derivatives = derivativesOf(node.operation);
    for (const [place, operand] of node.operands.entries()) {
      const slots = place === 0 ? first : second;
      slots[node.index] = operand.kind === "node" ? operand.node : nodes.length + constants.length;
      if (operand.kind === "constant") constants.push(operand.value);
      const derivative = derivatives[place];
      if (operand.kind === "node" && derivative !== undefined) factors[operand.edge] = derivative.factor;
    }
    return operations[node.operation].value;
  });
  const tape = { kernels, first, second, factors, constants: Float64Array.from(constants) };
  tapes.set(graph, tape);
  return tape;
}

/** What a forward sweep leaves behind. Arrays are indexed as the graph's nodes and edges. */
export interface Trace {
  /** Each node's value, and behind them the constants'. */
  readonly values: Float64Array;
  /** Each edge's local derivative. */
  readonly factors: Float64Array;
}

/** The forward sweep: every node's value in order, and every edge's factor. `inputs` gives each input node's number. */
export function evaluateGraph(graph: Graph, inputs: (node: number) => number): Trace {
  const { nodes, edges } = graph;
  const { kernels, first, second, factors: factorKernels, constants } = tapeOf(graph);
  const values = new Float64Array(nodes.length + constants.length);
  values.set(constants, nodes.length);
  for (const [index, node] of nodes.entries()) {
    const kernel = kernels[index];
    if (kernel) values[index] = kernel(values[first[index] ?? 0] ?? 0, values[second[index] ?? 0] ?? 0, 0);
    else values[index] = node.kind === "constant" ? node.value : inputs(index);
  }
  const factors = new Float64Array(edges.length);
  for (const { index, to } of edges) {
    const a = values[first[to] ?? 0] ?? 0;
    const b = values[second[to] ?? 0] ?? 0;
    factors[index] = factorKernels[index]?.(a, b, values[to] ?? 0) ?? Number.NaN;
  }
  return { values, factors };
}

/** The operands' numbers of a node, as its kernel got them. */
export function operandValues(graph: Graph, { values }: Trace, node: number): readonly [number, number] {
  const { first, second } = tapeOf(graph);
  return [values[first[node] ?? 0] ?? 0, values[second[node] ?? 0] ?? 0];
}
