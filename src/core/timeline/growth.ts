import type { DerivationLineKind, DerivationPiece } from "../differentiate/derivation.ts";
import { PHASES } from "./beats.ts";
import { hasArrived, type Picture } from "./playhead.ts";
import type { Schedule } from "./steps.ts";

/** From which beat of its edge's step a factor stands in a line of the derivation. */
export const FIRST_BEAT: Readonly<Record<DerivationLineKind, number>> = {
  symbols: 0,
  formulas: 1,
  simplified: 1,
  numbers: 2,
  result: 4,
};

/** The beat in which a part is added. */
const SUM = PHASES.backward.beats.length - 1;

export type PieceState = "to come" | "known" | "active";

/** From which beat of the step that fills it a whole gradient stands in a line: its number is there with the sum. */
export const FIRST_BEAT_OF_GRADIENT: Readonly<Record<DerivationLineKind, number>> = {
  ...FIRST_BEAT,
  simplified: 4,
  numbers: 4,
};

/**
 * How far a piece of the derivation has come: an edge's factor with its step, a whole gradient once it is full. Between
 * numbers, forward mode finds the factors too and, at the output, the derivative with respect to what is moved.
 */
export function pieceState(
  schedule: Schedule,
  picture: Picture,
  line: DerivationLineKind,
  { about }: DerivationPiece,
): PieceState {
  const { moving, settled } = picture;
  const isGradient = about.kind === "node";
  const filledAt = isGradient ? gradientKnownAt(schedule, about.node) : factorKnownAt(schedule, about.edge);
  const firstBeat = (isGradient ? FIRST_BEAT_OF_GRADIENT : FIRST_BEAT)[line];
  const step = moving?.step;
  // The step that fills it: an edge's own, or the last one that brings something to a gradient.
  const isBackward = step?.phase === "backward" && schedule.contributionAt[step.edge] === filledAt;
  const isMoving = isBackward || (step?.phase === "tangent" && schedule.partAt[step.edge] === filledAt);
  if (isMoving && hasCome(moving, firstBeat)) return "active";
  return filledAt <= settled ? "known" : "to come";
}

/** A sum is there when its last part is: not before that has come into its slot. */
function hasCome(moving: Picture["moving"], firstBeat: number): boolean {
  if (moving === null || moving.beat !== firstBeat) return (moving?.beat ?? 0) > firstBeat;
  return firstBeat < SUM || hasArrived(moving);
}

function gradientKnownAt(schedule: Schedule, node: number): number {
  const { gradientAt, tangentsEnd, sweeps, isOfNumbers } = schedule;
  const back = gradientAt[node] ?? Infinity;
  return isOfNumbers && node === sweeps.along ? Math.min(back, tangentsEnd) : back;
}

function factorKnownAt({ contributionAt, partAt, isOfNumbers }: Schedule, edge: number): number {
  const back = contributionAt[edge] ?? Infinity;
  return isOfNumbers ? Math.min(back, partAt[edge] ?? Infinity) : back;
}
