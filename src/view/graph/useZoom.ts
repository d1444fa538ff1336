import { select, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from "d3";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { Box, Scene } from "../../core/index.ts";
import { prefersStillness } from "../playback.ts";
import { between, followingView, type StageSize, type View, wholeView } from "./camera.ts";

/** How long the camera takes from one step to the next, in milliseconds. */
const GLIDE = 350;

type Stage = RefObject<HTMLDivElement | null>;

/**
 * Wheel, pinch and drag move the picture, as one CSS transform; a double click fits it. Until the person takes over,
 * the camera shows the whole graph or, where that could not be read, follows `focus`. Returns what fits the picture.
 */
export function useZoom(
  stage: Stage,
  picture: Stage,
  bounds: Scene["bounds"] | null,
  focus: Box | null,
  size: StageSize,
): () => void {
  const behaviour = useRef<ZoomBehavior<HTMLDivElement, unknown> | null>(null);
  const isFollowing = useRef(true);
  const shownBounds = useRef<Scene["bounds"] | null>(null);
  const glide = useRef(0);

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const zooming = zoom<HTMLDivElement, unknown>()
      .scaleExtent([0.05, 6])
      .on("start", () => picture.current?.classList.add("is-zooming"))
      .on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: unknown }) => {
        if (sourceEvent) {
          isFollowing.current = false;
          cancelAnimationFrame(glide.current);
        }
        const { x, y, k } = transform;
        if (picture.current) picture.current.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
      })
      // At rest the picture is drawn anew at its size, sharp.
      .on("end", () => picture.current?.classList.remove("is-zooming"));
    behaviour.current = zooming;
    select(element).call(zooming);
    return () => {
      select(element).on(".zoom", null);
    };
  }, [stage, picture]);

  const show = useCallback(
    ({ x, y, scale }: View) => {
      const element = stage.current;
      if (element !== null && behaviour.current !== null) {
        select(element).call(behaviour.current.transform, zoomIdentity.translate(x, y).scale(scale));
      }
    },
    [stage],
  );

  const glideTo = useCallback(
    (to: View) => {
      const element = stage.current;
      cancelAnimationFrame(glide.current);
      if (element === null || prefersStillness()) return show(to);
      const { x, y, k } = zoomTransform(element);
      const from = { x, y, scale: k };
      let began: number | null = null;
      const frame = (now: number): void => {
        began ??= now;
        const fraction = Math.min(1, (now - began) / GLIDE);
        show(between(from, to, fraction));
        if (fraction < 1) glide.current = requestAnimationFrame(frame);
      };
      glide.current = requestAnimationFrame(frame);
    },
    [stage, show],
  );

  useEffect(() => {
    if (bounds === null || size.width === 0) return;
    // A new graph is seen from where it can be read, whatever part of the old one was looked at.
    const isNew = shownBounds.current !== bounds;
    shownBounds.current = bounds;
    if (isNew) isFollowing.current = true;
    if (!isFollowing.current) return;
    const view = followingView(bounds, size, focus);
    if (isNew) show(view);
    else glideTo(view);
  }, [bounds, focus, size, show, glideTo]);

  const fit = useCallback(() => {
    if (bounds === null) return;
    isFollowing.current = false;
    glideTo(wholeView(bounds, size));
  }, [bounds, size, glideTo]);

  useEffect(() => {
    if (stage.current !== null) select(stage.current).on("dblclick.zoom", fit);
  }, [stage, fit]);

  return fit;
}
