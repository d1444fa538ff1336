import type { Graph } from "../graph/graph.ts";
import { shapeOf, sizeOf, type Tensor, tensorOf, type Value } from "../tensor/tensor.ts";
import type { Trace } from "./evaluate.ts";
import { sweep } from "./run.ts";
import { sweepTangents, unitOf } from "./tangents.ts";
import type { TensorTrace } from "./tensorRun.ts";

/** By rows: a reverse sweep for each entry of the output. By columns: a forward sweep for each entry of an input. */
export type JacobianWay = "rows" | "columns";

/** A single entry of a node's value. */
export interface EntryOf {
  readonly node: number;
  /** In reading order, from 0. */
  readonly entry: number;
}

/** The entries of some nodes, one node after another, each in reading order. */
export function entriesOfNodes(values: ArrayLike<Value>, nodes: readonly number[]): readonly EntryOf[] {
  return nodes.flatMap((node) =>
    Array.from({ length: sizeOf(shapeOf(values[node] ?? 0)) }, (_, entry) => ({ node, entry })),
  );
}

/** One row: the derivatives of an entry of the output with respect to every entry of the inputs, by a reverse sweep. */
export function jacobianRow(
  graph: Graph,
  trace: Trace | TensorTrace,
  inputs: readonly number[],
  row: number,
): readonly number[] {
  const { adjoints } = sweep(graph, trace, unitOf(trace.values[graph.output] ?? 0, row));
  return inputs.flatMap((input) => [...tensorOf(adjoints[input] ?? 0).data]);
}

/** One column: the derivatives of every entry of the output with respect to an entry of an input, by a forward sweep. */
export function jacobianColumn(
  graph: Graph,
  trace: Trace | TensorTrace,
  { node, entry }: EntryOf,
): readonly number[] {
  const { tangents } = sweepTangents(graph, trace, node, unitOf(trace.values[node] ?? 0, entry));
  return [...tensorOf(tangents[graph.output] ?? 0).data];
}

/**
 * The derivatives of every entry of the output with respect to every entry of some inputs (given by node): as many rows
 * as the output has entries, one column for each entry of the inputs. Both ways agree but for rounding (Griewank &
 * Walther, Evaluating Derivatives, §3).
 */
export function jacobianOf(
  graph: Graph,
  trace: Trace | TensorTrace,
  inputs: readonly number[],
  way: JacobianWay,
): Tensor {
  const rows = sizeOf(shapeOf(trace.values[graph.output] ?? 0));
  const entries = entriesOfNodes(trace.values, inputs);
  const data = new Float64Array(rows * entries.length);
  if (way === "rows")
    for (let row = 0; row < rows; row++)
      data.set(jacobianRow(graph, trace, inputs, row), row * entries.length);
  else
    for (const [place, of] of entries.entries())
      for (const [row, number] of jacobianColumn(graph, trace, of).entries())
        data[row * entries.length + place] = number;
  return { shape: [rows, entries.length], data };
}

/** The way with fewer sweeps; by rows where both take as many. */
export function cheaperWay(rows: number, columns: number): JacobianWay {
  return rows <= columns ? "rows" : "columns";
}
