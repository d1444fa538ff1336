import { isEdge, isOfTensors, partById } from "../../core/index.ts";
import type { Pointed } from "../../store/store.ts";
import { useChoice, useDerived } from "../context.ts";

/** The part that is looked into; null where there is none, or no longer. */
export function useInspected(): Pointed {
  const chosen = useChoice(({ inspected }) => inspected);
  // The answer alone is selected: the whole page asks, and must not be rendered anew for other numbers.
  return useDerived(({ graph, run }) => {
    if (chosen === null || !isOfTensors(run)) return null;
    const part = partById(graph, chosen.id);
    return part !== undefined && isEdge(part) === (chosen.kind === "edge") ? chosen : null;
  });
}
