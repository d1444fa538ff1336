import type { EdgewiseStore } from "../../store/store.ts";
import { derived } from "../derived/derived.ts";
import { jumpTo } from "../playback.ts";
import { STOPS } from "./stops.ts";

/** Where it is remembered that somebody has seen the tour, or does not want it. */
const KEY = "edgewise:tour";

/** Whether this browser has been here before: the tour was seen or put away, or a program is kept. */
export function wasHere(): boolean {
  try {
    return localStorage.getItem(KEY) !== null || localStorage.getItem("edgewise:programs") !== null;
  } catch {
    // Blocked: then the tour is offered again the next time.
    return false;
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, "seen");
  } catch {
    // Full or blocked: nothing is lost but this.
  }
}

/** Goes to a stop, and moves the playhead to what it is about; after the last one the tour is over. */
function goTo(store: EdgewiseStore, at: number): void {
  const { tour, choose } = store.getState();
  if (tour === null || tour === "offered") return;
  const stop = STOPS[at];
  if (stop === undefined) {
    TOUR.end(store);
    return;
  }
  choose({ tour: { ...tour, at } });
  // Steps do not depend on the direction.
  const all = derived(store.getState(), "right");
  if (all !== null && stop.position !== undefined) jumpTo(store, stop.position(all));
}

function move(store: EdgewiseStore, by: number): void {
  const { tour } = store.getState();
  if (tour !== null && tour !== "offered") goTo(store, Math.max(0, tour.at + by));
}

/** Everything that can be asked of the tour. */
export const TOUR = {
  begin(store: EdgewiseStore): void {
    remember();
    const { tour, playhead, programId, choose } = store.getState();
    const before = tour === null || tour === "offered" ? { playhead, programId } : tour.before;
    choose({ tour: { at: 0, before }, goal: null });
  },
  next: (store: EdgewiseStore): void => move(store, 1),
  back: (store: EdgewiseStore): void => move(store, -1),
  /** The playhead is again where it was, unless another program has been opened meanwhile. */
  end(store: EdgewiseStore): void {
    remember();
    const { tour, programId, choose } = store.getState();
    choose({ tour: null });
    if (tour === null || tour === "offered" || tour.before.programId !== programId) return;
    choose({ playhead: tour.before.playhead, goal: null });
  },
} as const;
