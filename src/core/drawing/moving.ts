import type { Frame } from "./frame.ts";
import type { Mark } from "./marks.ts";
import { backwardMarks, seedMarks } from "./movingBackward.ts";
import { forwardMarks } from "./movingForward.ts";
import { tangentMarks, tangentSeedMarks } from "./movingTangent.ts";

/** What moves, or has just moved, drawn over the still picture. */
export function movingMarks(frame: Frame): readonly Mark[] {
  const step = frame.picture.moving?.step;
  if (step === undefined) return [];
  if ("edge" in step) {
    const edge = frame.scene.edges[step.edge];
    if (edge === undefined) return [];
    return step.phase === "tangent" ? tangentMarks(frame, edge) : backwardMarks(frame, edge);
  }
  const node = frame.scene.nodes[step.node];
  if (node === undefined) return [];
  switch (step.phase) {
    case "forward":
      return forwardMarks(frame, node);
    case "tangentSeed":
      return tangentSeedMarks(frame, node);
    case "seed":
      return seedMarks(frame, node);
  }
}
