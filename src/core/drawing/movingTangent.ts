import { tangentFormula } from "../differentiate/tangentFormula.ts";
import type { Tangents } from "../differentiate/tangents.ts";
import type { Formula } from "../expression/formula.ts";
import { pointAt } from "../layout/index.ts";
import type { Value } from "../tensor/tensor.ts";
import { type GrowingSum, growingGradient, growingTangent } from "../timeline/slots.ts";
import { lineBeforeArrow } from "./arrows.ts";
import { type Frame, hasReached, motion, prefixed } from "./frame.ts";
import { landingMarks } from "./landing.ts";
import { contentOf, type Mark, onTop, type TabContent, tabMarks, tabSize, tangentContent } from "./marks.ts";
import { type ActiveLooks, activePlaque, liftedValues, productPill } from "./movingEdge.ts";
import { beginningOf, type SceneEdge, type SceneNode } from "./scene.ts";
import { bodyMarks } from "./stillNode.ts";
import { gradientTab, tangentPlace, tangentSumParts, tangentTab, valueTab } from "./tabs.ts";
import {
  type Arriving,
  arrivingTab,
  departingTab,
  numericProduct,
  travelledWay,
  type WayLooks,
} from "./travelling.ts";

const ACTIVE: ActiveLooks = { tab: "tab tangent active", text: "on tangent" };
const WAY: WayLooks = { line: "edge tangent", chevron: "chevron tangent" };

/** Forward mode: the tangent arrives, the factor as formula and as number, the product travels on, the sum grows. */
export function tangentMarks(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const { scene, tangents } = frame;
  const consumer = scene.nodes[sceneEdge.edge.to];
  const source = beginningOf(scene, sceneEdge);
  if (consumer === undefined || source === undefined || tangents === null) return [];
  const swept: Swept = { ...frame, tangents };
  const content = tabOf(tangents.tangents[sceneEdge.edge.from] ?? 0);
  const from = tangentPlace(source, tabSize(content));
  const arriving: Arriving = { place: sceneEdge, from, content, goal: 1 };
  return [
    ...travelledWay(frame, arriving, lineBeforeArrow(sceneEdge.curve), WAY),
    ...(hasReached(frame, 1) ? onTop(liftedValues(frame, sceneEdge)) : []),
    ...activePlaque(frame, sceneEdge, "plaque tangent"),
    ...givingNode(swept, source),
    ...(hasReached(frame, 4) ? receivingNode(swept, consumer, sceneEdge) : []),
    ...onTop(
      hasReached(frame, 3) ? travellingProduct(swept, sceneEdge) : arrivingTab(frame, arriving, ACTIVE),
    ),
  ];
}

interface Swept extends Frame {
  readonly tangents: Tangents;
}

function active(prefix: string, place: Parameters<typeof tabMarks>[1], content: TabContent): readonly Mark[] {
  return prefixed(prefix, tabMarks("tab", place, content, ACTIVE.tab, ACTIVE.text));
}

function tabOf(tangent: Value): TabContent {
  return tangentContent(contentOf(tangent));
}

function givingNode({ tangents }: Swept, source: SceneNode): readonly Mark[] {
  const content = tabOf(tangents.tangents[source.node.index] ?? 0);
  return active("giving", tangentPlace(source, tabSize(content)), content);
}

function travellingProduct(frame: Swept, sceneEdge: SceneEdge): readonly Mark[] {
  const part = tabOf(frame.tangents.part(sceneEdge.edge.index));
  return [
    ...productPill(frame, sceneEdge, productFormula(frame, sceneEdge), ACTIVE),
    ...departingTab(frame, sceneEdge, part, 1, ACTIVE),
  ];
}

/** The factor, times the tangent, is what travels on; between tensors, by formula. */
function productFormula({ run, tangents, scene: { graph } }: Swept, { edge, isScalar }: SceneEdge): Formula {
  if (!isScalar) return tangentFormula(graph, edge);
  const [factor, tangent] = [run.factors[edge.index] ?? 0, tangents.tangents[edge.from] ?? 0];
  return numericProduct(graph, factor, tangent, tangents.part(edge.index));
}

function receivingNode(frame: Swept, consumer: SceneNode, { edge, curve }: SceneEdge): readonly Mark[] {
  const { scene, schedule, tangents } = frame;
  const arriving = edge.index;
  const settled = schedule.partAt[arriving] ?? 0;
  const grownTo = (steps: number) =>
    growingTangent(scene.graph, schedule, tangents, consumer.node.index, steps);
  const before = grownTo(settled - 1);
  return [
    ...bodyOf(frame, consumer),
    ...landingMarks(
      {
        from: pointAt(curve, 1),
        part: tabOf(tangents.part(arriving)),
        waiting: tangentTab(consumer, before),
        slots: tangentContent(tangentSumParts(before, arriving)),
        sum: tangentContent(sumContent(grownTo(settled), arriving)),
        placeOf: (size) => tangentPlace(consumer, size),
      },
      motion(frame, 4),
      ACTIVE,
    ),
  ];
}

/** The sum as it is written; a tensor that is whole, as its grid. */
function sumContent(growing: GrowingSum, arriving: number): TabContent {
  const { total } = growing;
  return total === null || typeof total === "number" ? tangentSumParts(growing, arriving) : total;
}

/** The node that is moved gets its tangent. */
export function tangentSeedMarks(frame: Frame, target: SceneNode): readonly Mark[] {
  const { tangents } = frame;
  if (tangents === null) return [];
  return [...bodyOf(frame, target), ...activeTangent(target, tabOf(tangents.direction), motion(frame, 0))];
}

/** A node drawn anew over the still picture, with what it has but for its tangent. */
function bodyOf({ scene, schedule, run, picture }: Frame, target: SceneNode): readonly Mark[] {
  const { index } = target.node;
  const gradient = growingGradient(scene.graph, schedule, run, index, picture.settled);
  return prefixed("node", [
    ...bodyMarks(target, target.label, "node tangent"),
    ...valueTab(target, run.values[index] ?? Number.NaN),
    ...gradientTab(target, gradient),
  ]);
}

/** It comes in from the side where its operands are. */
function activeTangent(target: SceneNode, content: TabContent, arrival: number): readonly Mark[] {
  const { x, y } = tangentPlace(target, tabSize(content));
  const shift = (1 - arrival) * 18;
  const start = target.direction === "right" ? { x: x - shift, y } : { x, y: y + shift };
  return active("arrival", start, content);
}
