import type { EdgewiseStore, Scene } from "../../store/store.ts";
import { PLAYER } from "../playback.ts";

/** Where the presentation is now, or where it is just going. */
function sceneNow(store: EdgewiseStore): Scene {
  const { playhead, goal, target, grain, pins, path } = store.getState();
  return { playhead: goal === null || goal === "end" ? playhead : goal, target, grain, pins, path };
}

/** Notes where the presentation is, so that it can be come back to. */
export function noteScene(store: EdgewiseStore): void {
  store.getState().choose({ presented: sceneNow(store) });
}

function move(step: (store: EdgewiseStore) => void): (store: EdgewiseStore) => void {
  return (store) => {
    store.getState().choose({ push: null, inspected: null });
    step(store);
    noteScene(store);
  };
}

/** Everything that can be asked of the presenter's view. */
export const PRESENTER = {
  enter: (store: EdgewiseStore): void => store.getState().choose({ isPresenting: true }),
  leave: (store: EdgewiseStore): void =>
    store.getState().choose({ isPresenting: false, presented: null, hasSpotlight: false }),
  nextBeat: move(PLAYER.nextBeat),
  previousBeat: move(PLAYER.previousBeat),
  fromTheBeginning: move(PLAYER.first),
  /** Back from a detour: the playhead, what was chosen and what was lit are again as the presentation left them. */
  backToScene(store: EdgewiseStore): void {
    const { presented, choose } = store.getState();
    if (document.activeElement instanceof HTMLElement || document.activeElement instanceof SVGElement)
      document.activeElement.blur();
    choose({ ...presented, goal: null, inspected: null, push: null, pointed: [] });
  },
} as const;
