import { nodeAt } from "../graph/graph.ts";
import type { Box } from "../layout/index.ts";
import { PHASES } from "../timeline/beats.ts";
import type { Step } from "../timeline/steps.ts";
import type { Frame } from "./frame.ts";
import { type Mark, veil } from "./marks.ts";
import { movingMarks } from "./moving.ts";
import type { Scene, SceneEdge, SceneNode } from "./scene.ts";

/** How far the veil reaches beyond the picture, px. */
const BEYOND = 4000;

/** What lies over the still picture while a step is under way, to dim it. */
export function veilMark(scene: Scene): Mark {
  return veil(scene.bounds, BEYOND, "veil presented");
}

/** What a step is about, and so is not dimmed. */
export interface Presented {
  readonly edges: readonly SceneEdge[];
  readonly nodes: readonly SceneNode[];
}

/** An edge with both its ends and the nodes whose stored values its factor needs, or a node with its operands. */
export function presentedParts(scene: Scene, step: Step): Presented {
  const edges =
    "edge" in step
      ? scene.edges.filter(({ edge }) => edge.index === step.edge)
      : step.phase === "forward"
        ? scene.edges.filter(({ edge }) => edge.to === step.node)
        : [];
  const about = new Set<number>("node" in step ? [step.node] : []);
  for (const { edge, needs, ghost } of edges) {
    about.add(edge.to);
    // What comes back to a copy is added at the input itself.
    if (ghost === null || step.phase === "backward") about.add(edge.from);
    if ("edge" in step) for (const need of needs) about.add(need);
  }
  return { edges, nodes: scene.nodes.filter(({ node }) => about.has(node.index)) };
}

/** The ids of what a step is about; of a folded node, also of what is inside. */
export function presentedIds(scene: Scene, step: Step): ReadonlySet<string> {
  const { edges, nodes } = presentedParts(scene, step);
  const { finer } = scene.graph;
  const inside = nodes.flatMap(({ node }) => finer?.inside[node.index] ?? []);
  return new Set([
    ...edges.map(({ edge }) => edge.id),
    ...nodes.map(({ node }) => node.id),
    ...(finer === null ? [] : inside.map((index) => nodeAt(finer.graph, index).id)),
  ]);
}

/** Where the product of a step rests beside its edge; null where the step has none. */
export function productBox(frame: Frame, step: Step): Box | null {
  if (!("edge" in step)) return null;
  const { settled } = frame.picture;
  const beat = PHASES[step.phase].beats.findIndex(({ name }) => name === "product travels");
  const marks = movingMarks({ ...frame, picture: { settled, moving: { step, beat, progress: 1 } } });
  for (const mark of marks) if (mark.kind === "box" && mark.key === "product") return mark;
  return null;
}
