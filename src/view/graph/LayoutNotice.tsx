import { useContext } from "react";
import { DirectionContext, useChoice } from "../context.ts";
import { derived } from "../derived/derived.ts";
import { layouts } from "../derived/places.ts";

/** Says that a large graph is being laid out; until then the one before it stays. */
export function LayoutNotice() {
  const direction = useContext(DirectionContext);
  const isPending = useChoice((choices) => {
    // What is pending follows from what is asked for.
    derived(choices, direction);
    return layouts.isPending;
  });
  return (
    <p className={isPending ? "layout-notice" : "layout-notice is-over"} role="status">
      {isPending ? "Laying out the graph…" : ""}
    </p>
  );
}
