import { CHECK_TOLERANCE, type CheckedNumber } from "../differentiate/differences.ts";
import { tangentFormula } from "../differentiate/tangentFormula.ts";
import { equalsSign, type Formula, row, superscript, symbol } from "../expression/formula.ts";
import { numberExpression, numberText } from "../expression/numbers.ts";
import { typeset } from "../expression/typeset.ts";
import { nodeAt, shapeAt } from "../graph/graph.ts";
import { graphNotation } from "../graph/notation.ts";
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
import { shapeText, type Value } from "../tensor/tensor.ts";
import { valueText } from "../tensor/text.ts";
import type { GrowingGradient, GrowingSum } from "../timeline/slots.ts";
import { gridSize } from "./grid.ts";
import { plaqueSign } from "./labels.ts";
import {
  contentOf,
  type FiguresPart,
  formulaMark,
  type Mark,
  TAB_HEIGHT,
  TYPE,
  tabMarks,
  tabSize,
  tangentContent,
} from "./marks.ts";
import { measureFigures, measureFormula } from "./measure.ts";
import { outlineMark } from "./outline.ts";
import { CAPTION_ROOM, type Scene, type SceneEdge, type SceneNode, TAB_GAP, TAB_OVERLAP } from "./scene.ts";
import { signPlace } from "./signPlace.ts";
import { type SignKind, signMarks } from "./signs.ts";
import type { Look } from "./theme.ts";

/** What a plaque says of its factor. */
export const PLAQUE_MODES = ["symbol", "formula", "number", "all"] as const;
export type PlaqueMode = (typeof PLAQUE_MODES)[number];

/** How much of a node has been filled. */
export interface NodeState {
  readonly value: Value | null;
  readonly gradient: GrowingGradient;
  /** Its tangent, where the schedule has a sweep forward. */
  readonly tangent?: GrowingSum | null;
  /** What differences say of the gradient, when that was asked for. */
  readonly check?: CheckedNumber | null;
  /** Whether its value, not a finite number, was born here or came from an operand. */
  readonly trouble?: "born" | "downstream" | null;
  /** What has become of its gradient, where that has to be said. */
  readonly finding?: SignKind | null;
}

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
  readonly check?: CheckedNumber | null;
  /** What happens to the gradient here, where that has to be said. */
  readonly finding?: SignKind | null;
  /** How wide its line is for the gradient through it, px, 0 for none; null where edges are drawn alike. */
  readonly strength?: number | null;
}

/** A node at rest: its box, its label, its value above and its gradient below (left and right where it stands upright). */
export function nodeMarks(
  scene: SceneNode,
  { value, gradient, tangent, check, trouble, finding }: NodeState,
): readonly Mark[] {
  const { box, node } = scene;
  const look = trouble == null ? (node.feedsOutput ? "node" : "node unused") : "node troubled";
  return [
    ...standingBody(scene, look),
    ...(trouble === "born" ? [warningSign(freeCorner(scene))] : []),
    ...(finding == null ? [] : signMarks(finding, { x: box.x - box.width / 2, y: box.y - box.height / 2 })),
    ...valueTab(scene, value),
    ...tangentTab(scene, tangent ?? null),
    ...gradientTab(scene, gradient),
    ...checkMarks(check, belowTabs(scene)),
  ];
}

const bodies = new WeakMap<SceneNode, { readonly look: Look; readonly marks: readonly Mark[] }>();

/** What of a node follows from no number. */
function standingBody(scene: SceneNode, look: Look): readonly Mark[] {
  const known = bodies.get(scene);
  if (known?.look === look) return known.marks;
  const marks = bodyMarks(scene, scene.label, look);
  bodies.set(scene, { look, marks });
  return marks;
}

/** Below a node and its gradient, which may be a grid taller than the node. */
function belowTabs(scene: SceneNode): Point {
  const { box, shape } = scene;
  const size = shape.length === 0 ? { width: 0, height: TAB_HEIGHT } : gridSize(shape);
  const tab = gradientPlace(scene, size);
  return { x: box.x, y: Math.max(box.y + box.height / 2 + 24, tab.y + size.height / 2 + 12) };
}

/** In the upper right corner; a grid hangs into the box from above, or from the right where the graph runs upwards. */
function freeCorner({ box, shape, direction }: SceneNode): Point {
  const grid = shape.length === 0 ? null : direction;
  return {
    x: box.x + box.width / 2 - (grid === "up" ? TAB_OVERLAP + 8 : 13),
    y: box.y - box.height / 2 + (grid === "right" ? TAB_OVERLAP + 13 : 19),
  };
}

