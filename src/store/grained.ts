import {
  type carriedPlayhead,
  type Grain,
  type Graph,
  OPERATIONS,
  type Playhead,
  type simplifiedAtGrain,
} from "../core/index.ts";

interface GrainTool {
  readonly at: typeof simplifiedAtGrain;
  readonly carry: typeof carriedPlayhead;
}

// What folds and opens is fetched with the panels, or before anything is shown where an address asks for it.
let tool: GrainTool | null = null;

/** Gives the page what folds and opens graphs, and finds the playhead again in them. */
export function provideGrain(fetched: GrainTool): void {
  tool = fetched;
}

/** Whether a grain can be had as yet. */
export function hasGrain(grain: Grain): boolean {
  return tool !== null || grain.folded.length + grain.opened.size + grain.gathered.length === 0;
}

/** A graph with its shapes at a grain; at that of operations while another cannot be had. */
export function grained(graph: Graph, grain: Grain): Graph {
  return tool === null || grain === OPERATIONS ? graph : tool.at(graph, grain);
}

/** The playhead of one grain in another. */
export function carried(before: Graph, after: Graph, playhead: Playhead): Playhead {
  return tool === null ? playhead : tool.carry(before, after, playhead);
}
