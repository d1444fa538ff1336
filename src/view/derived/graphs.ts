import { type Grain, type Graph, SCALAR, type Shape, shapeOf, withShapes } from "../../core/index.ts";
import { grained } from "../../store/grained.ts";
import { readingOf } from "../../store/reading.ts";
import type { Choices } from "../../store/store.ts";
import { freeValues, inputsFrom, type Values } from "./inputValues.ts";
import { keptGraph } from "./keptGraph.ts";
import { remember } from "./remember.ts";

/** What the shown graph follows from. */
type Written = Pick<Choices, "goodText" | "values" | "grain">;

export interface Graphs {
  /** One node for each operation. */
  readonly whole: Graph;
  /** At the chosen grain. */
  readonly graph: Graph;
}

/** The program's graph, the same while only numbers of inputs and places in the text change; null while there is none. */
export function graphsOf({ goodText, values, grain }: Written): Graphs | null {
  const kept = keptGraph(goodText);
  if (kept === null) return null;
  const whole = shapedGraph(kept, freeValues(goodText, values));
  return { whole, graph: grainedGraph(whole, grain) };
}

/** The graph whose parts the page shows; null while no text has been a program yet. */
export function shownGraph(choices: Written): Graph | null {
  return graphsOf(choices)?.graph ?? null;
}

/** The shown graph with the places of the text as it is now; for those who ask where in the text something stands. */
export function placedGraph({ goodText, values, grain }: Written): Graph | null {
  const { graph: written } = readingOf(goodText);
  return written && writtenAtGrain(written, freeValues(goodText, values), grain);
}

const grainedGraph: (graph: Graph, grain: Grain) => Graph = remember(grained);

/** The graph of a text, with the shapes of its inputs, at a grain. */
export const writtenAtGrain: (written: Graph, values: Values, grain: Grain) => Graph = remember(
  (written, values, grain) => {
    const inputs = inputsFrom(written, written, values);
    return grained(
      withShapes(written, (node) => shapeOf(inputs(node))),
      grain,
    );
  },
);

const shapedGraph: (graph: Graph, values: Values) => Graph = remember((graph, values) => {
  const inputs = inputsFrom(graph, graph, values);
  const shapes = graph.nodes.flatMap(({ kind, index }) =>
    kind === "input" ? [[index, shapeOf(inputs(index))]] : [],
  );
  return withInputShapes(graph, JSON.stringify(shapes));
});

/** The graph with its shapes, the same while only numbers change. */
const withInputShapes: (graph: Graph, shapes: string) => Graph = remember((graph, shapes) => {
  const known: ReadonlyMap<number, Shape> = new Map(JSON.parse(shapes));
  return withShapes(graph, (node) => known.get(node) ?? SCALAR);
});
