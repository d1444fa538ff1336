import type { DerivationLine, DerivationLineKind, DerivationPiece } from "../differentiate/derivation.ts";
import { FIRST_BEAT, FIRST_BEAT_OF_GRADIENT, type PieceState } from "./growth.ts";
import type { Picture } from "./playhead.ts";
import type { Schedule } from "./steps.ts";

/** The line of a sweep forward that grows, or the last that has come, with the one before it. */
export function growingTangentLines(
  lines: readonly DerivationLine[],
  schedule: Schedule,
  picture: Picture,
): readonly DerivationLine[] {
  const has = (state: PieceState): number =>
    lines.findLastIndex(({ kind, terms }) =>
      terms.flat().some((piece) => tangentPieceState(schedule, picture, kind, piece) === state),
    );
  const active = has("active");
  const growing = Math.max(0, active >= 0 ? active : has("known"));
  return lines.slice(Math.max(0, growing - 1), growing + 1);
}

/** Whether the sweep forward is what is shown: it is the only one, or under way, or has ended just now. */
export function isSweepingForward(schedule: Schedule, { moving, settled }: Picture): boolean {
  const { sweeps, tangentAt, tangentsEnd } = schedule;
  if (sweeps.mode !== "both") return sweeps.mode === "forward";
  if (moving !== null) return moving.step.phase === "tangent" || moving.step.phase === "tangentSeed";
  return settled >= (tangentAt[sweeps.along] ?? Infinity) && settled <= tangentsEnd;
}

/**
 * How far a piece has come in the lines of a sweep forward: a part of a tangent with its edge's step, a tangent once it
 * is full.
 */
export function tangentPieceState(
  { partAt, tangentAt }: Schedule,
  { moving, settled }: Picture,
  line: DerivationLineKind,
  { about }: DerivationPiece,
): PieceState {
  const isTangent = about.kind === "node";
  const filledAt = (isTangent ? tangentAt[about.node] : partAt[about.edge]) ?? Infinity;
  if (filledAt <= settled) return "known";
  if (moving === null) return "to come";
  const { step, beat } = moving;
  if (step.phase === "tangentSeed") return isTangent && step.node === about.node ? "active" : "to come";
  const isMoving = step.phase === "tangent" && partAt[step.edge] === filledAt;
  return isMoving && beat >= (isTangent ? FIRST_BEAT_OF_GRADIENT : FIRST_BEAT)[line] ? "active" : "to come";
}
