/** How long a press must last to be a push, in milliseconds, and how far it may slip meanwhile, in pixels. */
const HOLD = 350;
const SLIP = 8;

/** Follows one press; once it has lasted, `begin` is called, and what that returns when it ends. */
export function hold(from: PointerEvent, begin: () => () => void): () => void {
  let end: (() => void) | null = null;
  const listening = new AbortController();
  const release = (): void => {
    clearTimeout(timer);
    listening.abort();
    end?.();
    end = null;
  };
  const timer = setTimeout(() => {
    end = begin();
  }, HOLD);
  const moved = (event: PointerEvent): void => {
    const isFar = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > SLIP;
    if (end === null && isFar) release();
  };
  // While something is pushed, the picture under it is not to be dragged: these come before those who drag.
  const keep = (event: Event): void => {
    if (end !== null) event.stopImmediatePropagation();
  };
  const options = { capture: true, signal: listening.signal };
  addEventListener("pointermove", moved, options);
  addEventListener("mousemove", keep, options);
  addEventListener("touchmove", keep, options);
  for (const kind of ["pointerup", "pointercancel", "blur"]) addEventListener(kind, release, options);
  // A long press of a finger would open the browser's menu.
  addEventListener("contextmenu", (event) => event.preventDefault(), options);
  return release;
}
