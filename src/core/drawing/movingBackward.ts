import { isByConvention } from "../differentiate/conventions.ts";
import { contributionFormula } from "../differentiate/localDerivative.ts";
import { equalsSign, type Formula, row } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import type { Expression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { graphNotation } from "../graph/notation.ts";
import { type Curve, type Point, pathData, pointAt, type Size, subcurve } from "../layout/index.ts";
import { type GrowingGradient, growingGradient } from "../timeline/slots.ts";
import { overlap } from "./boxes.ts";
import { type Frame, hasReached, motion, prefixed } from "./frame.ts";
import {
  contentOf,
  formulaMark,
  type Mark,
  onTop,
  type TabContent,
  TYPE,
  tabMarks,
  tabSize,
} from "./marks.ts";
import { measureFormula } from "./measure.ts";
import { restingPlace } from "./restingPlace.ts";
import type { SceneEdge, SceneNode } from "./scene.ts";
import {
  bodyMarks,
  chevron,
  equation,
  gradientPlace,
  lineBeforeArrow,
  plaqueFormula,
  plaqueMarks,
  sumParts,
  valuePlace,
  valueTab,
} from "./still.ts";

/** Backward: the adjoint arrives, the factor as formula and as number, the product travels on, the sum grows. */
export function backwardMarks(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const { scene } = frame;
  const consumer = scene.nodes[sceneEdge.edge.to];
  const source = scene.nodes[sceneEdge.edge.from];
  if (consumer === undefined || source === undefined) return [];
  return [
    ...gradientLine(frame, sceneEdge),
    ...(hasReached(frame, 1) ? onTop(liftedValues(frame, sceneEdge)) : []),
    ...activePlaque(frame, sceneEdge),
    ...givingNode(frame, consumer),
    ...(hasReached(frame, 4) ? receivingNode(frame, source, sceneEdge.edge.index) : []),
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

/** The fraction of an edge, on the way from its plaque to an end, at which a box stands clear of the plaque. */
function stopBeside({ curve, plaque }: SceneEdge, size: Size, end: 0 | 1): number {
  const middle = fractionAt(curve, plaque);
  const SAMPLES = 24;
  for (let index = 1; index < SAMPLES; index++) {
    const fraction = middle + ((end - middle) * index) / SAMPLES;
    if (overlap({ ...pointAt(curve, fraction), ...size }, plaque) === 0) return fraction;
  }
  // Where there is no room, in the middle between plaque and node.
  return (middle + end) / 2;
}

/** The values that the sweep forward stored, on their way from their nodes into the factor that needs them. */
function liftedValues(frame: Frame, { needs, plaque }: SceneEdge): readonly Mark[] {
  const arrival = motion(frame, 1);
  const isOver = hasReached(frame, 3);
  if (isOver) return [];
  return needs.flatMap((index, order) => {
    const source = frame.scene.nodes[index];
    if (source === undefined) return [];
    const content = contentOf(frame.run.values[index] ?? Number.NaN);
    const size = tabSize(content);
    const from = valuePlace(source, size);
    const to = {
      x: plaque.x + (order - (needs.length - 1) / 2) * (size.width + 6),
      y: plaque.y - plaque.height / 2 - size.height / 2 - 2,
    };
    const place = { x: from.x + (to.x - from.x) * arrival, y: from.y + (to.y - from.y) * arrival };
    const trail = `M${from.x.toFixed(2)},${from.y.toFixed(2)}L${place.x.toFixed(2)},${place.y.toFixed(2)}`;
    return prefixed(`lift${index}`, [
      { kind: "path", key: "trail", d: trail, look: "lift" },
      ...prefixed("stored", tabMarks("tab", from, content, "tab value active", "on value")),
      ...tabMarks("tab", place, content, "tab value active", "on value"),
    ]);
  });
}

/** The plaque of the step: its symbol, then the formula, then the number; afterwards what the person chose to see. */
function activePlaque(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const { run, scene, picture } = frame;
  const { edge, symbol, formula, isElided, isScalar } = sceneEdge;
  const isOver = hasReached(frame, 4) && picture.moving?.progress === 1;
  const state = {
    mode: isOver ? frame.mode : "all",
    factor: run.factors[edge.index] ?? "pullback",
    isConvention: isByConvention(scene.graph, run, edge.index),
  } as const;
  const whole = plaqueFormula(scene, sceneEdge, state);
  // A factor whose formula is a number has no formula to show before it.
  const isFormulaOnly = isScalar && !hasReached(frame, 2) && formula !== null && !isElided;
  const shown = !hasReached(frame, 1) ? symbol : isFormulaOnly ? equation(symbol, formula) : whole;
  return prefixed("factor", plaqueMarks(sceneEdge, shown, "plaque gradient"));
}

function travellingProduct(frame: Frame, sceneEdge: SceneEdge): readonly Mark[] {
  const formula = productFormula(frame, sceneEdge);
  const { width, height, depth } = measureFormula(formula);
  const size = {
    width: width * TYPE.node * 0.9 + 26,
    height: Math.max(34, (height + depth) * TYPE.node * 0.9 + 14),
  };
  const place = restingPlace(frame.scene, sceneEdge, size);
  const isTravelling = !hasReached(frame, 4);
  // The product stands beside its plaque, to be read; what it comes to travels on to the source.
  return [
    { kind: "box", key: "product", ...place, ...size, radius: size.height / 2, look: "tab gradient active" },
    formulaMark("product:formula", place, formula, TYPE.node * 0.9, "on gradient"),
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

function receivingNode(frame: Frame, source: SceneNode, arriving: number): readonly Mark[] {
  const { scene, schedule, run } = frame;
  const index = source.node.index;
  const settled = schedule.contributionAt[arriving] ?? 0;
  const growing = growingGradient(scene.graph, schedule, run, index, settled);
  const value = run.values[index] ?? Number.NaN;
  return [
    ...prefixed("node", bodyMarks(source, source.label, "node gradient")),
    ...prefixed("node", valueTab(source, value)),
    ...activeGradient(source, sumContent(growing, arriving), motion(frame, 4)),
  ];
}

/** The fraction of a curve nearest to its plaque. */
function fractionAt(curve: Curve, place: Point): number {
  const known = fractions.get(curve);
  if (known !== undefined) return known;
  const fraction = nearestFraction(curve, place);
  fractions.set(curve, fraction);
  return fraction;
}

// A curve has one plaque, which never moves.
const fractions = new WeakMap<Curve, number>();

function nearestFraction(curve: Curve, place: Point): number {
  const SAMPLES = 64;
  let best = 0.5;
  let nearest = Infinity;
  for (let index = 0; index <= SAMPLES; index++) {
    const { x, y } = pointAt(curve, index / SAMPLES);
    const distance = (x - place.x) ** 2 + (y - place.y) ** 2;
    if (distance < nearest) {
      nearest = distance;
      best = index / SAMPLES;
    }
  }
  return best;
}

/** The seed: the output's gradient with respect to itself. */
export function seedMarks(frame: Frame, target: SceneNode): readonly Mark[] {
  const { run } = frame;
  const value = run.values[target.node.index] ?? Number.NaN;
  return [
    ...prefixed("node", bodyMarks(target, target.label, "node gradient")),
    ...prefixed("node", valueTab(target, value)),
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
