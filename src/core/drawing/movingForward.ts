import type { Run } from "../differentiate/run.ts";
import { equalsSign, type Formula, row } from "../expression/formula.ts";
import { symbolFormula } from "../graph/notation.ts";
import {
  type Box,
  type Curve,
  curveLength,
  type Point,
  pathData,
  pointAt,
  type Size,
  subcurve,
} from "../layout/index.ts";
import type { Value } from "../tensor/tensor.ts";
import { numbersInFormula } from "../timeline/growingValue.ts";
import { growingGradient } from "../timeline/slots.ts";
import { lineBeforeArrow } from "./arrows.ts";
import { overlap } from "./boxes.ts";
import { type Departing, departing, towards } from "./departing.ts";
import { type Frame, hasReached, motion, motionInTurn, prefixed } from "./frame.ts";
import { contentOf, isGrid, type Mark, onTop, type TabContent, TYPE, tabMarks, tabSize } from "./marks.ts";
import { plaqueMarks } from "./plaques.ts";
import { beginningOf, type Scene, type SceneEdge, type SceneNode } from "./scene.ts";
import { bodyMarks, labelSize } from "./stillNode.ts";
import { gradientTab, tangentTab, valuePlace, valueTab } from "./tabs.ts";

/** Forward: the operands travel, the formula is looked at, numbers stand in it, the value is there. */
export function forwardMarks(frame: Frame, target: SceneNode): readonly Mark[] {
  const { scene, schedule, run, picture } = frame;
  const operands = movingOperands(frame, edgesInto(scene, target));
  const isSettled = hasReached(frame, 3);
  const value = isSettled ? (run.values[target.node.index] ?? Number.NaN) : null;
  // Where operands go in, their numbers appear; the value rises out of these.
  const areIn = operands.every(({ content }) => isGrid(content))
    ? hasReached(frame, 2)
    : motion(frame, 2) === 1;
  const label = areIn && motion(frame, 3) < 1 ? numericLabel(scene, run, target) : target.label;
  const growing = growingGradient(scene.graph, schedule, run, target.node.index, picture.settled);
  return [
    ...operands.flatMap(operandLine),
    ...prefixed("node", bodyMarks(target, label, "node value")),
    ...prefixed("node", gradientTab(target, growing)),
    ...prefixed("node", tangentTab(target, null)),
    ...(value === null
      ? prefixed("node", valueTab(target, null))
      : activeValue(target, value, motion(frame, 3))),
    ...operands.flatMap((operand) => operandTab(frame, operand)),
  ];
}

const incoming = new WeakMap<Scene["edges"], Map<number, readonly SceneEdge[]>>();

/** The edges of a node's operands, looked for once and not in each of its frames: there may be thousands. */
function edgesInto({ edges }: Scene, { node: { index } }: SceneNode): readonly SceneEdge[] {
  const known = incoming.get(edges) ?? new Map<number, readonly SceneEdge[]>();
  incoming.set(edges, known);
  const found = known.get(index) ?? edges.filter(({ edge }) => edge.to === index);
  known.set(index, found);
  return found;
}

/** Smaller than what stands on the edges, numbers would not be read in their time. */
const SMALLEST_NUMBERS = TYPE.plaque;

/** The label with numbers where names stood; without the node's name where there is no room for both. */
function numericLabel({ graph, direction }: Scene, run: Run, { node, label, box }: SceneNode): Formula {
  const numbers = numbersInFormula(graph, run, node);
  if (numbers === null) return label;
  const whole = row(symbolFormula(node), equalsSign, numbers);
  return labelSize(box.width, direction, whole) < SMALLEST_NUMBERS ? numbers : whole;
}

function activeValue(target: SceneNode, value: Value, arrival: number): readonly Mark[] {
  const content = contentOf(value);
  const place = valuePlace(target, tabSize(content));
  // It rises out of its node.
  const shift = (1 - arrival) * 18;
  const start =
    target.direction === "right" ? { x: place.x, y: place.y + shift } : { x: place.x + shift, y: place.y };
  return prefixed("arrival", tabMarks("value", start, content, "tab value active", "on value"));
}

