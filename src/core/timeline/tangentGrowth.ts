import type { DerivationLineKind, DerivationPiece } from "../differentiate/derivation.ts";
import { FIRST_BEAT, FIRST_BEAT_OF_GRADIENT, type PieceState } from "./growth.ts";
import type { Picture } from "./playhead.ts";
import type { Schedule } from "./steps.ts";

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
