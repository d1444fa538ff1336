import type { Graph } from "../graph/graph.ts";
import { operandsOf } from "./pace.ts";
import type { Moving } from "./playhead.ts";

/** The operand whose turn it is to come, where they come one after the other; null where none does. */
export function turnAt(graph: Graph, moving: Moving | null): number | null {
  if (moving === null || moving.step.phase !== "forward") return null;
  const { step, beat, progress } = moving;
  const count = operandsOf(graph, step.node);
  return beat > 0 || count === 0 ? null : Math.min(count - 1, Math.floor(progress * count));
}