function warningSign(place: Point): Mark {
  return {
    kind: "figures",
    key: "warning",
    ...place,
    parts: [{ text: "!" }],
    size: TYPE.node,
    look: "warning",
  };
}

/** The error that a check has found, in words that need no colour: `✓ 2·10⁻¹²`, or `≠ 0.5`. */
function checkMarks(check: CheckedNumber | null | undefined, place: Point): readonly Mark[] {
  if (check == null) return [];
  const isRight = check.error <= CHECK_TOLERANCE;
  const error = check.error === 0 ? "exact" : numberText(Number(check.error.toPrecision(1)));
  const text = isRight ? `✓ ${error}` : !check.isDecided ? "at a kink" : `≠ ${numberText(check.numeric)}`;
  return [
    {
      kind: "figures",
      key: "check",
      ...place,
      parts: [{ text }],
      size: TYPE.caption,
      look: isRight ? "muted" : "ink",
    },
  ];
}

/** A node's box with something written in it, smaller where it would not fit; a tensor's shape stands below. */
export function bodyMarks(
  { box, node, shape, direction }: SceneNode,
  label: Formula,
  look: Look,
): readonly Mark[] {
  const width = measureFormula(label).width * TYPE.node;
  const size = Math.min(TYPE.node, (TYPE.node * (box.width - 20)) / width);
  const place = shape.length === 0 ? box : { x: box.x, y: box.y - CAPTION_ROOM / 2 };
  const marks: Mark[] = [
    ...(node.kind === "group" && node.terms === null ? stackMarks(box, look) : []),
    outlineMark("box", box, { role: node.kind === "input" ? node.role : null, direction }, look),
    formulaMark("label", place, label, size, node.feedsOutput ? "ink" : "muted"),
  ];
  if (shape.length === 0) return marks;
  const caption: Mark = {
    kind: "figures",
    key: "shape",
    x: box.x,
    y: box.y + box.height / 2 - TAB_OVERLAP - CAPTION_ROOM / 2,
    parts: [{ text: shapeText(shape) }],
    size: TYPE.caption,
    look: "muted",
  };
  return [...marks, caption];
}

/** How far the sheets of a folded node stand out behind one another, px. */
const SHEET = 5;

/** Two more sheets behind a node that stands for several. */
function stackMarks(box: Box, look: Look): readonly Mark[] {
  return [2, 1].map((sheet) => {
    const behind = { ...box, x: box.x + sheet * SHEET, y: box.y - sheet * SHEET };
    return outlineMark(`sheet ${sheet}`, behind, { role: null, direction: "right" }, look);
  });
}

export function valueTab(scene: SceneNode, value: Value | null): readonly Mark[] {
  if (value === null)
    return scene.node.feedsOutput || scene.node.kind === "input" ? emptyTab("value", scene, valuePlace) : [];
  const content = contentOf(value);
  const place = valuePlace(scene, tabSize(content));
  return tabMarks("value", place, content, "tab value", "value");
}

export function gradientTab(scene: SceneNode, gradient: GrowingGradient): readonly Mark[] {
  const { total, slots } = gradient;
  if (total !== null) {
    const content = contentOf(total);
    const place = gradientPlace(scene, tabSize(content));
    return tabMarks("gradient", place, content, "tab gradient", "gradient");
  }
  if (slots.some(({ contribution }) => contribution !== null)) {
    const parts = sumParts(gradient, null);
    return tabMarks(
      "gradient",
      gradientPlace(scene, tabSize(parts)),
      parts,
      "tab gradient waiting",
      "gradient",
    );
  }
  return scene.hasGradient && scene.node.feedsOutput && scene.node.dependsOnInput
    ? emptyTab("gradient", scene, gradientPlace)
    : [];
}

/** The tangent's tab; the place that waits for it, where there is one. */
export function tangentTab(scene: SceneNode, tangent: GrowingSum | null): readonly Mark[] {
  if (!scene.hasTangent) return [];
  if (tangent === null) return emptyTab("tangent", scene, tangentPlace);
  const isWaiting = tangent.total === null;
  if (isWaiting && tangent.slots.every(({ contribution }) => contribution === null))
    return emptyTab("tangent", scene, tangentPlace);
  const content = tangentContent(
    tangent.total === null ? tangentSumParts(tangent, null) : contentOf(tangent.total),
  );
  const look = isWaiting ? "tab tangent waiting" : "tab tangent";
  return tabMarks("tangent", tangentPlace(scene, tabSize(content)), content, look, "tangent");
}

