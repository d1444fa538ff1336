import { useEffect, useRef, useState } from "react";
import { type PlaqueMode, type SceneEdge, type SceneNode, strengthsOf } from "../../core/index.ts";
import { useChoice } from "../context.ts";
import type { Still } from "../derived/still.ts";
import { marksOf } from "./PartView.tsx";
import { currentBrushes, paintMarks } from "./paint.ts";
import type { Region } from "./region.ts";

/** In each frame, painting takes about so many milliseconds: the time is looked at after so many parts. */
const BUDGET = 9;
const SLICE = 40;
/** More pixels than this are drawn coarser. */
const MOST_PIXELS = 8_000_000;

interface FarCanvasProps {
  readonly still: Still;
  readonly mode: PlaqueMode;
  readonly region: Region;
  /** Pixels of the stage for each of the picture's. */
  readonly scale: number;
  readonly parts: readonly (SceneNode | SceneEdge)[];
}

/** A large picture from afar, as one image: the same marks, as much of each as can be seen. */
export function FarCanvas({ still, mode, region, scale, parts }: FarCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const theme = useChoice(({ theme, isPresenting }) => `${theme} ${isPresenting}`);
  const colours = useColours();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other colours are another picture
  useEffect(() => {
    const element = host.current;
    return element === null ? undefined : paint(element, still, mode, { region, scale }, parts);
  }, [still, mode, region, scale, parts, theme, colours]);
  return <div ref={host} className="layer far" aria-hidden="true" />;
}

/** Another number whenever the system's colours are others. */
function useColours(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) =>
      matchMedia(query),
    );
    const hear = (): void => setCount((known) => known + 1);
    for (const query of queries) query.addEventListener("change", hear);
    return () => {
      for (const query of queries) query.removeEventListener("change", hear);
    };
  }, []);
  return count;
}

/**
 * Paints in slices, beside what is there, and then takes its place; where there is nothing yet, before one's eyes.
 * Returns what calls it off.
 */
function paint(
  host: HTMLElement,
  still: Still,
  mode: PlaqueMode,
  { region, scale }: Pick<FarCanvasProps, "region" | "scale">,
  parts: readonly (SceneNode | SceneEdge)[],
): () => void {
  const [width, height] = [region.right - region.left, region.bottom - region.top];
  const sharp = scale * devicePixelRatio;
  const resolution = Math.min(sharp, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * resolution);
  canvas.height = Math.ceil(height * resolution);
  Object.assign(canvas.style, {
    position: "absolute",
    left: `${region.left}px`,
    top: `${region.top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  const context = canvas.getContext("2d");
  if (context === null) return () => undefined;
  context.setTransform(resolution, 0, 0, resolution, -region.left * resolution, -region.top * resolution);
  context.lineCap = "round";
  context.lineJoin = "round";
  const brushes = currentBrushes(host);
  // From afar, how strong the gradient is on an edge is all that can be told of it.
  const shown = { ...still, strengths: strengthsOf(still.run) };
  if (host.childElementCount === 0) host.append(canvas);
  let next = 0;
  const slice = (): void => {
    const began = performance.now();
    do {
      for (const part of parts.slice(next, next + SLICE))
        paintMarks(context, marksOf(shown, part, mode), scale, brushes);
      next += SLICE;
    } while (next < parts.length && performance.now() - began < BUDGET);
    if (next < parts.length) frame = requestAnimationFrame(slice);
    else host.replaceChildren(canvas);
  };
  let frame = requestAnimationFrame(slice);
  return () => cancelAnimationFrame(frame);
}
