import { insideOf, isEdge, isOfTensors, partById } from "../../core/index.ts";
import type { Inspected } from "../../store/store.ts";
import { useChoice, useDerived } from "../context.ts";

/** The part that is looked into; null where there is none, or no longer. */
export function useInspected(): Inspected {
  const chosen = useChoice(({ inspected }) => inspected);
  // The answer alone is selected: the whole page asks, and must not be rendered anew for other numbers.
  return useDerived(({ graph, run }) => {
    const part = chosen === null ? undefined : partById(graph, chosen.id);
    if (chosen === null || part === undefined) return null;
    if (!isOfTensors(run) && insideOf(graph, isEdge(part) ? part.to : part.index) === null) return null;
    return isEdge(part) === (chosen.kind === "edge") ? chosen : null;
  });
}
