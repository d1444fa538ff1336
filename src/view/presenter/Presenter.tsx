import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useEffect } from "react";
import { useChoice, useEdgewise } from "../context.ts";
import { GrowingFormula } from "./GrowingFormula.tsx";
import { noteScene, PRESENTER } from "./moves.ts";
import { Spotlight } from "./Spotlight.tsx";
import { useIdlePointer } from "./useIdlePointer.ts";
import { useWakeLock } from "./useWakeLock.ts";
import "./presenter.css";

/** What the presenter's view has beside the graph: the formula as it grows, and three buttons for a mouse or a finger. */
export default function Presenter() {
  const store = useEdgewise();
  const hasSpotlight = useChoice((choices) => choices.hasSpotlight);
  useWakeLock();
  useIdlePointer();
  useScene();
  return (
    <>
      <h1 className="spoken">The presenter’s view</h1>
      <GrowingFormula />
      <div className="presenter-buttons">
        <button type="button" aria-label="Previous beat" onClick={() => PRESENTER.previousBeat(store)}>
          <ChevronLeft aria-hidden="true" />
        </button>
        <button type="button" aria-label="Next beat" onClick={() => PRESENTER.nextBeat(store)}>
          <ChevronRight aria-hidden="true" />
        </button>
        <button type="button" aria-label="Leave the presentation" onClick={() => PRESENTER.leave(store)}>
          <X aria-hidden="true" />
        </button>
      </div>
      {hasSpotlight && <Spotlight />}
    </>
  );
}

/** Where the presentation begins, and where playing on has brought it. */
function useScene(): void {
  const store = useEdgewise();
  useEffect(() => {
    noteScene(store);
    return store.subscribe((now, before) => {
      if (before.goal === "end" && now.goal === null) noteScene(store);
    });
  }, [store]);
}
