import { nodeAt } from "../graph/graph.ts";
import type { Box, Size } from "../layout/index.ts";
import { PHASES } from "../timeline/beats.ts";
import type { Step } from "../timeline/steps.ts";
import type { Frame } from "./frame.ts";
import { type Mark, veil } from "./marks.ts";
import { movingMarks } from "./moving.ts";
import {
  around,
  beginningOf,
  type Focus,
  type Scene,
  type SceneEdge,
  type SceneNode,
  withTabs,
} from "./scene.ts";

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

/**
 * Where to look in one beat of a step, when there is room for so much of the picture (px in it): the place where the
 * beat happens and, as far as they fit beside it, the other places of the step, the nearest in time first. `product` is
 * where its product rests.
 */
export function aimOf(scene: Scene, step: Step, beat: number, room: Size, product: Box | null = null): Focus {
  // Where the whole step fits, the camera stands still in it.
  const whole = around([...placesOf(scene, step, 0, product), ...(product === null ? [] : [product])]);
  if (whole.width <= room.width && whole.height <= room.height)
    return { ...whole, anchor: { x: whole.x, y: whole.y } };
  const [first, ...others] = placesOf(scene, step, beat, product);
  let seen = first ?? { x: scene.bounds.x, y: scene.bounds.y, width: 0, height: 0 };
  for (const place of others) {
    const both = around([seen, place]);
    if (both.width <= room.width && both.height <= room.height) seen = both;
  }
  return { ...seen, anchor: { x: seen.x, y: seen.y } };
}

/** An edge's step begins at the end that gives, and ends at the one that receives; a node's is about the node all along. */
function placesOf(scene: Scene, step: Step, beat: number, product: Box | null): readonly Box[] {
  if ("node" in step) {
    const { edges } = presentedParts(scene, step);
    const node = placeOf(scene.nodes[step.node]);
    return [
      ...node,
      ...edges.flatMap(({ plaque }) => plaque),
      ...edges.flatMap((edge) => placeOf(beginningOf(scene, edge))),
    ];
  }
  const sceneEdge = scene.edges[step.edge];
  if (sceneEdge === undefined) return [];
  const { edge, plaque } = sceneEdge;
  const ends = [placeOf(beginningOf(scene, sceneEdge)), placeOf(scene.nodes[edge.to])];
  const isBackward = step.phase === "backward";
  const [receiver = [], giver = []] = isBackward ? ends : ends.toReversed();
  // What comes back to a copy goes on to the input itself.
  const goal = sceneEdge.ghost !== null && isBackward ? placeOf(scene.nodes[edge.from]) : [];
  const last = PHASES[step.phase].beats.length - 1;
  if (beat === 0) return [plaque, ...giver, ...receiver, ...goal];
  if (beat === last) return [...goal, ...receiver, plaque, ...giver];
  return [plaque, ...(product === null ? [] : [product]), ...receiver, ...giver];
}

/** A node with its tabs. */
function placeOf(node: SceneNode | undefined): readonly Box[] {
  if (node === undefined) return [];
  const { box, direction, shape, hasTangent } = node;
  return [{ ...box, ...withTabs(box, direction, shape, hasTangent) }];
}