function operandLine({ sceneEdge, departure: { share } }: MovingOperand): readonly Mark[] {
  const line = subcurve(lineBeforeArrow(sceneEdge.curve), 0, share);
  return prefixed(sceneEdge.edge.id, [
    ...(share === 0 ? [] : [{ kind: "path", key: "line", d: pathData(line), look: "edge value" } as const]),
    ...plaqueMarks(sceneEdge, sceneEdge.symbol, "plaque to come"),
  ]);
}

/** An operand's value on its way from its tab along its edge. */
interface MovingOperand {
  readonly sceneEdge: SceneEdge;
  readonly content: TabContent;
  readonly departure: Departing;
}

/** Where one operand waits, the next one stands behind it: each can be read. */
function movingOperands(frame: Frame, edges: readonly SceneEdge[]): readonly MovingOperand[] {
  const { scene, run } = frame;
  const arrived: Box[] = [];
  return edges.map((sceneEdge, place) => {
    const { edge, curve } = sceneEdge;
    const content = contentOf(run.values[edge.from] ?? Number.NaN);
    const size = tabSize(content);
    const stop = clearStop(curve, stopBefore(curve, size, scene), size, arrived);
    arrived.push({ ...pointAt(curve, stop), ...size });
    const source = beginningOf(scene, sceneEdge);
    const tab = source === undefined ? pointAt(curve, 0) : valuePlace(source, size);
    const share = frame.inTurn === true ? motionInTurn(frame, 0, place, edges.length) : motion(frame, 0);
    const departure = departing({ tab, curve, start: 0, stop }, share);
    return { sceneEdge, content, departure };
  });
}

/** An operand where it is. In the end a number goes in; a grid, of which the formula has only the shape, stays beside it. */
function operandTab(
  frame: Frame,
  { sceneEdge: { edge, curve }, content, departure }: MovingOperand,
): readonly Mark[] {
  const sunk = isGrid(content) ? 0 : motion(frame, 2);
  if (sunk === 1 || hasReached(frame, 3)) return [];
  const place = towards(departure.place, insideOf(curve, frame.scene), sunk);
  return onTop(prefixed(edge.id, tabMarks("operand", place, content, "tab value active", "on value")));
}

/** How far into its node an operand goes before its number stands in the formula, px. */
const INSIDE = 16;

function insideOf(curve: Curve, { direction }: Scene): Point {
  const { x, y } = pointAt(curve, 1);
  return direction === "right" ? { x: x + INSIDE, y } : { x, y: y - INSIDE };
}

/** Between two operands that wait, px; and how far back along its edge the next one is tried. */
const AIR = 4;
const STEP = 6;
/** Of many operands at one place, not all can be clear of each other. */
const MOST_TRIED = 24;

/** The last fraction of a curve before a stop at which a tab covers none of those that have arrived. */
function clearStop(curve: Curve, stop: number, { width, height }: Size, arrived: readonly Box[]): number {
  const step = STEP / Math.max(1, curveLength(curve));
  for (let tried = 0; tried < MOST_TRIED; tried++) {
    const fraction = stop - tried * step;
    if (fraction <= 0) break;
    const box = { ...pointAt(curve, fraction), width: width + 2 * AIR, height: height + 2 * AIR };
    if (!arrived.some((other) => overlap(other, box) > 0)) return fraction;
  }
  return stop;
}

/** The fraction of a curve at which a tab stands just before the curve's end. */
function stopBefore(curve: Curve, { width, height }: Size, { direction }: Scene): number {
  const half = direction === "right" ? width / 2 : height / 2;
  const length = curveLength(curve);
  return length === 0 ? 1 : Math.max(0, 1 - (half + 10) / length);
}
