import { startTransition, useEffect, useState } from "react";

/**
 * The value as it was in the frame painted last. What is made from it waits until what is made from the newest value can
 * be seen, and is then made in pieces that give way to whatever happens next.
 */
export function useAfterPaint<Value>(value: Value): Value {
  const [painted, setPainted] = useState(value);
  useEffect(() => {
    // A frame asked for within a frame begins when the first has been painted.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => startTransition(() => setPainted(() => value)));
    });
    return () => cancelAnimationFrame(frame);
  }, [value]);
  return painted;
}
