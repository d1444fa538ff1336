import {
  type Graph,
  type Picture,
  type Playhead,
  pictureAt,
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

export const pictureFor: (schedule: Schedule, playhead: Playhead) => Picture = remember(
  (schedule, playhead) => pictureAt(schedule.steps, playhead),
);

/** The steps to play; they need no places, and so wait for no layout. */
export function stepsOf(choices: Choices): readonly Step[] {
  const { program } = readingOf(choices.goodText);
  const graph = shownGraph(choices);
  if (graph === null || program === null) return [];
  return scheduleFor(graph, sweepsFor(graph, choices.mode, targetOf(graph, program, choices.target))).steps;
}
