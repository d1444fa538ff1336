import { contributionFormula } from "../differentiate/localDerivative.ts";
import { equalsSign, type Formula, row } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import type { Expression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { graphNotation } from "../graph/notation.ts";
import { pathData, pointAt, subcurve } from "../layout/index.ts";
import { type GrowingGradient, growingGradient, growingTangent } from "../timeline/slots.ts";
import { type Frame, hasReached, motion, prefixed } from "./frame.ts";
import { landingMarks } from "./landing.ts";
import { contentOf, type Mark, onTop, type TabContent, tabMarks, tabSize } from "./marks.ts";
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
  gradientPlace,
  gradientTab,
  lineBeforeArrow,
  sumParts,
  tangentTab,
  valueTab,
} from "./still.ts";

const ACTIVE: ActiveLooks = { tab: "tab gradient active", text: "on gradient" };

/** Backward: the adjoint arrives, the factor as formula and as number, the product travels on, the sum grows. */
export function backwardMarks(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const { scene } = frame;
  const consumer = scene.nodes[sceneEdge.edge.to];
  const source = scene.nodes[sceneEdge.edge.from];
  if (consumer === undefined || source === undefined) return [];
  return [
    ...gradientLine(frame, sceneEdge),
    ...(hasReached(frame, 1) ? onTop(liftedValues(frame, sceneEdge)) : []),
    ...activePlaque(frame, sceneEdge, "plaque gradient"),
    ...givingNode(frame, consumer),
    ...(hasReached(frame, 4) ? receivingNode(frame, source, sceneEdge) : []),
    ...onTop(hasReached(frame, 3) ? travellingProduct(frame, sceneEdge) : arrivingAdjoint(frame, sceneEdge)),
  ];
}

/** The part of the edge that the gradient has come along, with chevrons that point the way it goes. */
function gradientLine(frame: Frame, { curve, plaque }: SceneEdge): readonly Mark[] {
  const middle = fractionAt(curve, plaque);
  const reached = hasReached(frame, 3)
    ? middle * (1 - motion(frame, 3))
    : 1 - (1 - middle) * motion(frame, 0);
  const places = [(1 + middle) / 2, middle / 2].filter((place) => place > reached);
  return [
    {
      kind: "path",
      key: "line",
      d: pathData(subcurve(lineBeforeArrow(curve), Math.min(reached, 0.999), 1)),
      look: "edge gradient",
    },
    ...places.map(
      (place, index): Mark => ({
        kind: "path",
        key: `chevron${index}`,
        d: chevron(curve, place),
        look: "chevron",
      }),
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
    tabMarks("gradient", place, content, "tab gradient active", "on gradient"),
  );
}

function arrivingAdjoint(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const { curve, edge } = sceneEdge;
  const content = contentOf(frame.run.adjoints[edge.to] ?? 0);
  const stop = stopBeside(sceneEdge, tabSize(content), 1);
  const place = pointAt(curve, 1 - (1 - stop) * motion(frame, 0));
  return prefixed("adjoint", tabMarks("tab", place, content, "tab gradient active", "on gradient"));
}

function travellingProduct(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const isTravelling = !hasReached(frame, 4);
  // The product stands beside its plaque, to be read; what it comes to travels on to the source.
  return [
    ...productPill(frame, sceneEdge, productFormula(frame, sceneEdge), ACTIVE),
    ...(isTravelling ? travellingContribution(frame, sceneEdge) : []),
  ];
}

function travellingContribution(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const { edge, curve } = sceneEdge;
  const content = contentOf(frame.run.contributions[edge.index] ?? 0);
  const start = stopBeside(sceneEdge, tabSize(content), 0);
  const place = pointAt(curve, start * (1 - motion(frame, 3)));
  return prefixed("contribution", tabMarks("tab", place, content, "tab gradient active", "on gradient"));
}

/** `2 · 1 = 2`: the adjoint, times the factor, is what travels on; between tensors, by formula. */
function productFormula({ run, scene: { graph } }: Frame, { edge, isScalar }: SceneEdge): Formula {
  if (!isScalar) return contributionFormula(graph, edge);
  const notation = graphNotation(graph);
  const left = numberExpression(Number(run.adjoints[edge.to] ?? 0));
  const right = numberExpression(Number(run.factors[edge.index] ?? 0));
  const product: Expression = { kind: "binary", operator: "*", left, right, from: 0, to: 0 };
  return row(
    typeset(product, notation),
    equalsSign,
    typeset(numberExpression(Number(run.contributions[edge.index] ?? 0)), notation),
  );
}

function receivingNode(frame: Frame, source: SceneNode, { edge, curve }: SceneEdge): readonly Mark[] {
  const { scene, schedule, run } = frame;
  const index = source.node.index;
  const arriving = edge.index;
  const settled = schedule.contributionAt[arriving] ?? 0;
  const grownTo = (steps: number) => growingGradient(scene.graph, schedule, run, index, steps);
  const before = grownTo(settled - 1);
  const value = run.values[index] ?? Number.NaN;
  return [
    ...prefixed("node", bodyMarks(source, source.label, "node gradient")),
    ...prefixed("node", valueTab(source, value)),
    ...prefixed("node", fullTangent(frame, source)),
    ...landingMarks(
      {
        from: pointAt(curve, 0),
        part: contentOf(run.contributions[arriving] ?? 0),
        waiting: gradientTab(source, before),
        slots: sumParts(before, arriving),
        sum: sumContent(grownTo(settled), arriving),
        placeOf: (size) => gradientPlace(source, size),
      },
      motion(frame, 4),
      ACTIVE,
    ),
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
  return prefixed("arrival", tabMarks("gradient", start, content, "tab gradient active", "on gradient"));
}

/** Where tangents were swept before, theirs stands beside the value. */
function fullTangent({ scene, schedule, tangents, picture }: Frame, target: SceneNode): readonly Mark[] {
  if (tangents === null) return [];
  return tangentTab(
    target,
    growingTangent(scene.graph, schedule, tangents, target.node.index, picture.settled),
  );
}
