import { type RefObject, useEffect } from "react";
import { flushSync } from "react-dom";
import type { Scene } from "../../core/index.ts";
import { useEdgewise } from "../context.ts";
import { point } from "../pointing/about.ts";
import { partUnder } from "./hits.ts";
import type { Looking } from "./looking.ts";
import { idOf } from "./PartView.tsx";

/** So many pixels of the stage beside a part still are the part: from afar it may be smaller than a pointer's tip. */
const REACH = 4;

/**
 * Points at what is under the pointer where the picture is painted. What is pointed at is a part like any other, which
 * comes to stand under the pointer: whatever is done there then is done to that.
 */
export function useFarPointing(
  inside: RefObject<HTMLElement | null>,
  scene: Scene,
  looking: { readonly current: Looking },
  isPainted: boolean,
): void {
  const store = useEdgewise();
  useEffect(() => {
    const stage = inside.current?.closest<HTMLElement>(".stage");
    if (stage == null || !isPainted) return;
    const listening = new AbortController();
    const { signal } = listening;
    const under = ({ clientX, clientY }: MouseEvent): string | null => {
      const { left, top } = stage.getBoundingClientRect();
      const { x, y, scale } = looking.current.view;
      const place = { x: (clientX - left - x) / scale, y: (clientY - top - y) / scale };
      const part = partUnder(scene, place, REACH / scale);
      return part === null ? null : idOf(part);
    };
    const isOnPart = ({ target }: Event): boolean =>
      target instanceof Element && target.closest("[data-node], [data-edge]") !== null;
    stage.addEventListener(
      "pointermove",
      (event) => {
        // While a button is down, the picture is being moved.
        if (event.buttons !== 0 || isOnPart(event)) return;
        const id = under(event);
        point(store, "pointer", id === null ? [] : [id]);
      },
      { signal },
    );
    stage.addEventListener(
      "click",
      (event) => {
        if (isOnPart(event)) return;
        const id = under(event);
        if (id === null) return;
        // A finger has not pointed at it before.
        flushSync(() => point(store, "pointer", [id]));
        const escaped = CSS.escape(id);
        const part = stage.querySelector(`[data-node="${escaped}"], [data-edge="${escaped}"]`);
        const { clientX, clientY, ctrlKey, metaKey, shiftKey } = event;
        const init = { bubbles: true, cancelable: true, clientX, clientY, ctrlKey, metaKey, shiftKey };
        part?.dispatchEvent(new MouseEvent("click", init));
      },
      { signal },
    );
    return () => listening.abort();
  }, [inside, scene, looking, isPainted, store]);
}
