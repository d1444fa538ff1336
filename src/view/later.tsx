import { type ComponentType, type LazyExoticComponent, lazy, memo } from "react";
import { fetchPart, tryAgain, useIsMissing } from "./fetching.ts";
import { afterPaint } from "./useAfterPaint.ts";

/** The parts of the page that come later, in the order in which they are met. */
export const LATER = new Set<() => Promise<unknown>>();

let begin: () => void = () => undefined;
const isPainted = new Promise<void>((resolve) => {
  begin = resolve;
});

/** To be told when the page is about to be painted with its graph: parts that come later do not hold that up. */
export function fetchOncePainted(): void {
  // Nothing is painted of a page in the background.
  if (document.hidden) begin();
  else afterPaint(begin);
}

/**
 * A part of the page that is fetched when it is first shown, or before that when there is time. Until it has come, the
 * `Suspense` around it shows what stands in for it. It is rendered anew only with other properties.
 */
export function later<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  LATER.add(load);
  return lazy(async () => {
    await isPainted;
    const { default: Part } = await fetchPart(load);
    return { default: memo(Part) };
  });
}

/** Stands where a part of the page will be. */
export function Coming() {
  const isMissing = useIsMissing();
  return (
    <p className="loading" role="status">
      {isMissing ? "This part of the page could not be fetched. " : "Loading …"}
      {isMissing && (
        <button type="button" onClick={tryAgain}>
          Try again
        </button>
      )}
    </p>
  );
}
