import { evaluateExpression } from "../algebra/evaluate.ts";
import type { Expression } from "../expression/tree.ts";
import { type Graph, isEdge, partById } from "../graph/graph.ts";
import type { DerivationLine } from "./derivation.ts";
import { reverseSweep } from "./reverse.ts";
import { isOfTensors, runGraph, type ScalarRun } from "./run.ts";

/** A line with what it says as an expression over ids, and the node whose gradient that is. */
export interface CheckedLine {
  readonly line: DerivationLine;
  readonly node: number;
  readonly expression: Expression;
}

/** How near a line's value must come to the gradient, in parts of the largest term. */
const TOLERANCE = 1e-9;
const POINTS = 4;
const SEED = 20251122;

export function valuesById(graph: Graph, { values }: Pick<ScalarRun, "values">): (name: string) => number {
  return (name) => {
    const part = partById(graph, name);
    return part === undefined || isEdge(part) ? Number.NaN : (values[part.index] ?? Number.NaN);
  };
}

/** Whether a line comes to the gradient that the reverse sweep found, but for rounding. */
export function isConfirmed(graph: Graph, run: ScalarRun, { node, expression }: CheckedLine): boolean {
  const gradient = (run.adjoints[node] ?? Number.NaN) / run.seed;
  const { value, error } = evaluateExpression(expression, valuesById(graph, run));
  const most = TOLERANCE * sizeOfTerms(graph, run, node) + 16 * error;
  return Number.isFinite(gradient) && Math.abs(value - gradient) <= most;
}

/** The same at points round the run's, drawn by a fixed seed; points without a value, or in another case, say nothing. */
export function isConfirmedNearby(
  graph: Graph,
  run: ScalarRun,
  line: CheckedLine,
  isSameCase: (other: ScalarRun) => boolean,
): boolean {
  return runsNearby(graph, run).every((other) => {
    const gradient = other.adjoints[line.node] ?? Number.NaN;
    return !Number.isFinite(gradient) || !isSameCase(other) || isConfirmed(graph, other, line);
  });
}

const nearby = new WeakMap<ScalarRun, readonly ScalarRun[]>();

function runsNearby(graph: Graph, run: ScalarRun): readonly ScalarRun[] {
  const known = nearby.get(run);
  if (known !== undefined) return known;
  const next = random(SEED);
  const runs = Array.from({ length: POINTS }, () => {
    const other = runGraph(graph, (node) => {
      const value = run.values[node] ?? Number.NaN;
      return value + (next() - 0.5) * Math.max(0.5, Math.abs(value) / 2);
    });
    return isOfTensors(other) ? [] : [other];
  }).flat();
  nearby.set(run, runs);
  return runs;
}

/** Numbers from 0 to 1: the minimal standard generator (Park and Miller, 1988). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const sizes = new WeakMap<ScalarRun, Float64Array>();

/** The sum of the sizes of all paths' products: what the terms of a gradient may be large in, and cancel. */
function sizeOfTerms(graph: Graph, run: ScalarRun, node: number): number {
  const known =
    sizes.get(run) ?? reverseSweep(graph, { ...run, factors: run.factors.map(Math.abs) }).adjoints;
  sizes.set(run, known);
  return known[node] ?? 0;
}
