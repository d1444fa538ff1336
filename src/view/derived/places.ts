import {
  type Beside,
  type Direction,
  type Focus,
  focusOfStep,
  type Graph,
  type Scene,
  type Step,
  type SweepMode,
  sceneOf,
} from "../../core/index.ts";
import { LayoutPending, Layouts } from "../graph/layouts.ts";
import type { BesideDrawing, Fetched } from "./fetched.ts";
import { remember } from "./remember.ts";

/** A text with another number in a formula may still have labels of the same sizes: they are remembered. */
export const layouts = new Layouts();

/** Stands for what cannot be told before the graph is laid out. */
export const WAITING = Symbol("waiting for a layout");

interface Places {
  readonly scene: Scene;
  /** The scene of both graphs, while the backward one is shown. */
  readonly beside: Beside | null;
}

/** Where everything stands. Layouts that have arrived since are a reason to ask again. */
export const placesFor: (
  drawing: BesideDrawing | null,
  untangle: Fetched["untangle"],
  graph: Graph,
  direction: Direction,
  mode: SweepMode,
  arrivals: number,
) => Places | typeof WAITING = remember((drawing, untangle, graph, direction, mode) => {
  const make = (): Places => {
    // The backward graph is drawn in the places of the forward one, and has a place for each input but once.
    const beside = drawing && besideFor(drawing, graph, direction, mode);
    const alone = (): Scene =>
      untangle === null ? sceneFor(graph, direction, mode) : untangledFor(untangle, graph, direction, mode);
    return { beside, scene: beside?.forward ?? alone() };
  };
  try {
    return make();
  } catch (error) {
    if (!(error instanceof LayoutPending)) throw error;
    layouts.awaitedBy(make);
    return WAITING;
  }
});

/** Where to look in a beat of a step; null where there is no step. */
export const focusFor: (
  drawing: BesideDrawing | null,
  scene: Scene,
  beside: Beside | null,
  step: Step | undefined,
  beat: number,
) => Focus | null = remember((drawing, scene, beside, step, beat) => {
  if (step === undefined) return null;
  const focus = (beside && drawing?.focus(beside, step, beat)) ?? focusOfStep(scene, step, beat);
  // The camera moves when it is another focus; of a scene with the same places it is the same.
  if (JSON.stringify(focus) !== JSON.stringify(lastFocus)) lastFocus = focus;
  return lastFocus;
});

let lastFocus: Focus | null = null;

const sceneFor: (graph: Graph, direction: Direction, mode: SweepMode) => Scene = remember(
  (graph, direction, mode) => sceneOf(graph, direction, true, layouts.layOut, mode, layouts.label(graph)),
);

/** The picture with copies of inputs where the one without has crossings that these save. */
const untangledFor: (
  untangle: NonNullable<Fetched["untangle"]>,
  graph: Graph,
  direction: Direction,
  mode: SweepMode,
) => Scene = remember((untangle, graph, direction, mode) => {
  const draw = (ghosts: ReadonlySet<number>): Scene =>
    sceneOf(graph, direction, true, layouts.layOut, mode, layouts.label(graph), ghosts);
  return untangle(sceneFor(graph, direction, mode), draw);
});

const besideFor: (drawing: BesideDrawing, graph: Graph, direction: Direction, mode: SweepMode) => Beside =
  remember((drawing, graph, direction, mode) => drawing.scenes(graph, direction, layouts.layOut, mode));
