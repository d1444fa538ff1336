import { tangentFormula } from "../differentiate/tangentFormula.ts";
import type { Tangents } from "../differentiate/tangents.ts";
import { equalsSign, type Formula, row } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import type { Expression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { graphNotation } from "../graph/notation.ts";
import { pathData, pointAt, subcurve } from "../layout/index.ts";
import type { Value } from "../tensor/tensor.ts";
import { type GrowingSum, growingGradient, growingTangent } from "../timeline/slots.ts";
import { type Frame, hasReached, motion, prefixed } from "./frame.ts";
import { landingMarks } from "./landing.ts";
import { contentOf, type Mark, onTop, type TabContent, tabMarks, tabSize, tangentContent } from "./marks.ts";
import {
  type ActiveLooks,
  activePlaque,
  fractionAt,
  liftedValues,
  productPill,
  stopBeside,
} from "./movingEdge.ts";
import type { SceneEdge, SceneNode } from "./scene.ts";
import {
  bodyMarks,
  chevron,
  gradientTab,
  lineBeforeArrow,
  tangentPlace,
  tangentSumParts,
  tangentTab,
  valueTab,
} from "./still.ts";

const ACTIVE: ActiveLooks = { tab: "tab tangent active", text: "on tangent" };

/** Forward mode: the tangent arrives, the factor as formula and as number, the product travels on, the sum grows. */
export function tangentMarks(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const { scene, tangents } = frame;
  const consumer = scene.nodes[sceneEdge.edge.to];
  const source = scene.nodes[sceneEdge.edge.from];
  if (consumer === undefined || source === undefined || tangents === null) return [];
  const swept: Swept = { ...frame, tangents };
  return [
    ...tangentLine(frame, sceneEdge),
    ...(hasReached(frame, 1) ? onTop(liftedValues(frame, sceneEdge)) : []),
    ...activePlaque(frame, sceneEdge, "plaque tangent"),
    ...givingNode(swept, source),
    ...(hasReached(frame, 4) ? receivingNode(swept, consumer, sceneEdge) : []),
    ...onTop(hasReached(frame, 3) ? travellingProduct(swept, sceneEdge) : arrivingTangent(swept, sceneEdge)),
  ];
}

interface Swept extends Frame {
  readonly tangents: Tangents;
}

/** The part of the edge that the tangent has come along, with chevrons that point the way it goes. */
function tangentLine(frame: Frame, { curve, plaque }: SceneEdge): readonly Mark[] {
  const middle = fractionAt(curve, plaque);
  const reached = hasReached(frame, 3) ? middle + (1 - middle) * motion(frame, 3) : middle * motion(frame, 0);
  const places = [middle / 2, (1 + middle) / 2].filter((place) => place < reached);
  return [
    {
      kind: "path",
      key: "line",
      d: pathData(subcurve(lineBeforeArrow(curve), 0, Math.max(reached, 0.001))),
      look: "edge tangent",
    },
    ...places.map(
      (place, index): Mark => ({
        kind: "path",
        key: `chevron${index}`,
        d: chevron(curve, place, "forward"),
        look: "chevron tangent",
      }),
    ),
  ];
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

function arrivingTangent(frame: Swept, sceneEdge: SceneEdge): readonly Mark[] {
  const { curve, edge } = sceneEdge;
  const content = tabOf(frame.tangents.tangents[edge.from] ?? 0);
  const stop = stopBeside(sceneEdge, tabSize(content), 0);
  return active("tangent", pointAt(curve, stop * motion(frame, 0)), content);
}

function travellingProduct(frame: Swept, sceneEdge: SceneEdge): readonly Mark[] {
  return [
    ...productPill(frame, sceneEdge, productFormula(frame, sceneEdge), ACTIVE),
    ...(hasReached(frame, 4) ? [] : travellingPart(frame, sceneEdge)),
  ];
}

function travellingPart(frame: Swept, sceneEdge: SceneEdge): readonly Mark[] {
  const { edge, curve } = sceneEdge;
  const content = tabOf(frame.tangents.part(edge.index));
  const start = stopBeside(sceneEdge, tabSize(content), 1);
  return active("part", pointAt(curve, start + (1 - start) * motion(frame, 3)), content);
}

/** `2 · 1 = 2`: the factor, times the tangent, is what travels on; between tensors, by formula. */
function productFormula({ run, tangents, scene: { graph } }: Swept, { edge, isScalar }: SceneEdge): Formula {
  if (!isScalar) return tangentFormula(graph, edge);
  const notation = graphNotation(graph);
  const left = numberExpression(Number(run.factors[edge.index] ?? 0));
  const right = numberExpression(Number(tangents.tangents[edge.from] ?? 0));
  const product: Expression = { kind: "binary", operator: "*", left, right, from: 0, to: 0 };
  return row(
    typeset(product, notation),
    equalsSign,
    typeset(numberExpression(Number(tangents.part(edge.index))), notation),
  );
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
