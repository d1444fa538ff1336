import {
  type Graph,
  type Run,
  runGraph,
  sameShape,
  shapeOf,
  sweepTangents,
  type Tangents,
  unitOf,
  type Value,
} from "../../core/index.ts";
import { inputsFrom, type Values } from "./inputValues.ts";
import { remember } from "./remember.ts";

/** All numbers of a graph; those of its literals stand in the graph of the text. A seed is left out where it does not fit. */
export const runFor: (graph: Graph, written: Graph, values: Values, seed: Value | null) => Run = remember(
  (graph, written, values, seed) => {
    const inputs = inputsFrom(graph, written, values);
    const run = runGraph(graph, inputs);
    const output = run.values[graph.output] ?? Number.NaN;
    const isSeed = seed !== null && typeof output !== "number" && sameShape(shapeOf(seed), shapeOf(output));
    return isSeed ? runGraph(graph, inputs, seed) : run;
  },
);

/** The tangents along a node, all its entries alike or one of them; null where `along` is no node. */
export const tangentsFor: (graph: Graph, run: Run, along: number, entry: number | null) => Tangents | null =
  remember((graph, run, along, entry) => {
    if (along < 0) return null;
    const value = run.values[along] ?? Number.NaN;
    const isEntry = entry !== null && typeof value !== "number" && entry < value.data.length;
    return sweepTangents(graph, run, along, isEntry ? unitOf(value, entry) : null);
  });
