import { useEffect, useRef, useState } from "react";
import type { Scene } from "../../core/index.ts";
import { useChoice, useDerived } from "../context.ts";
import { layouts } from "../derived/places.ts";
import type { Still } from "../derived/still.ts";
import type { GLIDING, Glide } from "./gliding.ts";

/** How long nodes take into the one they are folded into, or out of it, or to their places after an edit, in ms. */
const GLIDE = 450;
// Fetched after the first paint: until then pictures change at once.
let gliding: typeof GLIDING | null = null;

/**
 * The still picture, and for a moment after the grain has changed the finer of both pictures on its way: nodes move
 * into the one that stands for them, or out of it. After an edit of the text the new picture is on its way: what was
 * there before comes from where it was seen last, and what is new stands in its place.
 */
export function useGlide(): { readonly still: Still | null; readonly isGliding: boolean } {
  const still = useDerived((all) => all.still);
  const grain = useChoice((choices) => choices.grain);
  const text = useChoice(({ goodText }) => goodText);
  // The backward graph stands in the forward graph's places, and does not glide.
  const isAlone = useChoice(({ isBackwardShown }) => !isBackwardShown);
  const before = useRef({ still, grain, text });
  const shown = useRef<Scene | null>(null);
  const glide = useRef<Glide | null>(null);
  const [share, setShare] = useState(1);
  useEffect(() => {
    import("./gliding.ts").then(
      ({ GLIDING: fetched, LATER }) => {
        gliding = fetched;
        layouts.later = LATER;
      },
      () => undefined,
    );
  }, []);
  const known = before.current;
  if (known.grain !== grain || known.still?.scene !== still?.scene) {
    if (known.grain !== grain)
      glide.current = known.text === text && gliding ? gliding.glideBetween(known.still, still) : null;
    else
      glide.current =
        known.text !== text && isAlone && gliding ? gliding.glideAfterEdit(shown.current, still) : null;
    // The text that this picture is of: a large graph's comes later than its text.
    before.current = { still, grain, text };
  }
  const current = glide.current;
  useEffect(() => {
    if (current === null) return;
    let began: number | null = null;
    const step = (now: number): void => {
      began ??= now;
      const next = Math.min(1, (now - began) / GLIDE);
      if (next === 1) glide.current = null;
      setShare(next);
      if (next < 1) frame = requestAnimationFrame(step);
    };
    let frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [current]);
  if (current === null || gliding === null) {
    shown.current = still?.scene ?? null;
    return { still, isGliding: false };
  }
  const scene = gliding.sceneAt(current, share);
  shown.current = scene;
  const latest = still?.scene === current.finer.scene ? still : current.finer;
  return { still: { ...latest, scene }, isGliding: true };
}
