import type { Graph } from "../graph/graph.ts";
import { applyOperation } from "../operations/rule.ts";
import { evaluateGraph, operandValues } from "./evaluate.ts";
import { isByConvention } from "./remarks.ts";
import type { Run } from "./run.ts";
import { scalarOperation } from "./tape.ts";

/** A number beside the one that differences give for it. */
export interface CheckedNumber {
  readonly numeric: number;
  /** |ours − numeric| over the larger of |ours|, |numeric| and 1; NaN where differences do not settle. */
  readonly error: number;
  /** False where a kink has a say: differences see both of its sides, and so do not decide. */
  readonly isDecided: boolean;
}

/** Every factor and every input's gradient against differences, indexed as the graph's edges and nodes. */
export interface GradientCheck {
  readonly factors: readonly CheckedNumber[];
  /** Null for what is no input. */
  readonly gradients: readonly (CheckedNumber | null)[];
}

/** Relative errors below this are those of the differences themselves. */
export const CHECK_TOLERANCE = 1e-6;

/** Checks a run of a graph; `inputs` are the values it was made with, by node. */
export function checkGradients(graph: Graph, run: Run, inputs: (node: number) => number): GradientCheck {
  const touched = touchedByKinks(graph, run);
  const factors = graph.edges.map(({ index, to, operand }) => {
    const node = graph.nodes[to];
    const operands = operandValues(graph, run, to);
    const along = (x: number): number =>
      node?.kind === "operation"
        ? applyOperation(
            scalarOperation(node),
            operands.map((value, place) => (place === operand ? x : value)),
          )
        : Number.NaN;
    const ours = run.factors[index] ?? Number.NaN;
    return compared(
      ours,
      slopeOf(along, operands[operand] ?? Number.NaN),
      !isByConvention(graph, run, index),
    );
  });
  const gradients = graph.nodes.map((node) => {
    if (node.kind !== "input") return null;
    const along = (x: number): number =>
      evaluateGraph(graph, (other) => (other === node.index ? x : inputs(other))).values[graph.output] ??
      Number.NaN;
    const ours = run.adjoints[node.index] ?? Number.NaN;
    return compared(ours, run.seed * slopeOf(along, inputs(node.index)), !touched.has(node.index));
  });
  return { factors, gradients };
}

/** Nodes from which some way to the output leads over a kink. */
function touchedByKinks(graph: Graph, run: Run): ReadonlySet<number> {
  const touched = new Set<number>();
  for (const { index, from, to } of graph.edges.toReversed()) {
    if (touched.has(to) || isByConvention(graph, run, index)) touched.add(from);
  }
  return touched;
}

function compared(ours: number, numeric: number, isDecided: boolean): CheckedNumber {
  return {
    numeric,
    isDecided,
    error: Math.abs(ours - numeric) / Math.max(1, Math.abs(ours), Math.abs(numeric)),
  };
}

const COLUMNS = 10;
const SHRINKAGE = 1.4;

/**
 * The slope of a function at a point by central differences of shrinking width, extrapolated to width 0 (Ridders,
 * Accurate computation of F'(x) and F'(x)F''(x), 1982): independent of every rule of the table.
 */
export function slopeOf(f: (x: number) => number, x: number): number {
  let width = 0.1 * Math.max(1, Math.abs(x));
  let best = Number.NaN;
  let least = Infinity;
  let previous: number[] = [];
  for (let column = 0; column < COLUMNS; column++) {
    const current = [(f(x + width) - f(x - width)) / (2 * width)];
    let weight = SHRINKAGE ** 2;
    for (const [order, coarser] of previous.entries()) {
      const finer = current[order] ?? Number.NaN;
      const extrapolated = (finer * weight - coarser) / (weight - 1);
      const error = Math.max(Math.abs(extrapolated - finer), Math.abs(extrapolated - coarser));
      current.push(extrapolated);
      weight *= SHRINKAGE ** 2;
      if (error < least) {
        least = error;
        best = extrapolated;
      }
    }
    previous = current;
    width /= SHRINKAGE;
  }
  return best;
}
