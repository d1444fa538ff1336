/** In the order in which they follow one another. */
export type Phase = "forward" | "tangentSeed" | "tangent" | "seed" | "backward";

/** A stop inside a step: what happens up to `end`, a fraction of the step. */
export interface Beat {
  readonly name: string;
  readonly end: number;
  /** After which share of it what moves in it is there, where that is not the usual one. */
  readonly arrived?: number;
}

/** What moves in a beat is there after this share of it, so that one can look. */
const ARRIVED = 0.75;
/** The way into a slot is short, and what it makes is a sum that has to be read. */
const ARRIVED_IN_SLOT = 0.5;

/** A beat in which nothing comes that is not there already is played so many times as fast. */
export const IDLE_PACE = 3;
/** A sum of several parts is read, part by part, before anything else happens. */
export const READING_PACE = 0.5;

interface PhaseRule {
  /** How long one step of it plays at normal speed, in seconds. */
  readonly seconds: number;
  readonly beats: readonly Beat[];
}

/** The beats of each phase: one place for what a step consists of and how long it takes. */
export const PHASES = {
  forward: {
    seconds: 2.4,
    beats: [
      { name: "operands travel", end: 0.34 },
      { name: "formula", end: 0.52 },
      { name: "numbers", end: 0.76 },
      { name: "value", end: 1 },
    ],
  },
  tangentSeed: { seconds: 1.6, beats: [{ name: "tangent's seed", end: 1 }] },
  tangent: {
    seconds: 4,
    beats: [
      { name: "tangent arrives", end: 0.2 },
      { name: "factor as formula", end: 0.4 },
      { name: "factor as number", end: 0.56 },
      { name: "product travels", end: 0.8 },
      { name: "sum", end: 1, arrived: ARRIVED_IN_SLOT },
    ],
  },
  seed: { seconds: 1.6, beats: [{ name: "seed", end: 1 }] },
  backward: {
    seconds: 4,
    beats: [
      { name: "adjoint arrives", end: 0.2 },
      { name: "factor as formula", end: 0.4 },
      { name: "factor as number", end: 0.56 },
      { name: "product travels", end: 0.8 },
      { name: "sum", end: 1, arrived: ARRIVED_IN_SLOT },
    ],
  },
} as const satisfies Record<Phase, PhaseRule>;

export const PHASE_ORDER = Object.keys(PHASES) as readonly Phase[];

/** After which share of a beat what moves in it is there. */
export function arrivalIn(phase: Phase, beat: number): number {
  const beats: readonly Beat[] = PHASES[phase].beats;
  return beats[beat]?.arrived ?? ARRIVED;
}

/** The beat at a fraction of a step, and how far into it: at its very end a beat is complete, not yet the next one. */
export function beatAt(phase: Phase, fraction: number): { readonly beat: number; readonly progress: number } {
  const beats: readonly Beat[] = PHASES[phase].beats;
  const beat = Math.max(
    0,
    beats.findIndex(({ end }) => fraction <= end + 1e-9),
  );
  const start = beats[beat - 1]?.end ?? 0;
  const end = beats[beat]?.end ?? 1;
  return { beat, progress: Math.min(1, (fraction - start) / (end - start)) };
}
