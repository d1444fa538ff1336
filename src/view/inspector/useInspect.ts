import { type RefObject, useEffect } from "react";
import { useEdgewise } from "../context.ts";
import { fetchPart } from "../fetching.ts";
import { partAt } from "../push/toggle.ts";

/**
 * Opens the inspector on the part of the graph that is clicked; with Shift, picks a node to be folded. A drag of the
 * picture is no click.
 */
export function useInspect(stage: RefObject<HTMLElement | null>): void {
  const store = useEdgewise();
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const click = (event: MouseEvent): void => {
      const part = partAt(event.target);
      if (part === null || event.ctrlKey || event.metaKey) return;
      if (event.shiftKey) {
        void fetchPart(() => import("../grain/actions.ts")).then(({ togglePicked }) =>
          togglePicked(store, part),
        );
      } else {
        void fetchPart(() => import("./toggle.ts")).then(({ canInspect, toggleInspected }) => {
          if (canInspect(store, part)) toggleInspected(store, part);
        });
      }
    };
    element.addEventListener("click", click);
    return () => element.removeEventListener("click", click);
  }, [store, stage]);
}
