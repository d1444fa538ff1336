import { useMemo } from "react";
import { type Box, type Frame, productBox } from "../../core/index.ts";
import { useDerived } from "../context.ts";
import type { Still } from "../derived/still.ts";

/** What is drawn while nothing moves, as a frame. */
export function restingFrame(still: Still): Frame {
  return { ...still, picture: { settled: still.settled, moving: null }, mode: "all" };
}

/** Where the product of the step under way rests beside its edge; null where it has none. */
export function useProduct(): Box | null {
  const still = useDerived((all) => all.still);
  const step = useDerived(({ picture }) => picture.moving?.step ?? null);
  return useMemo(
    () => (still === null || step === null ? null : productBox(restingFrame(still), step)),
    [still, step],
  );
}
