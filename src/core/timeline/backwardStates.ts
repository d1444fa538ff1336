import type { Run } from "../differentiate/run.ts";
import { edgeAt, type Graph } from "../graph/graph.ts";
import type { Value } from "../tensor/tensor.ts";
import type { Picture } from "./playhead.ts";
import { type GrowingGradient, growingGradient } from "./slots.ts";
import type { Schedule } from "./steps.ts";

/** How far a part of the backward graph has come. */
export type Progress = "to come" | "active" | "there";

// The beats of a step backward that change the backward graph: see beats.ts.
const FACTOR = 1;
const PRODUCT = 3;
const SUM = 4;

/** The edge whose step is under way or just done; null in every other phase. */
function movingEdge({ moving }: Picture): number | null {
  return moving?.step.phase === "backward" ? moving.step.edge : null;
}

/** What an edge's contribution shows: nothing, itself, and with the beat of the product its number. */
export function contributionState(
  schedule: Schedule,
  run: Run,
  picture: Picture,
  edge: number,
): { readonly progress: Progress; readonly value: Value | null } {
  const beat = picture.moving?.beat ?? 0;
  const isActive = movingEdge(picture) === edge;
  const isThere = (schedule.contributionAt[edge] ?? Infinity) <= picture.settled;
  return {
    progress: isActive ? "active" : isThere ? "there" : "to come",
    value: isThere || (isActive && beat >= PRODUCT) ? (run.contributions[edge] ?? 0) : null,
  };
}

/** A gradient as it grows, and whether it gives or receives just now. */
export function adjointState(
  graph: Graph,
  schedule: Schedule,
  run: Run,
  picture: Picture,
  node: number,
): { readonly gradient: GrowingGradient; readonly isActive: boolean } {
  const { settled, moving } = picture;
  const edge = movingEdge(picture);
  const beat = moving?.beat ?? 0;
  const { from, to } = edge === null ? { from: -1, to: -1 } : edgeAt(graph, edge);
  const isSeeded = moving?.step.phase === "seed" && moving.step.node === node;
  const reached = edge !== null && beat >= SUM ? (schedule.contributionAt[edge] ?? settled) : settled;
  return {
    gradient: growingGradient(
      graph,
      schedule,
      run,
      node,
      isSeeded ? (schedule.gradientAt[node] ?? settled) : Math.max(settled, reached),
    ),
    isActive: isSeeded || (beat >= SUM ? from : to) === node,
  };
}

/** Whether a factor takes up its stored values just now. */
export function isBorrowing(picture: Picture, edge: number): boolean {
  const beat = picture.moving?.beat ?? 0;
  return movingEdge(picture) === edge && beat >= FACTOR && beat < PRODUCT;
}
