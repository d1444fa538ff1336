import { arrivalIn, beatAt, PHASE_ORDER, PHASES, type Phase } from "./beats.ts";
import { phaseRange, type Step } from "./steps.ts";

/**
 * Where a person is: in a step, named by its phase and its node or edge, and how far into it. Named and not numbered,
 * so that it keeps its meaning when the text changes.
 */
export interface Playhead {
  readonly phase: Phase;
  readonly id: string;
  /** From 0, nothing of the step has happened, to 1, all of it has. */
  readonly fraction: number;
}

/** Before anything is shown. */
export const START: Playhead = { phase: "forward", id: "", fraction: 0 };

/**
 * The playhead as a number from 0 to the number of steps: at k, exactly k steps are done. A step that the program
 * no longer has counts as done, and so do those before it in its phase.
 */
export function positionOf(steps: readonly Step[], playhead: Playhead): number {
  const { phase, id, fraction } = playhead;
  const index = indexOf(steps, playhead);
  if (index >= 0) return index + fraction;
  return id === "" ? 0 : (phaseEnds(steps)[PHASE_ORDER.indexOf(phase)] ?? 0);
}

// In each frame many ask where the same playhead is, and there may be thousands of steps.
const places = new WeakMap<Playhead, { readonly steps: readonly Step[]; readonly index: number }>();

/** The number of the playhead's step; -1 where there is none. */
function indexOf(steps: readonly Step[], playhead: Playhead): number {
  const known = places.get(playhead);
  if (known?.steps === steps) return known.index;
  const { phase, id } = playhead;
  const index = id === "" ? -1 : steps.findIndex((step) => step.phase === phase && step.id === id);
  places.set(playhead, { steps, index });
  return index;
}

/** The playhead at a position from 0 to the number of steps; positions outside are moved to the nearest end. */
export function playheadAt(steps: readonly Step[], position: number): Playhead {
  const clamped = Math.min(steps.length, Math.max(0, position));
  const index = Math.max(0, Math.ceil(clamped) - 1);
  const step = steps[index];
  if (step === undefined || clamped === 0) return START;
  const playhead = { phase: step.phase, id: step.id, fraction: clamped - index };
  places.set(playhead, { steps, index });
  return playhead;
}

/** What is to be seen at one moment. */
export interface Picture {
  /** Steps that are done. */
  readonly settled: number;
  /** The step that is under way, or the one just done: the eye stays where something happened. */
  readonly moving: Moving | null;
}

export interface Moving {
  readonly step: Step;
  /** Its beat, and how far into that, from 0 to 1. */
  readonly beat: number;
  readonly progress: number;
}

/** Pure and cheap: it names what moves and says nothing of what stands still. */
export function pictureAt(steps: readonly Step[], playhead: Playhead): Picture {
  const position = positionOf(steps, playhead);
  const index = Math.max(0, Math.ceil(position) - 1);
  const step = steps[index];
  if (step === undefined || position === 0) return { settled: 0, moving: null };
  return { settled: Math.floor(position), moving: { step, ...beatAt(step.phase, position - index) } };
}

/** Whether what moves in the beat under way is where it goes. */
export function hasArrived({ step, beat, progress }: Moving): boolean {
  return progress >= arrivalIn(step.phase, beat);
}

/**
 * A moment in words and formulas: they stay as they are while something moves in a beat, and are others once it has
 * arrived. Its progress is 0 or 1.
 */
export function momentOf({ settled, moving }: Picture): Picture {
  if (moving === null) return { settled, moving };
  return { settled, moving: { ...moving, progress: hasArrived(moving) ? 1 : 0 } };
}

/** The stops of a step as positions, the last one its end. */
function stopsOf(step: Step, index: number): readonly number[] {
  return PHASES[step.phase].beats.map(({ end }) => index + end);
}

// Two positions nearer than this are one: fractions pass through an address with three digits.
const SAME = 2e-3;

/** The next stop after a position: the end of a beat. */
export function nextBeat(steps: readonly Step[], position: number): number {
  const index = Math.min(Math.floor(position + SAME), steps.length - 1);
  const step = steps[index];
  return step === undefined ? 0 : (stopsOf(step, index).find((stop) => stop > position + SAME) ?? index + 1);
}

/** The stop before a position. */
export function previousBeat(steps: readonly Step[], position: number): number {
  const index = Math.max(0, Math.ceil(position - SAME) - 1);
  const step = steps[index];
  return step === undefined ? 0 : (stopsOf(step, index).findLast((stop) => stop < position - SAME) ?? index);
}

/** The end of the step under way, or of the next one. */
export function nextStep(steps: readonly Step[], position: number): number {
  return Math.min(steps.length, Math.floor(position + SAME) + 1);
}

/** The beginning of the step under way, or of the one before. */
export function previousStep(position: number): number {
  return Math.max(0, Math.ceil(position - SAME) - 1);
}

/** The end of the phase under way, or of the next one. */
export function nextPhase(steps: readonly Step[], position: number): number {
  return phaseEnds(steps).find((end) => end > position + SAME) ?? steps.length;
}

/** The beginning of the phase under way, or of the one before. */
export function previousPhase(steps: readonly Step[], position: number): number {
  return phaseEnds(steps).findLast((end) => end < position - SAME) ?? 0;
}

/** Where each phase is over; one that has no steps, with the one before it. */
function phaseEnds(steps: readonly Step[]): readonly number[] {
  let end = 0;
  return PHASE_ORDER.map((phase) => {
    end = Math.max(end, phaseRange(steps, phase).end);
    return end;
  });
}

/**
 * The position after playing on for some seconds at a speed. Steps of different phases take different times, so the
 * clock's seconds are spent step by step.
 */
export function advance(steps: readonly Step[], position: number, seconds: number, speed: number): number {
  let left = seconds * speed;
  let place = position;
  while (left > 0 && place < steps.length) {
    const step = steps[Math.floor(place)];
    if (step === undefined) break;
    const duration = PHASES[step.phase].seconds;
    const rest = (Math.floor(place) + 1 - place) * duration;
    if (left < rest) return place + left / duration;
    left -= rest;
    place = Math.floor(place) + 1;
  }
  return place;
}
