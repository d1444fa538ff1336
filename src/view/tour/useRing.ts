import { type RefObject, useEffect } from "react";
import { type Box, placeCard } from "./placing.ts";

type Shown = RefObject<HTMLElement | null>;

/** Round what is shown, in pixels. */
const ROOM = 6;

/**
 * Keeps the ring round the element that a selector finds, and the card beside it, whatever moves them: the camera, a
 * layout, scrolling. The page has no one event for all these, so each frame looks where the element is.
 */
export function useRing(selector: string, ring: Shown, card: Shown): void {
  useEffect(() => {
    const found = document.querySelector(selector);
    // The graph is moved by its camera and not scrolled.
    (found?.closest(".graph-area") ?? found)?.scrollIntoView({ block: "nearest" });
    let seen = "";
    let frame = 0;
    const follow = (): void => {
      frame = requestAnimationFrame(follow);
      // Asked for anew: an element can be replaced while the tour is on.
      const box = document.querySelector(selector)?.getBoundingClientRect();
      if (box === undefined || ring.current === null || card.current === null) return;
      const { clientWidth: width, clientHeight: height } = document.documentElement;
      const own = card.current.getBoundingClientRect();
      const now = [box.left, box.top, box.width, box.height, width, height, own.width, own.height].join();
      if (now === seen) return;
      seen = now;
      const about = withRoom(box, { width, height });
      place(ring.current, about);
      place(card.current, placeCard(about, own, { width, height }));
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [selector, ring, card]);
}

/** A little larger than the element, and no larger than the window. */
function withRoom(box: Box, view: { readonly width: number; readonly height: number }): Box {
  const left = Math.max(2, box.left - ROOM);
  const top = Math.max(2, box.top - ROOM);
  const right = Math.min(view.width - 2, box.left + box.width + ROOM);
  const bottom = Math.min(view.height - 2, box.top + box.height + ROOM);
  return { left, top, width: right - left, height: bottom - top };
}

function place({ style }: HTMLElement, box: Partial<Box>): void {
  for (const [name, pixels] of Object.entries(box)) style.setProperty(name, `${pixels}px`);
}
