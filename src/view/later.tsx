import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode } from "react";

/** A part of the page that is fetched when it is first shown. Where it cannot be fetched, `instead` stands there, and the page stays. */
export function later<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  instead: () => ReactNode = Unfetched,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(() => load().catch(() => ({ default: instead })));
}

function Unfetched() {
  return <p role="status">This part of the page could not be fetched. Reload the page to try again.</p>;
}
