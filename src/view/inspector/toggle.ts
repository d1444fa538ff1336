import { insideOf, isEdge, partById } from "../../core/index.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { shownGraph } from "../derived/graphs.ts";

/** Whether there is something to look into: in a program of single numbers, the picture says all of it. */
export function canInspect(store: EdgewiseStore, part: string | null): boolean {
  if (part === null) return false;
  const graph = shownGraph(store.getState());
  const found = graph === null ? undefined : partById(graph, part);
  if (graph === null || found === undefined) return false;
  return graph.shapes !== null || insideOf(graph, isEdge(found) ? found.to : found.index) !== null;
}

/** Opens the inspector on a part of the graph, by its id, and perhaps on one entry; closes it where it is open on that. */
export function toggleInspected(store: EdgewiseStore, id: string, entry?: number): void {
  const { inspected, choose } = store.getState();
  const graph = shownGraph(store.getState());
  const part = graph === null ? undefined : partById(graph, id);
  if (part === undefined) return;
  const kind = isEdge(part) ? "edge" : "node";
  const isOpen = inspected?.id === id && inspected.kind === kind && inspected.entry === entry;
  choose({ inspected: isOpen ? null : entry === undefined ? { kind, id } : { kind, id, entry } });
}
