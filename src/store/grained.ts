import { type Grain, type Graph, OPERATIONS, type simplifiedAtGrain } from "../core/index.ts";

// What folds and opens is fetched with the panels, or before anything is shown where an address asks for it.
let tool: typeof simplifiedAtGrain | null = null;

/** Gives the page what folds and opens graphs. */
export function provideGrain(fetched: typeof simplifiedAtGrain): void {
  tool = fetched;
}

/** Whether a grain can be had as yet. */
export function hasGrain(grain: Grain): boolean {
  return tool !== null || (grain.folded.length === 0 && grain.opened.size === 0);
}

/** A graph with its shapes at a grain; at that of operations while another cannot be had. */
export function grained(graph: Graph, grain: Grain): Graph {
  return tool === null || grain === OPERATIONS ? graph : tool(graph, grain);
}
