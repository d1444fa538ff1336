import { useChoice } from "../context.ts";

/** Says that the graph is an older one, while the text cannot be read. */
export function StaleNotice() {
  const isStale = useChoice(({ text, goodText }) => text !== goodText && goodText !== "");
  return isStale ? (
    <p className="stale-notice">This is the graph of the last program that could be read.</p>
  ) : null;
}
