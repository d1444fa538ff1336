import { startTransition, useEffect, useState } from "react";

/** Calls back once what is there now has been painted; returns what calls it off. */
export function afterPaint(callback: () => void): () => void {
  // A task begun in a frame runs once that frame is painted, and before the next, which need not wait for it. With a
  // delay, however small, it comes after what the person has done meanwhile.
  let task: ReturnType<typeof setTimeout> | null = null;
  const frame = requestAnimationFrame(() => {
    task = setTimeout(() => {
      task = null;
      callback();
    }, 1);
  });
  return () => {
    cancelAnimationFrame(frame);
    if (task !== null) clearTimeout(task);
  };
}

/**
 * The value as it was in the frame painted last. What is made from it waits until what is made from the newest value can
 * be seen, and is then made in pieces that give way to whatever happens next.
 */
export function useAfterPaint<Value>(value: Value): Value {
  const [painted, setPainted] = useState(() => value);
  useEffect(() => afterPaint(() => startTransition(() => setPainted(() => value))), [value]);
  return painted;
}
