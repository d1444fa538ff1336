import { type Graph, nodeAt } from "../graph/graph.ts";
import { rowsOf } from "../tensor/kernels.ts";
import {
  filled,
  type Numbers,
  numbersOf,
  plainValue,
  shapeOf,
  sizeOf,
  type Value,
} from "../tensor/tensor.ts";
import type { Trace } from "./evaluate.ts";
import { entryText, outputTexts } from "./gradientSymbol.ts";
import { cheaperWay, type JacobianWay, jacobianOf } from "./jacobian.ts";
import { sweepTangents } from "./tangents.ts";
import type { TensorTrace } from "./tensorRun.ts";

/** A node's tangent: how fast it changes when a name is moved. */
export interface EvaluationTangent {
  readonly id: string;
  readonly name?: string;
  /** Of the node's shape. */
  readonly tangent: Numbers;
}

/** The derivatives of a vector or matrix, or of a single number, with respect to all inputs. */
export interface EvaluationJacobian {
  /** What the rows are of: the entries of the value, such as `y1`, `y2` for `[y1, y2]`, otherwise `D[1,2]`. */
  readonly outputs: readonly string[];
  /** What the columns are for: the inputs where the text mentions them first, entry by entry, such as `x`, `W[1,2]`. */
  readonly inputs: readonly string[];
  /** A row for each of `outputs`, a column for each of `inputs`. */
  readonly matrix: readonly (readonly number[])[];
  /** The same, input by input: `matrix` has a column for each entry of the input, in reading order. */
  readonly blocks: readonly {
    readonly input: string;
    readonly shape: readonly number[];
    readonly matrix: readonly (readonly number[])[];
  }[];
}

/** The tangents along a node; null for what is no node, so that nothing moves. */
export function tangentsFor(
  graph: Graph,
  trace: Trace | TensorTrace,
  along: number | null,
  direction: Value | null,
): readonly EvaluationTangent[] {
  const swept = along === null ? null : sweepTangents(graph, trace, along, direction);
  return graph.nodes.map(({ id, name, index }) => {
    const still = (): Value => plainValue(filled(shapeOf(trace.values[index] ?? 0), 0));
    return {
      id,
      ...(name === null ? {} : { name }),
      tangent: numbersOf(swept === null ? still() : (swept.tangents[index] ?? 0)),
    };
  });
}

export function jacobianFor(
  graph: Graph,
  trace: Trace | TensorTrace,
  names: readonly string[],
  chosen: JacobianWay | undefined,
): EvaluationJacobian {
  const inputs = names.flatMap((name) => {
    const node = graph.byName.get(name);
    return node === undefined ? [] : [{ name, node, shape: shapeOf(trace.values[node] ?? 0) }];
  });
  const shape = shapeOf(trace.values[graph.output] ?? 0);
  const columns = inputs.reduce((sum, input) => sum + sizeOf(input.shape), 0);
  const way = chosen ?? cheaperWay(sizeOf(shape), columns);
  const nodes = inputs.map(({ node }) => node);
  const whole = columns === 0 ? [] : rowsOf(jacobianOf(graph, trace, nodes, way));
  const matrix = Array.from({ length: sizeOf(shape) }, (_, row) => [...(whole[row] ?? [])]);
  let from = 0;
  const blocks = inputs.map((input) => {
    const [start, end] = [from, from + sizeOf(input.shape)];
    from = end;
    return { input: input.name, shape: input.shape, matrix: matrix.map((row) => row.slice(start, end)) };
  });
  const nameOf = (node: number): string => nodeAt(graph, node).name ?? nodeAt(graph, node).id;
  return {
    outputs: outputTexts(graph, shape, nameOf),
    inputs: inputs.flatMap((input) =>
      Array.from({ length: sizeOf(input.shape) }, (_, entry) => entryText(input.name, input.shape, entry)),
    ),
    matrix,
    blocks,
  };
}
