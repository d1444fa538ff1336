import type { DerivationLineKind, DerivationPiece } from "../differentiate/derivation.ts";
import type { Picture } from "./playhead.ts";
import type { Schedule } from "./steps.ts";

/** From which beat of its edge's step a factor stands in a line of the derivation. */
const FIRST_BEAT: Readonly<Record<DerivationLineKind, number>> = {
  symbols: 0,
  formulas: 1,
  numbers: 2,
  result: 4,
};

export type PieceState = "to come" | "known" | "active";

/** How far a piece of the derivation has come: an edge's factor with its step, a whole gradient once it is full. */
export function pieceState(
  schedule: Schedule,
  picture: Picture,
  line: DerivationLineKind,
  { about }: DerivationPiece,
): PieceState {
  const { moving, settled } = picture;
  if (about.kind === "node")
    return (schedule.gradientAt[about.node] ?? Infinity) <= settled ? "known" : "to come";
  const isActive = moving?.step.phase === "backward" && moving.step.edge === about.edge;
  if (isActive && moving.beat >= FIRST_BEAT[line]) return "active";
  return (schedule.contributionAt[about.edge] ?? Infinity) <= settled ? "known" : "to come";
}
