import { edgeAt, type Finer, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import { insideOf, isEntrywise } from "../graph/inside.ts";
import { filled, plainValue, shapeOf, type Tensor, tensorOf, type Value } from "../tensor/tensor.ts";
import type { Trace } from "./evaluate.ts";
import type { Gradients } from "./reverse.ts";
import type { Run } from "./run.ts";
import type { TensorGradients, TensorTrace } from "./tensorRun.ts";

/** A graph in which something is folded. */
export type FoldedGraph = Graph & { readonly finer: Finer };

export function isFolded(graph: Graph): graph is FoldedGraph {
  return graph.finer !== null;
}

/** Runs the graph inside a node with a seed; given by the caller, since it is the caller that runs graphs. */
type RunInside = (graph: Graph, inputs: (node: number) => Value, seed: Value) => Run;

/** The forward sweep of a graph in which something is folded, from that of the graph in which nothing is. */
export function foldedTrace(graph: FoldedGraph, finer: Trace, run: RunInside): Trace {
  const factors = Float64Array.from(graph.edges, ({ index }) =>
    Number(factorOf(graph, finer, index, run) ?? Number.NaN),
  );
  return {
    values: Float64Array.from(graph.finer.nodes, (node) => finer.values[node] ?? Number.NaN),
    factors,
    finer,
  };
}

/** The same on vectors and matrices. */
export function foldedTensorTrace(graph: FoldedGraph, finer: TensorTrace, run: RunInside): TensorTrace {
  const nothing: Tensor = filled([], Number.NaN);
  const tensors = graph.finer.nodes.map((node) => finer.tensors[node] ?? nothing);
  const factors = graph.edges.map(({ index }) => factorOf(graph, finer, index, run));
  return { tensors, values: tensors.map(plainValue), factors, finer };
}

/**
 * An edge's local derivative: the sum over the ways inside its consumer, by a reverse sweep there that begins with
 * ones. Null where it is a linear map.
 */
function factorOf(
  graph: FoldedGraph,
  finer: Trace | TensorTrace,
  edge: number,
  run: RunInside,
): Value | null {
  const { from, to, operand } = edgeAt(graph, edge);
  const inside = insideOf(graph, to);
  if (inside === null) return finer.factors[graph.finer.edges[edge]?.[0] ?? 0] ?? null;
  const valueAt = (node: number): Value => finer.values[graph.finer.nodes[node] ?? 0] ?? Number.NaN;
  const isNumber = typeof valueAt(to) === "number" && typeof valueAt(from) === "number";
  if (!isNumber && !isEntrywise(graph, edgeAt(graph, edge))) return null;
  return sweepInside(graph, to, inside, valueAt, finer, run).adjoints[operand] ?? 0;
}

/** The nodes that the operands of a node come from. */
export function sourcesOf(graph: Graph, node: number): readonly number[] {
  const part = nodeAt(graph, node);
  if (!isComputed(part)) return [];
  return part.operands.flatMap((operand) => (operand.kind === "node" ? [operand.node] : []));
}

const sweeps = new WeakMap<object, Map<number, Run>>();

/** One sweep for all the edges of a node. */
function sweepInside(
  graph: FoldedGraph,
  node: number,
  inside: Graph,
  valueAt: (node: number) => Value,
  of: Trace | TensorTrace,
  run: RunInside,
): Run {
  const known = sweeps.get(of) ?? new Map<number, Run>();
  sweeps.set(of, known);
  const done = known.get(node);
  if (done !== undefined) return done;
  const sources = sourcesOf(graph, node);
  const ones = plainValue(filled(shapeOf(valueAt(node)), 1));
  const sweep = run(inside, (input) => valueAt(sources[input] ?? 0), ones);
  known.set(node, sweep);
  return sweep;
}

/** What a reverse sweep of the finer graph comes to for the nodes and edges of the coarser one. */
export function foldedGradients(graph: FoldedGraph, fine: Gradients): Gradients {
  const { nodes, edges } = graph.finer;
  return {
    adjoints: Float64Array.from(nodes, (node) => fine.adjoints[node] ?? 0),
    contributions: Float64Array.from(edges, (stands) =>
      stands.reduce((sum, edge) => sum + (fine.contributions[edge] ?? 0), 0),
    ),
  };
}

/** The same of vectors and matrices. */
export function foldedTensorGradients(graph: FoldedGraph, fine: TensorGradients): TensorGradients {
  const { nodes, edges } = graph.finer;
  return {
    adjoints: nodes.map((node) => fine.adjoints[node] ?? 0),
    contributions: edges.map((stands) => sumOf(stands.map((edge) => fine.contributions[edge] ?? 0))),
  };
}

function sumOf(values: readonly Value[]): Value {
  const [first = 0, ...others] = values;
  if (others.length === 0) return first;
  const sum = tensorOf(first);
  const data = sum.data.slice();
  for (const other of others)
    for (const [entry, number] of tensorOf(other).data.entries()) data[entry] = (data[entry] ?? 0) + number;
  return plainValue({ shape: sum.shape, data });
}

/** The name of the node of the coarser graph that a node of the finer one is folded into. */
export function ownerIds({ finer, nodes }: FoldedGraph): ReadonlyMap<string, string> {
  return new Map(
    finer.inside.flatMap((inside, index) =>
      inside.map((node): [string, string] => [nodeAt(finer.graph, node).id, nodes[index]?.id ?? ""]),
    ),
  );
}
