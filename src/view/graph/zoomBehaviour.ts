import { select, type ZoomTransform, zoom, zoomIdentity } from "d3";
import type { View } from "./camera.ts";

/** Wheel, pinch and drag on an element. */
export interface ZoomBehaviour {
  /** Tells it of a view that did not come from the person. */
  set(view: View): void;
  detach(): void;
}

interface ZoomListeners {
  /** The person has begun; views that {@link ZoomBehaviour.set} brings neither begin nor end. */
  readonly onStart: () => void;
  /** `isByPerson` is false for a view that {@link ZoomBehaviour.set} has brought. */
  readonly onView: (view: View, isByPerson: boolean) => void;
  readonly onEnd: () => void;
  readonly onDoubleClick: () => void;
}

/** Attaches d3-zoom: it listens by itself, since React's wheel listener is passive. */
export function attachZoom(element: HTMLElement, listeners: ZoomListeners): ZoomBehaviour {
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([0.05, 6])
    // Nothing here depends on it, and asking the element for its size would lay the page out in the midst of a change.
    .extent([
      [0, 0],
      [1, 1],
    ])
    .on("start", ({ sourceEvent }: { sourceEvent: unknown }) => sourceEvent && listeners.onStart())
    .on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: unknown }) => {
      const { x, y, k } = transform;
      listeners.onView({ x, y, scale: k }, Boolean(sourceEvent));
    })
    .on("end", ({ sourceEvent }: { sourceEvent: unknown }) => sourceEvent && listeners.onEnd());
  const selection = select(element);
  selection.call(behaviour).on("dblclick.zoom", listeners.onDoubleClick);
  return {
    set: ({ x, y, scale }) => selection.call(behaviour.transform, zoomIdentity.translate(x, y).scale(scale)),
    detach: () => selection.on(".zoom", null),
  };
}
