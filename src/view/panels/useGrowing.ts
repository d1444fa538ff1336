import { startTransition, useEffect, useState } from "react";
import { afterPaint } from "../useAfterPaint.ts";

/**
 * How many items of a long list are there by now: some at once, as many more after each paint until all are. So a page
 * with hundreds of them opens without standing still, and soon has every one.
 */
export function useGrowing(count: number, step: number): number {
  const [shown, setShown] = useState(step);
  // Of a shorter list as many: the next long one begins anew.
  const most = Math.max(step, Math.ceil(count / step) * step);
  if (shown > most) setShown(most);
  useEffect(() => {
    if (shown >= count) return undefined;
    return afterPaint(() => startTransition(() => setShown((known) => known + step)));
  }, [shown, count, step]);
  return Math.min(shown, most);
}
