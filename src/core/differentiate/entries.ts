import { evaluateExpression, type RoundedNumber } from "../algebra/evaluate.ts";
import type { Expression } from "../expression/tree.ts";
import { type Graph, isEdge, partById } from "../graph/graph.ts";
import { BOLD_ONE } from "../operations/pullback.ts";
import { spreadTo, sumTo } from "../tensor/kernels.ts";
import { type Shape, sizeOf, tensorOf, type Value } from "../tensor/tensor.ts";
import { deltaOf, SEED_NAME } from "./deltaNames.ts";
import type { TensorRun } from "./run.ts";
import { edgeOfBrought } from "./symbolicChain.ts";

const TOLERANCE = 1e-9;

/**
 * What an expression comes to in every entry of a shape, smaller tensors spread to it. Names are ids of nodes, and those
 * of gradients, of what an edge brings and of the seed.
 */
export function entriesOf(
  graph: Graph,
  run: TensorRun,
  expression: Expression,
  shape: Shape,
): readonly RoundedNumber[] {
  const known = new Map<string, Float64Array | null>();
  const numbersOf = (name: string): Float64Array | null => {
    const found = known.get(name) ?? spread(namedValue(graph, run, name), shape);
    known.set(name, found);
    return found;
  };
  return Array.from({ length: sizeOf(shape) }, (_entry, place) =>
    evaluateExpression(expression, (name) => numbersOf(name)?.[place] ?? Number.NaN),
  );
}

function namedValue(graph: Graph, run: TensorRun, name: string): Value {
  if (name === BOLD_ONE) return 1;
  if (name === SEED_NAME) return run.seed;
  const use = edgeOfBrought(name);
  if (use !== null) return run.contributions[use] ?? Number.NaN;
  const delta = deltaOf(name);
  if (delta !== null) return run.adjoints[delta] ?? Number.NaN;
  const part = partById(graph, name);
  return part === undefined || isEdge(part) ? Number.NaN : (run.values[part.index] ?? Number.NaN);
}

/** The numbers of a value in every entry of a shape; null where it does not fit. */
function spread(value: Value, shape: Shape): Float64Array | null {
  const tensor = tensorOf(value);
  const axes = [...shape].reverse();
  const fits = [...tensor.shape].reverse().every((side, axis) => side === 1 || side === axes[axis]);
  return fits && tensor.shape.length <= shape.length ? spreadTo(tensor, shape).data : null;
}

/**
 * Whether an expression of one shape comes to a value, entry by entry but for rounding. A value of a smaller shape is
 * that of what was copied: the entries of its copies are added.
 */
export function comesTo(
  graph: Graph,
  run: TensorRun,
  expression: Expression,
  shape: Shape,
  value: Value,
): boolean {
  const wanted = tensorOf(value);
  const entries = entriesOf(graph, run, expression, shape);
  const summed = (numbers: readonly number[]): Float64Array =>
    sumTo({ shape, data: Float64Array.from(numbers) }, wanted.shape).data;
  const found = summed(entries.map((entry) => entry.value));
  const errors = summed(entries.map(({ error }) => error));
  const sizes = summed(entries.map((entry) => Math.abs(entry.value)));
  const largest = sizes.reduce((most, size) => Math.max(most, size), 1e-3);
  return wanted.data.every((entry, place) => {
    const distance = Math.abs((found[place] ?? Number.NaN) - entry);
    return distance <= TOLERANCE * largest + 16 * (errors[place] ?? 0);
  });
}
