import { useEffect, useId, useRef } from "react";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import type { Camera } from "../graph/useZoom.ts";
import { withCode } from "../panels/withCode.tsx";
import { TOUR } from "./moves.ts";
import { STOPS } from "./stops.ts";
import { useRing } from "./useRing.ts";
import "./tour.css";

/** The stop of the tour that is shown: a ring round the page's own element, and a card beside it. */
export default function Tour({ camera }: { readonly camera: { readonly current: Camera } }) {
  const store = useEdgewise();
  const at = useChoice(({ tour }) => (tour === null || tour === "offered" ? 0 : tour.at));
  const all = useDerived((everything) => everything);
  const ring = useRef<HTMLDivElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const [title, words] = [useId(), useId()];
  const stop = STOPS[at];
  const selector = stop?.selector(all) ?? "";
  useGivenBack(camera);
  useRing(selector, ring, card);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each stop the card is what is read out
  useEffect(() => card.current?.focus({ preventScroll: true }), [at]);
  if (stop === undefined) return null;
  const isLast = at === STOPS.length - 1;
  return (
    <>
      <div className="tour-ring" ref={ring} aria-hidden="true" />
      <div
        className="tour-card"
        ref={card}
        role="dialog"
        aria-labelledby={title}
        aria-describedby={words}
        tabIndex={-1}
      >
        <h2 id={title}>
          {stop.title}{" "}
          <span>
            {at + 1} of {STOPS.length}
          </span>
        </h2>
        <p id={words}>{withCode(stop.words)}</p>
        <div className="tour-buttons">
          {!isLast && (
            <button type="button" className="is-quiet" onClick={() => TOUR.end(store)}>
              Skip the tour
            </button>
          )}
          {at > 0 && (
            <button type="button" onClick={() => TOUR.back(store)}>
              Back
            </button>
          )}
          <button type="button" className="is-next" onClick={() => TOUR.next(store)}>
            {isLast ? "Done" : "Next"}
          </button>
        </div>
      </div>
    </>
  );
}

/** When the tour is over, what had the focus has it again, and page and picture are as they were. */
function useGivenBack(camera: { readonly current: Camera }): void {
  useEffect(() => {
    const lookBack = camera.current.keep();
    const focused = document.activeElement;
    const scrolled = [document.documentElement, ...document.querySelectorAll(".side")].map(
      (element) => [element, element.scrollTop] as const,
    );
    return () => {
      for (const [element, top] of scrolled) element.scrollTop = top;
      lookBack();
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    };
  }, [camera]);
}
