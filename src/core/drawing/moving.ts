import type { Frame } from "./frame.ts";
import type { Mark } from "./marks.ts";
import { backwardMarks, seedMarks } from "./movingBackward.ts";
import { forwardMarks } from "./movingForward.ts";

/** What moves, or has just moved, drawn over the still picture. */
export function movingMarks(frame: Frame): readonly Mark[] {
  const step = frame.picture.moving?.step;
  if (step === undefined) return [];
  if (step.phase === "backward") {
    const edge = frame.scene.edges[step.edge];
    return edge === undefined ? [] : backwardMarks(frame, edge);
  }
  const node = frame.scene.nodes[step.node];
  if (node === undefined) return [];
  return step.phase === "seed" ? seedMarks(frame, node) : forwardMarks(frame, node);
}
