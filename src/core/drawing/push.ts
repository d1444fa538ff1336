import { changeWithin, type Push } from "../differentiate/push.ts";
import { numberText } from "../expression/numbers.ts";
import { curveLength, type Direction, type Point, pointAt } from "../layout/index.ts";
import { delayOf, type Swing, swingAt } from "../timeline/swing.ts";
import { prefixed } from "./frame.ts";
import { type Mark, TAB_HEIGHT, tabMarks, tabSize } from "./marks.ts";
import type { Scene, SceneEdge, SceneNode } from "./scene.ts";

/** A moment of a push. */
export interface PushFrame {
  readonly scene: Scene;
  readonly push: Push;
  /** Δ, where somebody has chosen it; null for one that grows by itself. */
  readonly chosen: number | null;
  /** Since the push began. For those who want no motion, `still` is the Δ whose two ends are shown instead. */
  readonly time: { readonly seconds: number } | { readonly still: number };
}

/** Half the length of a gauge, and how far the largest of the predicted changes swings, in the picture's pixels. */
const RAIL = 40;
const REACH = 32;
const GAUGE = { long: 2 * RAIL + 12, wide: 12 } as const;
/** A push that has only begun swings this share of it, so that it is seen to grow. */
const LEAST_SHARE = 0.5;
/** In a larger graph only the first of them in the order of evaluation, and the output, swing. */
const MOST_DRAWN = 120;

/** The nodes that are drawn as swinging. */
function drawnNodes({ scene, push }: PushFrame): ReadonlySet<number> {
  const reached = scene.nodes.flatMap(({ node: { index } }) => (push.isReached[index] ? [index] : []));
  const drawn = new Set(reached.slice(0, MOST_DRAWN));
  if (push.isReached[push.graph.output]) drawn.add(push.graph.output);
  return drawn;
}

/**
 * How many pixels a change of 1 is, the same for every node: the sizes of their swings compare as their changes do.
 */
function pixelsPerChange({ push }: PushFrame, delta: number): number {
  const { sizes, steepest } = push;
  const [from = delta, to = delta] = [sizes.deltas[sizes.first], sizes.deltas[sizes.last]];
  const grown = to > from ? Math.log(delta / from) / Math.log(to / from) : 1;
  const share = LEAST_SHARE + (1 - LEAST_SHARE) * Math.min(1, Math.max(0, grown));
  return (REACH * share) / (steepest * delta);
}

/** A change as a way across the edges, in pixels, up or to the right for growth, no further than a gauge is long. */
function wayOf(frame: PushFrame, change: number, delta: number): number {
  const way = change * pixelsPerChange(frame, delta);
  return Math.min(RAIL, Math.max(-RAIL, way));
}

/** Moves a place across the direction in which the edges run. */
function across(place: Point, way: number, direction: Direction): Point {
  return direction === "right" ? { x: place.x, y: place.y - way } : { x: place.x + way, y: place.y };
}

// Gauges -------------------------------------------------------------------------------------------------------------

/** At every node that moves: a gauge with what it does and what its tangent says, and its change as a multiple of Δ. */
export function gaugeMarks(frame: PushFrame): readonly Mark[] {
  const drawn = drawnNodes(frame);
  return frame.scene.nodes
    .filter(({ node }) => drawn.has(node.index))
    .flatMap((node) => prefixed(`push:${node.node.id}`, [...gauge(frame, node), ...multiple(frame, node)]));
}

/** The middle of the side at which a node's edges leave it. */
function gaugePlace({ box, direction }: SceneNode): Point {
  return direction === "right"
    ? { x: box.x + box.width / 2, y: box.y }
    : { x: box.x, y: box.y - box.height / 2 };
}

function gauge(frame: PushFrame, scene: SceneNode): readonly Mark[] {
  const { direction, node } = scene;
  const { push, time } = frame;
  const place = gaugePlace(scene);
  const size =
    direction === "right"
      ? { width: GAUGE.wide, height: GAUGE.long }
      : { width: GAUGE.long, height: GAUGE.wide };
  const swings =
    "still" in time
      ? [-1, 1].map((phase) => ({ delta: time.still, phase }))
      : [swingAt(push, frame.chosen, time.seconds - delayOf(push, node.index))];
  return [
    { kind: "box", key: "rail", ...place, ...size, radius: 6, look: "gauge" },
    line("zero", place, 3, direction, "gauge zero"),
    ...swings.flatMap((swing, index) => prefixed(String(index), needle(frame, scene, swing))),
  ];
}

/** What the tangent says as a line, what the node does as a dot, and the gap between them. */
function needle(frame: PushFrame, scene: SceneNode, { delta, phase }: Swing): readonly Mark[] {
  const { direction, node } = scene;
  const place = gaugePlace(scene);
  const change = changeWithin(frame.push, node.index, delta, phase);
  const slope = frame.push.tangents[node.index] ?? 0;
  const said = Number.isFinite(slope)
    ? across(place, wayOf(frame, slope * delta * phase, delta), direction)
    : null;
  const done = Number.isFinite(change) ? across(place, wayOf(frame, change, delta), direction) : null;
  return [
    ...(said === null ? [] : [line("said", said, 12, direction, "tangent line")]),
    ...(said === null || done === null
      ? []
      : [{ kind: "path", key: "gap", d: segment(said, done), look: "gap" } as const]),
    done === null
      ? { kind: "figures", key: "lost", ...place, parts: [{ text: "!" }], size: 22, look: "warning" }
      : { kind: "box", key: "done", ...done, width: 13, height: 13, radius: 6.5, look: "knob" },
  ];
}

