import { foldGraph } from "./fold.ts";
import { gatheredIn } from "./gathered.ts";
import type { Grain } from "./grain.ts";
import type { Graph } from "./graph.ts";
import { openGraph } from "./open.ts";

/** A graph, with its shapes and at the grain of operations, at another grain. */
export function atGrain(graph: Graph, grain: Grain): Graph {
  const opened = openGraph(graph, grain.opened);
  return foldGraph(opened, grain, gatheredIn(opened, grain.gathered));
}
