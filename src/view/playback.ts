import { useEffect } from "react";
import {
  advance,
  nextBeat,
  nextPhase,
  nextStep,
  type Phase,
  type Playhead,
  paceAt,
  playheadAt,
  positionOf,
  previousBeat,
  previousPhase,
  previousStep,
} from "../core/index.ts";
import type { EdgewiseStore } from "../store/store.ts";
import { useEdgewise } from "./context.ts";
import { shownGraph } from "./derived/graphs.ts";
import { stepsOf } from "./derived/schedule.ts";

let stillness: MediaQueryList | null = null;

/** Whether the person asked the system for less motion: then every move is a jump. */
export function prefersStillness(): boolean {
  stillness ??= matchMedia("(prefers-reduced-motion: reduce)");
  return stillness.matches;
}

function stepsIn(store: EdgewiseStore) {
  return stepsOf(store.getState());
}

/** Goes to a position at once and rests there. */
export function jumpTo(store: EdgewiseStore, position: number): void {
  store.getState().choose({ playhead: playheadAt(stepsIn(store), position), goal: null });
}

/** Plays up to a position; a second press on the way jumps to where the first was going, and plays on from there. */
function playTo(store: EdgewiseStore, next: (position: number) => number): void {
  const steps = stepsIn(store);
  const { goal, playhead, choose } = store.getState();
  const from = goal !== null && goal !== "end" ? goal : playhead;
  const position = positionOf(steps, from);
  const target = playheadAt(steps, next(position));
  if (prefersStillness()) choose({ playhead: target, goal: null });
  else choose({ playhead: from, goal: position === steps.length ? null : target });
}

/** Plays a sweep, its seed first, from its beginning to its end. */
export function playSweep(store: EdgewiseStore, [seed, rest]: readonly [Phase, Phase]): void {
  const steps = stepsIn(store);
  const first = steps.findIndex(({ phase }) => phase === seed);
  const last = steps.findLastIndex(({ phase }) => phase === seed || phase === rest);
  if (first < 0) return;
  const end = playheadAt(steps, last + 1);
  if (prefersStillness()) store.getState().choose({ playhead: end, goal: null });
  else store.getState().choose({ playhead: playheadAt(steps, first), goal: end });
}

/** Everything a player can be asked to do. */
export const PLAYER = {
  playOrPause(store: EdgewiseStore): void {
    const steps = stepsIn(store);
    const { goal, playhead, choose } = store.getState();
    if (goal === "end") {
      choose({ goal: null });
      return;
    }
    // At the end, playing begins again.
    const isOver = positionOf(steps, playhead) >= steps.length;
    choose({
      goal: steps.length === 0 ? null : "end",
      ...(isOver ? { playhead: playheadAt(steps, 0) } : {}),
    });
  },
  nextStep: (store: EdgewiseStore): void => playTo(store, (position) => nextStep(stepsIn(store), position)),
  nextBeat: (store: EdgewiseStore): void => playTo(store, (position) => nextBeat(stepsIn(store), position)),
  previousStep: (store: EdgewiseStore): void => jumpFrom(store, previousStep),
  previousBeat: (store: EdgewiseStore): void =>
    jumpFrom(store, (position) => previousBeat(stepsIn(store), position)),
  nextPhase: (store: EdgewiseStore): void =>
    jumpFrom(store, (position) => nextPhase(stepsIn(store), position)),
  previousPhase: (store: EdgewiseStore): void =>
    jumpFrom(store, (position) => previousPhase(stepsIn(store), position)),
  first: (store: EdgewiseStore): void => jumpTo(store, 0),
  last: (store: EdgewiseStore): void => jumpTo(store, stepsIn(store).length),
  /** The step just seen, once more. */
  replay(store: EdgewiseStore): void {
    jumpFrom(store, previousStep);
    PLAYER.nextStep(store);
  },
} as const;

function jumpFrom(store: EdgewiseStore, move: (position: number) => number): void {
  const { goal, playhead } = store.getState();
  const from = goal !== null && goal !== "end" ? goal : playhead;
  jumpTo(store, move(positionOf(stepsIn(store), from)));
}

/** The player's clock: it moves the playhead towards its goal, frame by frame. */
export function usePlaybackClock(): void {
  const store = useEdgewise();
  useEffect(() => {
    let request: number | null = null;
    let last: number | null = null;
    // Where the clock is; without motion the playhead waits at the beat's end while the clock runs through it.
    let position = 0;
    let shown: Playhead | null = null;
    const frame = (now: number): void => {
      const { goal, speed, playhead } = store.getState();
      if (goal === null) {
        request = null;
        return;
      }
      // Asked for before anything moves: what moves is told to the subscriber below, which must see it under way.
      request = requestAnimationFrame(frame);
      if (playhead !== shown) position = positionOf(stepsIn(store), playhead);
      // A tab that was in the background does not rush through what was missed.
      const seconds = last === null ? 0 : Math.min(0.1, (now - last) / 1000);
      last = now;
      position = movePlayhead(store, position, seconds * speed);
      shown = store.getState().playhead;
    };
    const start = (): void => {
      if (request !== null || store.getState().goal === null) return;
      last = null;
      shown = null;
      request = requestAnimationFrame(frame);
    };
    start();
    const stop = store.subscribe(start);
    return () => {
      stop();
      if (request !== null) cancelAnimationFrame(request);
    };
  }, [store]);
}

/** Moves the playhead on by some seconds of normal speed, and returns where the clock is then. */
function movePlayhead(store: EdgewiseStore, position: number, seconds: number): number {
  const steps = stepsIn(store);
  const { goal, choose, isPresenting } = store.getState();
  const end = goal === "end" || goal === null ? steps.length : positionOf(steps, goal);
  const graph = shownGraph(store.getState());
  const pace = graph === null ? 1 : paceAt(graph, steps, position, isPresenting);
  const next = Math.min(end, advance(steps, position, seconds, pace));
  const shown = prefersStillness() ? Math.min(end, nextBeat(steps, next)) : next;
  choose({ playhead: playheadAt(steps, shown), ...(next >= end ? { goal: null } : {}) });
  return next;
}
