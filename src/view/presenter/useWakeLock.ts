import { useEffect } from "react";

/** Keeps the screen from going dark; the browser releases the lock whenever the page is hidden. */
export function useWakeLock(): void {
  useEffect(() => {
    let isGone = false;
    let held: WakeLockSentinel | null = null;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== "visible") return;
      try {
        const lock = await navigator.wakeLock.request("screen");
        if (isGone) await lock.release();
        else held = lock;
      } catch {
        // Not every browser has it, and one that does may refuse: then the screen does as the system says.
      }
    };
    const onVisible = (): void => void ask();
    document.addEventListener("visibilitychange", onVisible);
    void ask();
    return () => {
      isGone = true;
      document.removeEventListener("visibilitychange", onVisible);
      void held?.release();
    };
  }, []);
}
