import { contributionFormula } from "../differentiate/localDerivative.ts";
import type { Formula } from "../expression/formula.ts";
import { pathData, pointAt } from "../layout/index.ts";
import type { Value } from "../tensor/tensor.ts";
import { type GrowingGradient, growingGradient, growingTangent } from "../timeline/slots.ts";
import { lineBeforeArrow } from "./arrows.ts";
import { type Frame, hasReached, motion, prefixed } from "./frame.ts";
import { ghostMarks, termParts, termPlace, wayHome } from "./ghost.ts";
import { landingMarks } from "./landing.ts";
import { contentOf, type Mark, onTop, type TabContent, tabMarks, tabSize } from "./marks.ts";
import { type ActiveLooks, activePlaque, liftedValues, productPill } from "./movingEdge.ts";
import type { SceneEdge, SceneNode } from "./scene.ts";
import { bodyMarks } from "./stillNode.ts";
import { gradientPlace, gradientTab, sumParts, tangentTab, valueTab } from "./tabs.ts";
import {
  type Arriving,
  arrivingTab,
  departingTab,
  numericProduct,
  travelledWay,
  type WayLooks,
} from "./travelling.ts";

const ACTIVE: ActiveLooks = { tab: "tab gradient active", text: "on gradient" };
const WAY: WayLooks = { line: "edge gradient", chevron: "chevron" };

/** Backward: the adjoint arrives, the factor as formula and as number, the product travels on, the sum grows. */
export function backwardMarks(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const { scene } = frame;
  const consumer = scene.nodes[sceneEdge.edge.to];
  const source = scene.nodes[sceneEdge.edge.from];
  if (consumer === undefined || source === undefined) return [];
  const content = contentOf(frame.run.adjoints[sceneEdge.edge.to] ?? 0);
  const from = gradientPlace(consumer, tabSize(content));
  const arriving: Arriving = { place: sceneEdge, from, content, goal: 0 };
  return [
    ...travelledWay(frame, arriving, lineBeforeArrow(sceneEdge.curve), WAY),
    ...(hasReached(frame, 1) ? onTop(liftedValues(frame, sceneEdge)) : []),
    ...activePlaque(frame, sceneEdge, "plaque gradient"),
    ...givingNode(frame, consumer),
    ...(hasReached(frame, 4) ? receivingNode(frame, source, sceneEdge) : []),
    ...onTop(
      hasReached(frame, 3) ? travellingProduct(frame, sceneEdge) : arrivingTab(frame, arriving, ACTIVE),
    ),
  ];
}

function givingNode({ scene, run }: Frame, consumer: SceneNode): readonly Mark[] {
  const index = consumer.node.index;
  const content = contentOf(run.adjoints[index] ?? 0);
  const isOutput = index === scene.graph.output;
  const place = gradientPlace(consumer, tabSize(content));
  return prefixed(
    isOutput ? "output" : "consumer",
    tabMarks("gradient", place, content, ACTIVE.tab, ACTIVE.text),
  );
}

function travellingProduct(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const contribution = contentOf(frame.run.contributions[sceneEdge.edge.index] ?? 0);
  // The product stands beside its plaque, to be read; what it comes to travels on to the source.
  return [
    ...productPill(frame, sceneEdge, productFormula(frame, sceneEdge), ACTIVE),
    ...departingTab(frame, sceneEdge, contribution, 0, ACTIVE),
  ];
}

/** The adjoint, times the factor, is what travels on; between tensors, by formula. */
function productFormula({ run, scene: { graph } }: Frame, { edge, isScalar }: SceneEdge): Formula {
  if (!isScalar) return contributionFormula(graph, edge);
  const [adjoint, factor] = [run.adjoints[edge.to] ?? 0, run.factors[edge.index] ?? 0];
  return numericProduct(graph, adjoint, factor, run.contributions[edge.index] ?? 0);
}

function receivingNode(frame: Frame, source: SceneNode, sceneEdge: SceneEdge): readonly Mark[] {
  const { edge, curve, ghost } = sceneEdge;
  const { scene, schedule, run } = frame;
  const index = source.node.index;
  const arriving = edge.index;
  const settled = schedule.contributionAt[arriving] ?? 0;
  const grownTo = (steps: number) => growingGradient(scene.graph, schedule, run, index, steps);
  const before = grownTo(settled - 1);
  const value = run.values[index] ?? Number.NaN;
  const contribution = run.contributions[arriving] ?? 0;
  const part = ghost === null ? contentOf(contribution) : termParts(contribution);
  const from = ghost === null ? pointAt(curve, 0) : termPlace(ghost, contribution);
  return [
    ...(ghost === null ? [] : addedElsewhere(frame, ghost, source, contribution)),
    ...prefixed("node", bodyMarks(source, source.label, "node gradient")),
    ...prefixed("node", valueTab(source, value)),
    ...prefixed("node", fullTangent(frame, source)),
    ...landingMarks(
      {
        from,
        part,
        waiting: gradientTab(source, before),
        slots: sumParts(before, arriving),
        sum: sumContent(grownTo(settled), arriving),
        placeOf: (size) => gradientPlace(source, size),
        ...(ghost === null ? {} : { wayTo: (slot) => wayHome(from, slot, scene.direction) }),
      },
      motion(frame, 4),
      ACTIVE,
    ),
  ];
}

/** The copy at which a part of the sum has arrived, with the way from there to the input itself, where it is added. */
function addedElsewhere(
  frame: Frame,
  ghost: SceneNode,
  source: SceneNode,
  contribution: Value,
): readonly Mark[] {
  const { scene, schedule, run, tangents, picture } = frame;
  const { index } = source.node;
  const slot = gradientPlace(source, tabSize([{ text: "☐" }]));
  const way = wayHome(termPlace(ghost, contribution), slot, scene.direction);
  const state = {
    value: run.values[index] ?? null,
    tangent: tangents && growingTangent(scene.graph, schedule, tangents, index, picture.settled),
    contribution,
  };
  return [
    { kind: "path", key: "trail", d: pathData(way), look: "lift gradient" },
    ...ghostMarks(ghost, state, "ghost gradient"),
  ];
}

/** The seed: the output's gradient with respect to itself. */
export function seedMarks(frame: Frame, target: SceneNode): readonly Mark[] {
  const { run } = frame;
  const value = run.values[target.node.index] ?? Number.NaN;
  return [
    ...prefixed("node", bodyMarks(target, target.label, "node gradient")),
    ...prefixed("node", valueTab(target, value)),
    ...prefixed("node", fullTangent(frame, target)),
    ...activeGradient(target, contentOf(run.seed), motion(frame, 0)),
  ];
}

/** The sum as it is written; a tensor that is whole, as its grid. */
function sumContent(growing: GrowingGradient, arriving: number): TabContent {
  const { total } = growing;
  return total === null || typeof total === "number" ? sumParts(growing, arriving) : total;
}

function activeGradient(target: SceneNode, content: TabContent, arrival: number): readonly Mark[] {
  const place = gradientPlace(target, tabSize(content));
  const shift = (1 - arrival) * 18;
  const start =
    target.direction === "right" ? { x: place.x, y: place.y + shift } : { x: place.x + shift, y: place.y };
  return prefixed("arrival", tabMarks("gradient", start, content, ACTIVE.tab, ACTIVE.text));
}

/** Where tangents were swept before, theirs stands beside the value. */
function fullTangent({ scene, schedule, tangents, picture }: Frame, target: SceneNode): readonly Mark[] {
  if (tangents === null) return [];
  return tangentTab(
    target,
    growingTangent(scene.graph, schedule, tangents, target.node.index, picture.settled),
  );
}
