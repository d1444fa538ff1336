import { type RefObject, useEffect } from "react";
import { useEdgewise } from "../context.ts";
import { isInput, partAt, togglePush } from "./toggle.ts";

/** Pushes an input of the graph for as long as a pointer is held on it. What moves before that is a drag as ever. */
export function useHold(stage: RefObject<HTMLElement | null>): void {
  const store = useEdgewise();
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    let release: (() => void) | null = null;
    // What follows a press comes after the first paint, which does not wait for it.
    let follow: typeof import("./hold.ts").hold = () => () => undefined;
    import("./hold.ts").then(
      ({ hold }) => {
        follow = hold;
      },
      () => undefined,
    );
    const press = (event: PointerEvent): void => {
      const part = partAt(event.target);
      release?.();
      if (!event.isPrimary || event.button !== 0 || !isInput(store, part)) return;
      release = follow(event, () => {
        if (store.getState().push?.input !== part) togglePush(store, part);
        return () => {
          if (store.getState().push?.input === part) togglePush(store, part);
        };
      });
    };
    element.addEventListener("pointerdown", press);
    return () => {
      release?.();
      element.removeEventListener("pointerdown", press);
    };
  }, [store, stage]);
}
