import { useEffect } from "react";

/** After so many milliseconds without a move the pointer and the buttons are out of the way. */
const IDLE = 3000;

/** Says on the document's root whether the pointer rests (`data-pointer="idle"`); the stylesheet hides what only disturbs then. */
export function useIdlePointer(): void {
  useEffect(() => {
    const root = document.documentElement;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = (): void => {
      root.dataset.pointer = "idle";
    };
    const wake = (): void => {
      delete root.dataset.pointer;
      clearTimeout(timer);
      timer = setTimeout(rest, IDLE);
    };
    wake();
    document.addEventListener("pointermove", wake);
    document.addEventListener("pointerdown", wake);
    return () => {
      document.removeEventListener("pointermove", wake);
      document.removeEventListener("pointerdown", wake);
      clearTimeout(timer);
      delete root.dataset.pointer;
    };
  }, []);
}
