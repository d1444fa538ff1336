import { isByConvention } from "../differentiate/conventions.ts";
import type { Formula } from "../expression/formula.ts";
import { isComputed, nodeAt } from "../graph/graph.ts";
import { pointAt, type Size } from "../layout/index.ts";
import { overlap } from "./boxes.ts";
import { towards } from "./departing.ts";
import { type Frame, hasReached, motion, prefixed } from "./frame.ts";
import { contentOf, formulaMark, type Mark, TYPE, tabMarks, tabRadius, tabSize } from "./marks.ts";
import { measureFormula } from "./measure.ts";
import { fractionAt, type PlaqueOnCurve } from "./plaquePlace.ts";
import { equation, plaqueFormula, plaqueMarks } from "./plaques.ts";
import { restingPlace } from "./restingPlace.ts";
import type { Scene, SceneEdge, SceneNode } from "./scene.ts";
import { valuePlace } from "./tabs.ts";

// What a step of an edge shows, whichever way it goes.

/** The fraction of an edge, on the way from its plaque to an end, at which a box stands clear of the plaque. */
export function stopBeside({ curve, plaque }: PlaqueOnCurve, size: Size, end: 0 | 1): number {
  const middle = fractionAt(curve, plaque);
  const SAMPLES = 24;
  for (let index = 1; index < SAMPLES; index++) {
    const fraction = middle + ((end - middle) * index) / SAMPLES;
    if (overlap({ ...pointAt(curve, fraction), ...size }, plaque) === 0) return fraction;
  }
  // Where there is no room, in the middle between plaque and node.
  return (middle + end) / 2;
}

/**
 * The values that the sweep forward stored, on their way from their nodes to the factor that needs them, and in the
 * next beat into it: where they go in, its number appears.
 */
export function liftedValues(frame: Frame, { needs, plaque, edge }: SceneEdge): readonly Mark[] {
  const arrival = motion(frame, 1);
  const sunk = motion(frame, 2);
  if (sunk === 1) return [];
  return needs.flatMap((index, order) => {
    const source = nearestOf(frame.scene, index, edge.to);
    if (source === undefined) return [];
    const content = contentOf(frame.run.values[index] ?? Number.NaN);
    const size = tabSize(content);
    const from = valuePlace(source, size);
    const to = {
      x: plaque.x + (order - (needs.length - 1) / 2) * (size.width + 6),
      y: plaque.y - plaque.height / 2 - size.height / 2 - 2,
    };
    const into = { x: plaque.x + Math.max(0, plaque.width / 2 - size.width / 2 - 6), y: plaque.y };
    const place = towards(towards(from, to, arrival), into, sunk);
    const trail = `M${from.x.toFixed(2)},${from.y.toFixed(2)}L${place.x.toFixed(2)},${place.y.toFixed(2)}`;
    return prefixed(`lift${index}`, [
      { kind: "path", key: "trail", d: trail, look: "lift" },
      ...prefixed("stored", tabMarks("tab", from, content, "tab value active", "on value")),
      ...tabMarks("tab", place, content, "tab value active", "on value"),
    ]);
  });
}

/** Where a node's value is nearest to one that uses it: at a copy beside that, if there is one. */
function nearestOf({ graph, nodes, edges }: Scene, index: number, consumer: number): SceneNode | undefined {
  const node = nodeAt(graph, consumer);
  const operands = isComputed(node) ? node.operands : [];
  const copy = operands.find(
    (operand) => operand.kind === "node" && operand.node === index && edges[operand.edge]?.ghost != null,
  );
  return (copy?.kind === "node" ? edges[copy.edge]?.ghost : null) ?? nodes[index];
}

/** The plaque of the step: its symbol, then the formula, then the number; afterwards what the person chose to see. */
export function activePlaque(
  frame: Frame,
  sceneEdge: SceneEdge,
  look: "plaque gradient" | "plaque tangent",
): readonly Mark[] {
  const { run, scene, picture } = frame;
  const { edge, symbol, formula, isElided, isScalar, needs } = sceneEdge;
  const isOver = hasReached(frame, 4) && picture.moving?.progress === 1;
  const state = {
    mode: isOver ? frame.mode : "all",
    factor: run.factors[edge.index] ?? (look === "plaque tangent" ? "pushforward" : "pullback"),
    isConvention: isByConvention(scene.graph, run, edge.index),
  } as const;
  const whole = plaqueFormula(scene, sceneEdge, state);
  // A factor whose formula is a number has no formula to show before it.
  const isNumberThere = needs.length === 0 ? hasReached(frame, 2) : motion(frame, 2) === 1;
  const isFormulaOnly = isScalar && !isNumberThere && formula !== null && !isElided;
  const shown = !hasReached(frame, 1) ? symbol : isFormulaOnly ? equation(symbol, formula) : whole;
  return prefixed("factor", plaqueMarks(sceneEdge, shown, look));
}

/** How a step's own numbers are painted. */
export interface ActiveLooks {
  readonly tab: "tab gradient active" | "tab tangent active";
  readonly text: "on gradient" | "on tangent";
}

/** The product, standing beside its plaque to be read. */
export function productPill(
  { scene }: Frame,
  sceneEdge: SceneEdge,
  formula: Formula,
  { tab, text }: ActiveLooks,
): readonly Mark[] {
  const size = productSize(formula);
  const place = restingPlace(scene, sceneEdge, size);
  const radius = tabRadius(tab, size.height);
  return [
    { kind: "box", key: "product", ...place, ...size, radius, look: tab },
    formulaMark("product:formula", place, formula, TYPE.node * 0.9, text),
  ];
}

/** How large a product is drawn beside its edge, px. */
export function productSize(formula: Formula): Size {
  const { width, height, depth } = measureFormula(formula);
  return {
    width: width * TYPE.node * 0.9 + 26,
    height: Math.max(34, (height + depth) * TYPE.node * 0.9 + 14),
  };
}
