import type {
  besideFocus,
  besideScenes,
  drawnCheck,
  findingsIn,
  remarksOn,
  untangledScene,
} from "../../core/index.ts";

/** What draws the backward graph beside the forward one. */
export interface BesideDrawing {
  readonly scenes: typeof besideScenes;
  readonly focus: typeof besideFocus;
}

/** What the page can do without at first, null until it has been fetched. */
export interface Fetched {
  /** Fetched when it is first asked for: until then the forward graph stands alone. */
  readonly beside: BesideDrawing | null;
  /** The check against differences, fetched when it is first asked for. */
  readonly check: typeof drawnCheck | null;
  /** What finds out what happens to gradients, fetched right after the first paint. */
  readonly health: typeof findingsIn | null;
  /** What remarks on values and kinks, fetched right after the first paint. */
  readonly remark: typeof remarksOn | null;
  /** What draws inputs again beside their uses, fetched with the switch for it. */
  readonly untangle: typeof untangledScene | null;
}

let fetched: Fetched = { beside: null, check: null, health: null, remark: null, untangle: null };

/** Gives the page what has been fetched. */
export function provide(parts: Partial<Fetched>): void {
  fetched = { ...fetched, ...parts };
}

/** What has been fetched so far: another object whenever there is more. */
export function fetchedSoFar(): Fetched {
  return fetched;
}
