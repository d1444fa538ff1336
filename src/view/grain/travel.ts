import { carried } from "../../store/grained.ts";
import type { Choices, EdgewiseStore } from "../../store/store.ts";
import { graphsOf } from "../derived/graphs.ts";

/** Goes back in the history, or forth again. Where that changes the grain alone, the playhead stays at what it shows. */
export function travel(store: EdgewiseStore, way: "undo" | "redo"): void {
  const before = store.getState();
  before[way]();
  const after = store.getState();
  if (after.grain !== before.grain && after.text === before.text && after.values === before.values)
    after.choose(carriedTo(before, after));
}

/** What goes with another grain. */
export function carriedTo(
  before: Choices,
  after: Choices,
): Pick<Choices, "playhead" | "goal" | "picked" | "push"> {
  const [from, to] = [graphsOf(before)?.graph, graphsOf(after)?.graph];
  const { playhead } = before;
  const found = from && to ? carried(from, to, playhead) : playhead;
  return { playhead: found, goal: null, picked: [], push: null };
}