/** A place that will be filled: a small pill, or a frame as large as the grid that comes. */
function emptyTab(
  key: string,
  scene: SceneNode,
  placeOf: (scene: SceneNode, size: Size) => Point,
): readonly Mark[] {
  const { shape } = scene;
  const size = shape.length === 0 ? { width: 36, height: 20 } : gridSize(shape);
  const place = placeOf(scene, shape.length === 0 ? { ...size, height: TAB_HEIGHT } : size);
  const radius = shape.length === 0 ? 10 : 7;
  return [{ kind: "box", key, ...place, ...size, radius, look: "tab to come" }];
}

/** More slots than this are counted, not written out. */
const MOST_SLOTS = 3;

/** A gradient's sum as figures: `☐ + 3, 1 of 2`, then `2 + 3 = 5`. `arriving` is underlined. */
export function sumParts({ slots, total }: GrowingSum, arriving: number | null): readonly FiguresPart[] {
  if (slots.length <= 1) return [{ text: total === null ? "☐" : valueText(total) }];
  const filled = slots.filter(({ contribution }) => contribution !== null);
  const count = `${filled.length} of ${slots.length}`;
  const numbers = filled.flatMap(({ contribution }) =>
    typeof contribution === "number" ? contribution : [],
  );
  // Grids are added entry by entry: their sum is counted, and shown once it is whole.
  if (numbers.length < filled.length) return [{ text: `☐ ${count} parts` }];
  if (slots.length > MOST_SLOTS) {
    const sum = numbers.reduce((so, number) => so + number, 0);
    return [
      {
        text:
          total === null ? `${numberText(sum)} + …, ${count}` : `${slots.length} parts = ${valueText(total)}`,
      },
    ];
  }
  const parts = slots.flatMap(({ edge, contribution }, place): FiguresPart[] => {
    const text =
      contribution === null
        ? "☐"
        : place > 0 && typeof contribution === "number" && contribution < 0
          ? `(${valueText(contribution)})`
          : valueText(contribution);
    return [...(place === 0 ? [] : [{ text: " + " }]), { text, isNew: edge === arriving }];
  });
  return [...parts, { text: total === null ? `, ${count}` : ` = ${valueText(total)}` }];
}

/** A tangent's sum as figures: `2 + ☐`, then `2 + 3 = 5`. There is less room beside a value than below it. */
export function tangentSumParts(growing: GrowingSum, arriving: number | null): readonly FiguresPart[] {
  const parts = sumParts(growing, arriving);
  const isThere = ({ contribution }: GrowingSum["slots"][number]): boolean => contribution !== null;
  const isOfGrids = growing.slots.some(
    ({ contribution }) => typeof contribution === "object" && contribution,
  );
  if (growing.total === null && isOfGrids)
    return [{ text: `☐ ${growing.slots.filter(isThere).length} of ${growing.slots.length}` }];
  return growing.total === null && parts.length > 1 ? parts.slice(0, -1) : parts;
}

/**
 * Where the value's tab stands: on the upper edge, or at the left of a graph that runs upwards. It gives way to the
 * tangent's, where there is one.
 */
export function valuePlace(scene: SceneNode, size: Size): Point {
  return besideEachOther(scene, size, scene.hasTangent ? -1 : 0);
}

/** Where the tangent's tab stands: right of the value's, or below it. */
export function tangentPlace(scene: SceneNode, size: Size): Point {
  return besideEachOther(scene, size, 1);
}

function besideEachOther({ box, direction }: SceneNode, { width, height }: Size, side: -1 | 0 | 1): Point {
  if (direction === "right")
    return {
      x: box.x + (side * (width + TAB_GAP)) / 2,
      y: box.y - box.height / 2 - height / 2 + TAB_OVERLAP,
    };
  return {
    x: box.x - box.width / 2 - width / 2 + TAB_OVERLAP,
    y: box.y + (side * (height + TAB_GAP)) / 2,
  };
}

