import { nodeAt, shapeAt } from "../graph/graph.ts";
import { type Curve, curveLength, pathData, pointAt } from "../layout/index.ts";
import { shapeText, type Value } from "../tensor/tensor.ts";
import { arrowhead, lineBeforeArrow } from "./arrows.ts";
import { type Mark, TYPE } from "./marks.ts";
import { measureFigures } from "./measure.ts";
import { type PlaqueMode, plaqueBox, plaqueFormula, plaqueMarks } from "./plaques.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import { signPlace } from "./signPlace.ts";
import { type SignKind, signMarks } from "./signs.ts";
import type { Look } from "./theme.ts";

/** How much of an edge has been filled; `factor` is null until its step. */
export interface EdgeState {
  /** Of a linear edge, its pullback; or its pushforward, where only a tangent has gone along it. */
  readonly factor: Value | "pullback" | "pushforward" | null;
  /** Whether a tangent has gone along it, and no gradient has come back yet. */
  readonly isCarried?: boolean;
  /** Whether the factor is one by convention. */
  readonly isConvention: boolean;
  readonly mode: PlaqueMode;
  /** What differences say of the factor, when that was asked for. */
  readonly check?: readonly Mark[];
  /** What happens to the gradient here, where that has to be said. */
  readonly finding?: SignKind | null;
  /** How wide its line is for the gradient through it, px, 0 for none; null where edges are drawn alike. */
  readonly strength?: number | null;
}

/** An edge at rest: its line, its arrowhead and its plaque. Once its gradient is back, the line has the gradients' hue. */
export function edgeMarks(scene: Scene, sceneEdge: SceneEdge, state: EdgeState): readonly Mark[] {
  const { curve, isUsed } = sceneEdge;
  const filled = state.isCarried === true ? "edge carried" : "edge returned";
  const look = isUsed ? (state.factor === null ? "edge" : filled) : "edge unused";
  const { line, head } = drawn(curve);
  return [
    lineMark(line, look, state),
    head,
    ...(isUsed
      ? plaqueMarks(
          sceneEdge,
          plaqueFormula(scene, sceneEdge, state),
          state.factor === null ? "plaque to come" : "plaque",
        )
      : []),
    ...(state.finding == null
      ? []
      : signMarks(
          state.finding,
          signPlace(scene, sceneEdge, plaqueBox(sceneEdge, plaqueFormula(scene, sceneEdge, state))),
        )),
    ...shapeOnEdge(scene, sceneEdge),
    ...(state.check ?? []),
  ];
}

/** What of an edge follows from its curve alone; numbers change more often than curves do. */
interface DrawnCurve {
  readonly line: string;
  readonly head: Mark;
}

const drawnCurves = new WeakMap<Curve, DrawnCurve>();

function drawn(curve: Curve): DrawnCurve {
  const known = drawnCurves.get(curve);
  if (known !== undefined) return known;
  const head: Mark = { kind: "path", key: "arrowhead", d: arrowhead(curve), look: "arrowhead" };
  const fresh = { line: pathData(lineBeforeArrow(curve)), head };
  drawnCurves.set(curve, fresh);
  return fresh;
}

/** An edge's line; as strong as the gradient through it, once that is back and where it is asked for. */
function lineMark(d: string, look: Look, { factor, strength }: EdgeState): Mark {
  const line = { kind: "path", key: "line", d } as const;
  if (factor === null || strength == null) return { ...line, look };
  return strength === 0
    ? { ...line, look: "edge zero" }
    : { ...line, look: "edge strength", width: strength };
}

/** How far from its node, along an edge and beside it, the shape stands that travels there, px. */
const SHAPE_ALONG = 26;
const SHAPE_BESIDE = 11;

/** The shape of what travels along an edge, where it leaves its node; none for a single number. */
function shapeOnEdge({ graph, direction }: Scene, { edge, curve }: SceneEdge): readonly Mark[] {
  const shape = shapeAt(graph, edge.from);
  const length = curveLength(curve);
  // Edges that leave one node begin in one place: the first of them tells for all.
  const isFirst = nodeAt(graph, edge.from).uses[0] === edge.index;
  if (shape.length === 0 || length === 0 || !isFirst) return [];
  const { x, y } = pointAt(curve, Math.min(0.5, SHAPE_ALONG / length));
  const text = shapeText(shape);
  const aside = SHAPE_BESIDE + (measureFigures(text) * TYPE.caption) / 2;
  const place = direction === "right" ? { x, y: y - SHAPE_BESIDE } : { x: x + aside, y };
  return [{ kind: "figures", key: "shape", ...place, parts: [{ text }], size: TYPE.caption, look: "muted" }];
}
