import {
  type Cost,
  entriesOfNodes,
  forwardCost,
  type Graph,
  type Run,
  reverseCost,
  shapeOf,
  sizeOf,
  totalCost,
  unitOf,
  type Value,
} from "../../core/index.ts";

/** Beyond this many edges in a graph, and in all sweeps together, nobody waits for a count. */
const MOST_EDGES = 12_000;
const MOST_VISITS = 300_000;

export interface WholeCosts {
  /** Null where there would be too much to count. */
  readonly forward: Cost | null;
  readonly reverse: Cost | null;
}

const known = new WeakMap<Graph, Map<string, Cost>>();

/** A count depends on the graph and on which entries of the seed are 0 or 1. */
function counted(graph: Graph, key: string, count: () => Cost): Cost | null {
  if (graph.edges.length > MOST_EDGES) return null;
  const ofGraph = known.get(graph) ?? new Map<string, Cost>();
  known.set(graph, ofGraph);
  const cost = ofGraph.get(key) ?? count();
  ofGraph.set(key, cost);
  return cost;
}

function written(value: Value): string {
  return typeof value === "number" ? String(value) : value.data.join();
}

/** What a sweep forward along a node takes; null where there would be too much to count. */
export function forwardSweepCost(graph: Graph, along: number, direction: Value): Cost | null {
  return counted(graph, `forward ${along} ${written(direction)}`, () => forwardCost(graph, along, direction));
}

/** What a sweep back from the output takes; null where there would be too much to count. */
export function reverseSweepCost(graph: Graph, seed: Value): Cost | null {
  return counted(graph, `reverse ${written(seed)}`, () => reverseCost(graph, seed));
}

/** What all derivatives take: forward, a sweep for each entry of the inputs; reverse, one for each of the output. */
export function wholeCosts(graph: Graph, run: Run, inputs: readonly number[]): WholeCosts {
  const output = run.values[graph.output] ?? 0;
  const entries = entriesOfNodes(run.values, inputs);
  const rows = sizeOf(shapeOf(output));
  const forward = (): Cost =>
    totalCost(
      entries.map(({ node, entry }) => forwardCost(graph, node, unitOf(run.values[node] ?? 0, entry))),
    );
  const reverse = (): Cost =>
    totalCost(Array.from({ length: rows }, (_, row) => reverseCost(graph, unitOf(output, row))));
  return {
    forward: entries.length * graph.edges.length > MOST_VISITS ? null : counted(graph, "forward", forward),
    reverse: rows * graph.edges.length > MOST_VISITS ? null : counted(graph, "reverse", reverse),
  };
}
