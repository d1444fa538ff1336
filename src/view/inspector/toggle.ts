import { type RefObject, useEffect } from "react";
import { insideOf, isEdge, isOfTensors, partById } from "../../core/index.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { useEdgewise } from "../context.ts";
import { derived } from "../derived.ts";
import { togglePicked } from "../grain/actions.ts";
import { partAt } from "../push/toggle.ts";

/** Whether there is something to look into: in a program of single numbers, the picture says all of it. */
export function canInspect(store: EdgewiseStore, part: string | null): boolean {
  if (part === null) return false;
  // Which way the graph is drawn does not matter.
  const all = derived(store.getState(), "right");
  const found = all && partById(all.graph, part);
  if (all === null || found === undefined || found === null) return false;
  return isOfTensors(all.run) || insideOf(all.graph, isEdge(found) ? found.to : found.index) !== null;
}

/** Opens the inspector on a part of the graph, by its id; closes it where it is open on that part. */
export function toggleInspected(store: EdgewiseStore, id: string): void {
  const { inspected, choose } = store.getState();
  const graph = derived(store.getState(), "right")?.graph;
  const part = graph && partById(graph, id);
  if (part === undefined) return;
  const kind = isEdge(part) ? "edge" : "node";
  choose({ inspected: inspected?.id === id && inspected.kind === kind ? null : { kind, id } });
}

/** Opens the inspector on the part of the graph that is clicked; with Shift, picks a node to be folded. A drag of the picture is no click. */
export function useInspect(stage: RefObject<HTMLElement | null>): void {
  const store = useEdgewise();
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const click = (event: MouseEvent): void => {
      const part = partAt(event.target);
      if (part !== null && event.shiftKey) togglePicked(store, part);
      else if (part !== null && canInspect(store, part)) toggleInspected(store, part);
    };
    element.addEventListener("click", click);
    return () => element.removeEventListener("click", click);
  }, [store, stage]);
}