/** Where the gradient's tab stands: on the lower edge, or at the right. */
export function gradientPlace({ box, direction }: SceneNode, { width, height }: Size): Point {
  if (direction === "right") return { x: box.x, y: box.y + box.height / 2 + height / 2 - TAB_OVERLAP };
  return { x: box.x + box.width / 2 + width / 2 - TAB_OVERLAP, y: box.y };
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
    ...checkMarks(state.check, abovePlaque(sceneEdge)),
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

/** A plaque hugs what it says, round a centre that never moves. */
export function plaqueMarks(
  edge: SceneEdge,
  formula: Formula,
  look: "plaque" | "plaque to come" | "plaque gradient" | "plaque tangent",
): readonly Mark[] {
  const box = plaqueBox(edge, formula);
  return [
    { kind: "box", key: "plaque", ...box, radius: 6, look },
    formulaMark("factor", box, formula, TYPE.plaque, look === "plaque to come" ? "muted" : "ink"),
  ];
}

/** Below it stands what travels on. */
function abovePlaque({ plaque }: SceneEdge): Point {
  return { x: plaque.x, y: plaque.y - plaque.height / 2 - 12 };
}

/** What a plaque covers while it says something. */
export function plaqueBox({ plaque }: SceneEdge, formula: Formula): Box {
  const { width, height, depth } = measureFormula(formula);
  return {
    x: plaque.x,
    y: plaque.y,
    width: width * TYPE.plaque + 20,
    height: Math.max(28, (height + depth) * TYPE.plaque + 12),
  };
}

/** What the plaque says: before its step only what needs no numbers. */
export function plaqueFormula(
  scene: Scene,
  edge: SceneEdge,
  { factor, mode, isConvention }: EdgeState,
): Formula {
  const { symbol: derivative, formula, isElided, isScalar } = edge;
  if (!isScalar) return tensorPlaque(scene, edge, { factor, mode });
  const written = isElided ? null : formula;
  const number = typeof factor === "number" ? numberFormula(scene, factor, isConvention) : null;
  switch (mode) {
    case "symbol":
      return derivative;
    case "formula":
      return factor === null ? derivative : (formula ?? number ?? derivative);
    case "number":
      return number ?? derivative;
    case "all":
      return factor === null ? derivative : equation(derivative, written, number);
  }
}

/** A plaque between tensors has no number: its formula is the factor entry by entry, or the pullback of what is none. */
function tensorPlaque(
  { graph }: Scene,
  { edge, plaque, symbol: derivative, formula, isElided }: SceneEdge,
  { factor, mode }: Pick<EdgeState, "factor" | "mode">,
): Formula {
  if (factor === null || mode === "symbol" || formula === null) return derivative;
  if (factor === "pushforward") {
    const forward = tangentFormula(graph, edge);
    const whole = mode === "all" ? row(derivative, plaqueSign(graph, edge), forward) : forward;
    // Its room was measured for the pullback.
    return measureFormula(whole).width * TYPE.plaque + 20 > plaque.width ? derivative : whole;
  }
  if (mode === "formula" || mode === "number") return formula;
  return isElided ? derivative : row(derivative, plaqueSign(graph, edge), formula);
}

/** What is there, joined by equals signs. */
export function equation(...sides: readonly (Formula | null)[]): Formula {
  const present = sides.filter((side) => side !== null);
  return row(...present.flatMap((side, place) => (place === 0 ? [side] : [equalsSign, side])));
}

const asterisk = symbol("*", "∗");

function numberFormula({ graph }: Scene, factor: number, isConvention: boolean): Formula {
  const number = typeset(numberExpression(factor), graphNotation(graph));
  return isConvention ? superscript(number, asterisk) : number;
}

const ARROW_LENGTH = 13;
const ARROW_WIDTH = 12;

/** The line ends under the arrowhead, so that no stump shows beside its tip. */
export function lineBeforeArrow(curve: Curve): Curve {
  const length = curveLength(curve);
  return length === 0 ? curve : subcurve(curve, 0, Math.max(0, 1 - (ARROW_LENGTH - 2) / length));
}

/** The tip of a curve, as a triangle. */
export function arrowhead(curve: Curve): string {
  const tip = pointAt(curve, 1);
  return polygon(tip, tip.angle, [
    [0, 0],
    [-ARROW_LENGTH, ARROW_WIDTH / 2],
    [-ARROW_LENGTH, -ARROW_WIDTH / 2],
  ]);
}

/** A polygon given by points beside an anchor, turned by an angle. */
function polygon(anchor: Point, angle: number, points: readonly (readonly [number, number])[]): string {
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const turned = points.map(([x, y]) => {
    const place = [anchor.x + x * cosine - y * sine, anchor.y + x * sine + y * cosine];
    return place.map((number) => number.toFixed(2)).join(",");
  });
  return `M${turned.join("L")}Z`;
}

/** An open V that points against the edge, the way gradients go, or along it, as tangents do. */
export function chevron(curve: Curve, fraction: number, way: "back" | "forward" = "back"): string {
  const { x, y, angle } = pointAt(curve, fraction);
  const end = way === "back" ? 9 : -9;
  return polygon({ x, y }, angle, [
    [end, 8],
    [0, 0],
    [end, -8],
  ]).replace("Z", "");
}
