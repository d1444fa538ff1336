import { type Folds, foldGraph } from "./fold.ts";
import type { Graph } from "./graph.ts";
import { openGraph } from "./open.ts";
import type { Openings } from "./splitLists.ts";

/** How much of a program one node stands for: some operations opened into simpler ones, then some folded into one. */
export interface Grain extends Folds {
  readonly opened: Openings;
}

/** One node for each operation. */
export const OPERATIONS: Grain = { folded: [], isByOccurrence: false, opened: new Map() };

/** A graph, with its shapes and at the grain of operations, at another grain. */
export function atGrain(graph: Graph, grain: Grain): Graph {
  return foldGraph(openGraph(graph, grain.opened), grain);
}
