import { type Box, type Frame, productBox, type Scene, type Step } from "../../core/index.ts";
import { useDerived } from "../context.ts";
import type { Derived } from "../derived/derived.ts";
import type { Still } from "../derived/still.ts";

/** What is drawn while nothing moves, as a frame. */
export function restingFrame(still: Still): Frame {
  return { ...still, picture: { settled: still.settled, moving: null }, mode: "all" };
}

let known: { readonly scene: Scene; readonly step: Step; readonly box: Box | null } | null = null;

/** With the numbers there were when it was first asked for: who moves a slider does not move the camera. */
function productOf({ scene, still, picture: { moving } }: Derived): Box | null {
  if (moving === null) return null;
  const { step } = moving;
  if (known?.scene !== scene || known.step !== step)
    known = { scene, step, box: productBox(restingFrame(still), step) };
  return known.box;
}

/** Where the product of the step under way rests beside its edge; null where it has none. */
export function useProduct(): Box | null {
  return useDerived(productOf);
}
