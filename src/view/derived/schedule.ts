import {
  type Graph,
  momentOf,
  type Picture,
  type Playhead,
  pictureAt,
  type ReadProgram,
  type Schedule,
  type Step,
  type SweepMode,
  type Sweeps,
  scheduleOf,
} from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import type { Choices } from "../../store/store.ts";
import { sweepsOf, targetOf } from "../../store/target.ts";
import { shownGraph } from "./graphs.ts";
import { remember } from "./remember.ts";

export const sweepsFor: (graph: Graph, mode: SweepMode, target: number) => Sweeps = remember(sweepsOf);

export const scheduleFor: (graph: Graph, sweeps: Sweeps) => Schedule = remember(scheduleOf);

export const targetFor: (graph: Graph, program: ReadProgram, chosen: string | null) => number =
  remember(targetOf);

/** The steps to play; they need no places, and so wait for no layout. */
export function stepsOf(choices: Choices): readonly Step[] {
  const { program } = readingOf(choices.goodText);
  const graph = shownGraph(choices);
  if (graph === null || program === null) return [];
  return scheduleFor(graph, sweepsFor(graph, choices.mode, targetFor(graph, program, choices.target))).steps;
}

/** The moment that a playhead is at: the same object until the next beat, or until what moves has arrived. */
export function momentAt(steps: readonly Step[], playhead: Playhead): Picture {
  const { settled, moving } = momentOf(pictureAt(steps, playhead));
  return sameMoment(settled, moving?.step ?? null, moving?.beat ?? 0, moving?.progress ?? 0);
}

const sameMoment: (settled: number, step: Step | null, beat: number, progress: number) => Picture = remember(
  (settled, step, beat, progress) => ({ settled, moving: step && { step, beat, progress } }),
);

/** The picture to the frame, as long as it is of a moment; else, as while a layout is awaited, what that shows. */
export function pictureWithin(moment: Picture, steps: readonly Step[], playhead: Playhead): Picture {
  return momentAt(steps, playhead) === moment ? pictureAt(steps, playhead) : moment;
}
