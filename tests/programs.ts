import { isOfTensors, runGraph, type ScalarRun } from "../src/core/differentiate/run.ts";
import { buildGraph } from "../src/core/graph/build.ts";
import { type Graph, nodeAt } from "../src/core/graph/graph.ts";
import { readProgram } from "../src/core/language/program.ts";

/** A program with its inputs, under the name it has in figures.md. */
export interface NamedProgram {
  readonly name: string;
  readonly source: string;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * Figure 13: one value used twice.
 *
 *     a ──────► c = a + b ──┐
 *         ┌──►              ├──► e = c * d
 *     b ──┴───► d = b + 1 ──┘
 */
export const FIGURE_13: NamedProgram = {
  name: "figure 13",
  source: "c = a + b\nd = b + 1\ne = c * d",
  values: { a: 2, b: 1 },
};

/** Figure 10: a tiny classifier. */
export const FIGURE_10: NamedProgram = {
  name: "figure 10",
  source: "z = w*x + b\na = sigmoid(z)\nL = -(y*log(a) + (1-y)*log(1-a))",
  values: { x: 1.5, w: 0.8, b: -0.4, y: 1 },
};

/** Figure 16: CS231n's first circuit. */
export const FIGURE_16: NamedProgram = {
  name: "figure 16",
  source: "q = x+y; f = q*z",
  values: { x: -2, y: 5, z: -4 },
};

/** Figure 17: a sigmoid neuron, gate by gate. */
export const FIGURE_17: NamedProgram = {
  name: "figure 17",
  source: "f = 1/(1+exp(-(w0*x0+w1*x1+w2)))",
  values: { w0: 2, w1: -3, w2: -3, x0: -1, x1: -2 },
};

/** Figure 18: one value used three times. */
export const FIGURE_18: NamedProgram = {
  name: "figure 18",
  source: "f = (x+sigmoid(y))/(sigmoid(x)+(x+y)^2)",
  values: { x: 3, y: -4 },
};

/** Figure 19: add copies, max routes, multiply scales. */
export const FIGURE_19: NamedProgram = {
  name: "figure 19",
  source: "f = 2*(x*y + max(z,w))",
  values: { x: 3, y: -4, z: 2, w: -1 },
};

export const FIGURES = [FIGURE_13, FIGURE_16, FIGURE_17, FIGURE_18, FIGURE_19] as const;

/** The graph and all numbers of a program that is known to be right. */
export function runOf({ source, values }: NamedProgram): { readonly graph: Graph; readonly run: ScalarRun } {
  const { program } = readProgram(source);
  if (program === null) throw new Error(`not a program: ${source}`);
  const graph = buildGraph(program);
  const run = runGraph(graph, (index) => values[nodeAt(graph, index).id] ?? Number.NaN);
  if (isOfTensors(run)) throw new Error(`not a program of numbers: ${source}`);
  return { graph, run };
}