/** A short line along the edges' direction. */
function line(key: string, { x, y }: Point, half: number, direction: Direction, look: Mark["look"]): Mark {
  const [from, to] =
    direction === "right"
      ? [
          { x: x - half, y },
          { x: x + half, y },
        ]
      : [
          { x, y: y - half },
          { x, y: y + half },
        ];
  return { kind: "path", key, d: segment(from, to), look };
}

function segment(from: Point, to: Point): string {
  return pathOf([from, to]);
}

/** A polyline as an SVG path, to a tenth of a pixel. */
export function pathOf(points: readonly Point[]): string {
  return points
    .map(({ x, y }, place) => `${place === 0 ? "M" : "L"}${x.toFixed(1)},${y.toFixed(1)}`)
    .join("");
}

/** `5Δ` at the end of the gauge to which growth points. */
function multiple({ push }: PushFrame, scene: SceneNode): readonly Mark[] {
  const slope = push.tangents[scene.node.index] ?? 0;
  const text = scene.node.index === push.input ? "Δ" : Number.isFinite(slope) ? `${numberText(slope)}Δ` : "?";
  const parts = [{ text }];
  const size = scene.direction === "right" ? TAB_HEIGHT : tabSize(parts).width;
  const place = across(gaugePlace(scene), (GAUGE.long + size) / 2 + 1, scene.direction);
  return tabMarks("multiple", place, parts, "tab tangent", "tangent");
}

// Ropes --------------------------------------------------------------------------------------------------------------

/** A place on an edge, with the direction across it. */
interface RopePoint extends Point {
  readonly fraction: number;
  readonly acrossX: number;
  readonly acrossY: number;
  /** 0 at the ends of the edge, where the rope is tied, and 1 between. */
  readonly slack: number;
  /** How much of the plaque, and so of its factor, has been passed: from 0 to 1. */
  readonly passed: number;
}

const ropes = new WeakMap<SceneEdge, readonly RopePoint[]>();
/** Pixels between two points of a rope, and how near to its ends it is tied. */
const ROPE_STEP = 7;
const TIED = 26;

function ropeOf(edge: SceneEdge, direction: Direction): readonly RopePoint[] {
  const known = ropes.get(edge);
  if (known !== undefined) return known;
  const { curve, plaque } = edge;
  const length = curveLength(curve);
  const count = Math.min(90, Math.max(8, Math.ceil(length / ROPE_STEP)));
  const rope = Array.from({ length: count + 1 }, (_, index): RopePoint => {
    const fraction = index / count;
    const { x, y, angle } = pointAt(curve, fraction);
    return {
      x,
      y,
      fraction,
      acrossX: Math.sin(angle),
      acrossY: -Math.cos(angle),
      slack: share(((1 - fraction) * length) / TIED),
      passed:
        direction === "right"
          ? share((x - plaque.x) / Math.max(1, plaque.width) + 0.5)
          : share((plaque.y - y) / Math.max(1, plaque.height) + 0.5),
    };
  });
  ropes.set(edge, rope);
  return rope;
}

/** A part of a way, from 0 to 1, that begins and ends gently. */
export function share(part: number): number {
  const inside = Math.min(1, Math.max(0, part));
  return inside * inside * (3 - 2 * inside);
}

/**
 * Every edge on the way as a rope that is shaken at its source: the wiggle runs along it with the size of the source's
 * change and, past the plaque, with that times the factor. To be drawn under the nodes and plaques.
 */
export function ropeMarks(frame: PushFrame): readonly Mark[] {
  const drawn = drawnNodes(frame);
  return frame.scene.edges
    .filter(({ edge }) => drawn.has(edge.from) && drawn.has(edge.to))
    .flatMap((edge) => {
      const { time } = frame;
      const ways: readonly Mark[] =
        "still" in time
          ? [-1, 1].flatMap((phase) =>
              ropeMark(frame, edge, String(phase), () => ({ delta: time.still, phase })),
            )
          : ropeMark(frame, edge, "rope", (delay) => swingAt(frame.push, frame.chosen, time.seconds - delay));
      return prefixed(`push:${edge.edge.id}`, ways);
    });
}

function ropeMark(
  frame: PushFrame,
  sceneEdge: SceneEdge,
  key: string,
  swing: (delay: number) => Swing,
): readonly Mark[] {
  const { push, scene } = frame;
  const { edge, isUsed } = sceneEdge;
  const [begins, ends] = [delayOf(push, edge.from), delayOf(push, edge.to)];
  const factor = isUsed ? (push.run.factors[edge.index] ?? Number.NaN) : 1;
  // Sideways is to the left of the edge's direction: upwards on one that runs to the right. One that runs up swings the other way.
  const sign = scene.direction === "right" ? 1 : -1;
  const points = ropeOf(sceneEdge, scene.direction).map((point) => {
    const { delta, phase } = swing(begins + (ends - begins) * point.fraction);
    const change = changeWithin(push, edge.from, delta, phase) * (1 + (factor - 1) * point.passed);
    const way = sign * point.slack * (Number.isFinite(change) ? wayOf(frame, change, delta) : 0);
    return { x: point.x + point.acrossX * way, y: point.y + point.acrossY * way };
  });
  return [{ kind: "path", key, d: pathOf(points), look: "rope" }];
}
