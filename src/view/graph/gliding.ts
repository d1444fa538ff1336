import { gatheredScene, isRearranged, layoutFully, type Scene } from "../../core/index.ts";
import type { Still } from "../derived/still.ts";
import { prefersStillness } from "../playback.ts";
import { formerPlaces } from "./formerPlaces.ts";
import type { LaterLayouts } from "./layouts.ts";

/** Larger pictures change at once. */
const MOST_NODES = 120;

export interface Glide {
  readonly finer: Still;
  readonly coarser: Scene;
  readonly isFolding: boolean;
}

/** The finer of two pictures on its way, `share` of the time being over. */
function sceneAt({ finer, coarser, isFolding }: Glide, share: number): Scene {
  const eased = share === 1 ? 0 : share * share * (3 - 2 * share);
  return gatheredScene(finer.scene, coarser, isFolding ? eased : 1 - eased);
}

function glideAfterEdit(from: Scene | null, to: Still | null): Glide | null {
  if (from === null || to === null || prefersStillness()) return null;
  if (Math.max(from.nodes.length, to.scene.nodes.length) > MOST_NODES) return null;
  return isRearranged(from, to.scene) ? { finer: to, coarser: from, isFolding: false } : null;
}

function glideBetween(from: Still | null, to: Still | null): Glide | null {
  if (from === null || to === null || prefersStillness()) return null;
  const [before, after] = [from.scene.nodes.length, to.scene.nodes.length];
  if (before === after || Math.max(before, after) > MOST_NODES) return null;
  return before > after
    ? { finer: from, coarser: to.scene, isFolding: true }
    : { finer: to, coarser: from.scene, isFolding: false };
}

export const GLIDING = { sceneAt, glideAfterEdit, glideBetween };

/** What keeps nodes where they were is fetched with what moves them. */
export const LATER: LaterLayouts = { layoutFully, formerPlaces };
