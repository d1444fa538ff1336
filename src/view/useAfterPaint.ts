import { startTransition, useEffect, useState } from "react";

/** Calls back once what is there now has been painted; returns what calls it off. */
export function afterPaint(callback: () => void): () => void {
  // A frame asked for within a frame begins when the first has been painted.
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(callback);
  });
  return () => cancelAnimationFrame(frame);
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
