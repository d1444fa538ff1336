import { nearTo } from "./former.ts";
import type { Layout, LayoutInput } from "./graph.ts";
import { placeInLanes } from "./lanes.ts";
import { layoutGraph } from "./layout.ts";

/** More would take a minute to order and to place one by one, and nobody follows edges as long as that. */
const MOST_BENDS = 60_000;

/**
 * {@link layoutGraph} with all it can do: near to former places, and of any size; with more than `mostBends`, edges run in
 * lanes.
 */
export function layoutFully(input: LayoutInput, mostBends = MOST_BENDS): Layout {
  return layoutGraph(input, { mostBends, lanes: placeInLanes, nearTo });
}
