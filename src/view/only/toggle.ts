import { isEdge, partById } from "../../core/index.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { shownGraph } from "../derived/graphs.ts";

/** The node that somebody is at and that could be looked at alone; null where there is none. */
export function onlyCandidate(store: EdgewiseStore, id: string | null): string | null {
  const graph = shownGraph(store.getState());
  const part = graph === null || id === null ? undefined : partById(graph, id);
  return part === undefined || isEdge(part) ? null : part.id;
}

/** Shows only what affects a node or is affected by it; for the one that is shown so already, all again. */
export function toggleOnly(store: EdgewiseStore, id: string): void {
  const { only, choose } = store.getState();
  choose({ only: only === id ? null : id });
}
