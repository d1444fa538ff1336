import { insideOf, isEdge, isOfTensors, partById } from "../../core/index.ts";
import type { Inspected } from "../../store/store.ts";
import { useChoice, useDerived } from "../context.ts";

/** The part that is looked into; null where there is none, or no longer. */
export function useInspected(): Inspected {
  const chosen = useChoice(({ inspected }) => inspected);
  const graph = useDerived((all) => all.graph);
  const run = useDerived((all) => all.run);
  if (chosen === null || graph === null || run === null) return null;
  const part = partById(graph, chosen.id);
  if (part === undefined) return null;
  if (!isOfTensors(run) && insideOf(graph, isEdge(part) ? part.to : part.index) === null) return null;
  return isEdge(part) === (chosen.kind === "edge") ? chosen : null;
}
