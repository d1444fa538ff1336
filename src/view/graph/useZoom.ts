import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { Focus, Scene } from "../../core/index.ts";
import { fetchPart } from "../fetching.ts";
import { prefersStillness } from "../playback.ts";
import { between, followingView, isSameView, type StageSize, type View, wholeView } from "./camera.ts";
import type { ZoomBehaviour } from "./zoomBehaviour.ts";

/** How long the camera takes from one step to the next, in milliseconds, and how it sets out and arrives: as `between` has it. */
const GLIDE = 350;
const EASING = "cubic-bezier(0.3333, 0, 0.6667, 1)";

/** What can be asked of the camera. */
export interface Camera {
  /** Shows the whole picture. */
  readonly fit: () => void;
  /** Goes to a part of the picture; null follows the steps again, whatever the person has looked at since. */
  readonly look: (at: Focus | null) => void;
  /** Remembers the view, and whether it follows the steps; what is returned brings both back, in the same picture. */
  readonly keep: () => () => void;
}

type Stage = RefObject<HTMLDivElement | null>;

/**
 * Wheel, pinch and drag move the picture, as one CSS transform; a double click fits it. Until the person takes over,
 * the camera shows the whole graph or, where that could not be read, follows `focus`. `onView` hears of every view, and
 * whether the picture is still on the move. `least` is the scale from which on all can be read on a projector; 0 on the page.
 */
export function useZoom(
  stage: Stage,
  picture: Stage,
  bounds: Scene["bounds"] | null,
  focus: Focus | null,
  size: StageSize,
  onView: (view: View, size: StageSize, isMoving: boolean) => void,
  isGliding: boolean,
  least: number,
): Camera {
  const behaviour = useRef<ZoomBehaviour | null>(null);
  const current = useRef<View>({ x: 0, y: 0, scale: 1 });
  const isFollowing = useRef(true);
  const shownBounds = useRef<Scene["bounds"] | null>(null);
  const stageSize = useRef(size);
  stageSize.current = size;
  const glide = useRef(0);
  const flight = useRef<Animation | null>(null);
  const isMoving = useRef(false);
  const fitNow = useRef<() => void>(() => {});

  const place = useCallback(
    (view: View) => {
      current.current = view;
      if (picture.current !== null && flight.current === null)
        picture.current.style.transform = transformOf(view);
      onView(view, stageSize.current, isMoving.current);
    },
    [picture, onView],
  );

  const stopGlide = useCallback(() => {
    cancelAnimationFrame(glide.current);
    if (flight.current === null || picture.current === null) return;
    flight.current.cancel();
    flight.current = null;
    picture.current.style.transform = transformOf(current.current);
  }, [picture]);

  // What listens to the person's hands comes after the first paint, which does not wait for it.
  // Without it, the camera still follows the steps.
  useEffect(() => {
    let isGone = false;
    void fetchPart(() => import("./zoomBehaviour.ts")).then(({ attachZoom }) => {
      if (isGone || stage.current === null) return;
      behaviour.current = attachZoom(stage.current, {
        onStart: () => picture.current?.classList.add("is-zooming"),
        onView: (view, isByPerson) => {
          if (isByPerson) {
            isFollowing.current = false;
            isMoving.current = true;
            stopGlide();
          }
          place(view);
        },
        // At rest the picture is drawn anew at its size, sharp.
        onEnd: () => {
          picture.current?.classList.remove("is-zooming");
          isMoving.current = false;
          place(current.current);
        },
        onDoubleClick: () => fitNow.current(),
      });
      behaviour.current.set(current.current);
    });
    return () => {
      isGone = true;
      behaviour.current?.detach();
    };
  }, [stage, picture, place, stopGlide]);

  const show = useCallback(
    (view: View) => {
      if (behaviour.current === null) place(view);
      else behaviour.current.set(view);
    },
    [place],
  );

  const jumpTo = useCallback(
    (to: View) => {
      stopGlide();
      isMoving.current = false;
      show(to);
    },
    [show, stopGlide],
  );

  const glideTo = useCallback(
    (to: View) => {
      if (prefersStillness() || isSameView(current.current, to)) {
        jumpTo(to);
        return;
      }
      stopGlide();
      const from = current.current;
      let began: number | null = null;
      const frame = (now: number): void => {
        if (began === null) {
          began = now;
          // The browser moves the picture by itself; where it is by now is only told.
          const ways = { transform: [from, to].map(transformOf) };
          flight.current =
            picture.current?.animate(ways, { duration: GLIDE, easing: EASING, fill: "forwards" }) ?? null;
          // Else it would begin when the browser is ready, and not be over in time.
          if (flight.current !== null) flight.current.startTime = document.timeline.currentTime;
        }
        const fraction = Math.min(1, (now - began) / GLIDE);
        if (fraction === 1) {
          jumpTo(to);
          return;
        }
        isMoving.current = true;
        show(between(from, to, fraction));
        glide.current = requestAnimationFrame(frame);
      };
      glide.current = requestAnimationFrame(frame);
    },
    [show, jumpTo, stopGlide, picture],
  );

  useEffect(() => {
    if (bounds === null || size.width === 0) return;
    // A new graph is seen from where it can be read, whatever part of the old one was looked at.
    const isNew = shownBounds.current !== bounds;
    shownBounds.current = bounds;
    if (isNew) isFollowing.current = true;
    if (!isFollowing.current) {
      onView(current.current, size, false);
      return;
    }
    const view = followingView(bounds, size, focus, least);
    // Where the nodes themselves are on their way, the camera goes with them.
    if (isNew && !isGliding) jumpTo(view);
    else glideTo(view);
  }, [bounds, focus, size, jumpTo, glideTo, onView, isGliding, least]);

  const fit = useCallback(() => {
    if (bounds === null) return;
    isFollowing.current = false;
    glideTo(wholeView(bounds, size, least));
  }, [bounds, size, glideTo, least]);
  fitNow.current = fit;
  const look = useCallback(
    (at: Focus | null) => {
      isFollowing.current = at === null;
      if (bounds !== null) glideTo(followingView(bounds, size, at ?? focus, least));
    },
    [bounds, focus, size, glideTo, least],
  );

  const keep = useCallback(() => {
    const [view, follows, picture] = [current.current, isFollowing.current, shownBounds.current];
    return () => {
      if (shownBounds.current !== picture) return;
      isFollowing.current = follows;
      glideTo(view);
    };
  }, [glideTo]);

  return { fit, look, keep };
}

function transformOf({ x, y, scale }: View): string {
  return `translate(${x}px, ${y}px) scale(${scale})`;
}
