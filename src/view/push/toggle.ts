import { isEdge, partById } from "../../core/index.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { shownGraph } from "../derived/graphs.ts";

/** Pushes an input, by its id; ends the push of that same input. */
export function togglePush(store: EdgewiseStore, input: string): void {
  const { push, choose } = store.getState();
  // What plays stops here: one thing at a time moves.
  choose({ goal: null });
  choose({ push: push?.input === input ? null : { input, delta: null } });
}

/** The id of the graph's part in which something happened, of an input for its copy; null outside the graph. */
export function partAt(target: EventTarget | null): string | null {
  const part =
    target instanceof Element ? target.closest<SVGElement>("[role=graphics-symbol], .ghost") : null;
  const { about, node, edge } = part?.dataset ?? {};
  return about ?? node ?? edge ?? null;
}

/** Whether a part of the graph is an input. */
export function isInput(store: EdgewiseStore, part: string | null): part is string {
  const graph = shownGraph(store.getState());
  if (graph === null || part === null || graph.shapes !== null) return false;
  const found = partById(graph, part);
  return found !== undefined && !isEdge(found) && found.kind === "input";
}
