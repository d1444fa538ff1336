import { select, type ZoomBehavior, zoom, zoomIdentity } from "d3";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { Scene } from "../../core/index.ts";

const MARGIN = 36;
/** A small graph is not blown up beyond this. */
const LARGEST_FIT = 1.5;

export interface StageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Wheel, pinch and drag move the picture, as one CSS transform; a double click fits it. It is fitted by itself until
 * the person takes over, and again for a new graph.
 */
export function useZoom(
  stage: RefObject<HTMLDivElement | null>,
  picture: RefObject<HTMLDivElement | null>,
  bounds: Scene["bounds"] | null,
  size: StageSize,
): () => void {
  const behaviour = useRef<ZoomBehavior<HTMLDivElement, unknown> | null>(null);
  const isFitted = useRef(true);

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const zooming = zoom<HTMLDivElement, unknown>()
      .scaleExtent([0.05, 6])
      .on("start", () => picture.current?.classList.add("is-zooming"))
      .on("zoom", ({ transform, sourceEvent }) => {
        if (sourceEvent) isFitted.current = false;
        const { x, y, k } = transform;
        if (picture.current) picture.current.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
      })
      // At rest the picture is drawn anew at its size, sharp.
      .on("end", () => picture.current?.classList.remove("is-zooming"));
    behaviour.current = zooming;
    select(element).call(zooming).on("dblclick.zoom", null);
    return () => {
      select(element).on(".zoom", null);
    };
  }, [stage, picture]);

  const fit = useCallback(() => {
    const element = stage.current;
    const zooming = behaviour.current;
    if (element === null || zooming === null || bounds === null || size.width === 0) return;
    const across = (size.width - 2 * MARGIN) / Math.max(1, bounds.width);
    const down = (size.height - 2 * MARGIN) / Math.max(1, bounds.height);
    const scale = Math.min(across, down, LARGEST_FIT);
    const x = size.width / 2 - scale * (bounds.x + bounds.width / 2);
    const y = size.height / 2 - scale * (bounds.y + bounds.height / 2);
    isFitted.current = true;
    select(element).call(zooming.transform, zoomIdentity.translate(x, y).scale(scale));
  }, [stage, bounds, size]);

  useEffect(() => {
    if (isFitted.current) fit();
  }, [fit]);

  // A new graph is seen whole, whatever part of the old one was looked at.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the graph's own change counts here
  useEffect(fit, [bounds]);

  return fit;
}
