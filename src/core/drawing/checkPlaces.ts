import { contributionFormula } from "../differentiate/localDerivative.ts";
import { type Box, curveSamples, type Point, pointAt, type Size } from "../layout/index.ts";
import { overlap } from "./boxes.ts";
import { TYPE } from "./marks.ts";
import { measureFigures } from "./measure.ts";
import { productSize } from "./movingEdge.ts";
import { restingPlace } from "./restingPlace.ts";
import { type Scene, type SceneEdge, type SceneNode, withTabs } from "./scene.ts";
import { signPlace } from "./signPlace.ts";
import { SIGN_RADIUS } from "./signs.ts";

/** Left and right of what a check says, and above and below it together, px. */
const AIR = { across: 6, down: 2 } as const;

/** The paper that a text of a check stands on. */
export function checkRoom(text: string): Size {
  return {
    width: measureFigures(text) * TYPE.figures + 2 * AIR.across,
    height: TYPE.figures * 1.2 + AIR.down,
  };
}

/** What is looked for a place for: as wide as almost all that a check says, so that no number moves it. */
const ROOM = checkRoom("✓ 9·10⁻¹⁶");

/** Between it and what it stands beside, px; and how far from that it goes where there is no room. */
const GAPS = [3, 14] as const;

/** A place for what a check says. */
export interface CheckPlace extends Point {
  /** Whether it covers nothing, and so needs no paper under it. */
  readonly isClear: boolean;
}

/** Places for what a check says, by the indices of a scene's edges and nodes. */
export interface CheckPlaces {
  readonly edges: readonly CheckPlace[];
  readonly nodes: readonly CheckPlace[];
}

const known = new WeakMap<Scene, CheckPlaces>();

/** In a larger picture all stand in the first place: to look round every edge would take long, and is seen from afar. */
const MOST_EDGES = 3000;

/**
 * Where a check's words stand beside each plaque, and beside each input: where they cover no node, no plaque, no line
 * and no other words, or as little as possible. It depends on the picture alone, not on the numbers.
 */
export function checkPlaces(scene: Scene): CheckPlaces {
  const found = known.get(scene);
  if (found !== undefined) return found;
  const isLarge = scene.edges.length > MOST_EDGES;
  const obstacles = new Obstacles();
  if (!isLarge) addAll(obstacles, scene);
  const placed = (tried: readonly Place[], edge: SceneEdge | null = null): CheckPlace => {
    const products = edge === null || scene.edges.length > MOST_WITH_PRODUCTS ? [] : productsAt(scene, edge);
    const cost = (box: Box): number =>
      obstacles.under(box, edge?.edge.index ?? NO_LINE) +
      products.reduce((sum, product) => sum + (WEIGHTS.product * overlap(product, box)) / products.length, 0);
    const place = isLarge ? { ...at(tried[0]), isClear: false } : bestPlace(cost, tried);
    obstacles.add({ ...place, ...ROOM }, WEIGHTS.words);
    return place;
  };
  const none = { x: 0, y: 0, isClear: true };
  const places = {
    edges: scene.edges.map((edge) => {
      if (!edge.isUsed) return none;
      return placed(isLarge ? around(edge.plaque) : [...around(edge.plaque), ...alongLine(edge.curve)], edge);
    }),
    nodes: scene.nodes.map((node) => (node.node.kind === "input" ? placed(besideGradient(node)) : none)),
  };
  known.set(scene, places);
  return places;
}

/** Of so many edges, products are not asked for their places as well. */
const MOST_WITH_PRODUCTS = 400;
/** About how wide products are, from those of short numbers to those of long ones, px. */
const NUMBERS: readonly Size[] = [110, 140, 165, 190].map((width) => ({ width, height: 34 }));

/** Where an edge's product may come to rest, over what is said there. */
function productsAt(scene: Scene, edge: SceneEdge): readonly Box[] {
  const sizes = edge.isScalar ? NUMBERS : [productSize(contributionFormula(scene.graph, edge.edge))];
  return sizes.map((size) => ({ ...restingPlace(scene, edge, size), ...size }));
}

const NO_LINE = -1;
const at = (point: Point | undefined): Point => point ?? { x: 0, y: 0 };

/** How bad it is to cover a square pixel of something; of a line, a sample, and of the line that it is about. */
const WEIGHTS = {
  node: 2,
  plaque: 2,
  words: 2,
  sample: 1000,
  ownSample: 100,
  sign: 0.02,
  product: 0.08,
} as const;
/** What it costs to cover anything but signs and products at all: more than to cover these. */
const COVERING = 1000;

function addAll(obstacles: Obstacles, scene: Scene): void {
  for (const node of [...scene.nodes, ...scene.edges.flatMap(({ ghost }) => ghost ?? [])])
    obstacles.add(withItsTabs(node), WEIGHTS.node);
  for (const edge of scene.edges) {
    for (const sample of lineOf(edge))
      obstacles.add({ ...sample, width: 0, height: 0 }, WEIGHTS.sample, edge.edge.index);
    if (!edge.isUsed) continue;
    obstacles.add(edge.plaque, WEIGHTS.plaque);
    const sign = 2 * SIGN_RADIUS;
    obstacles.add({ ...signPlace(scene, edge, edge.plaque), width: sign, height: sign }, WEIGHTS.sign);
  }
}

function withItsTabs({ box, direction, shape, hasTangent }: SceneNode): Box {
  return { ...box, ...withTabs(box, direction, shape, hasTangent) };
}

/** Between two points of a line, px: nearer than this to a corner, it is not told from one beside it. */
const DENSE = 3;

function* lineOf({ curve }: SceneEdge): Generator<Point> {
  let last: Point | null = null;
  for (const point of curveSamples(curve)) {
    const from: Point = last ?? point;
    const steps = Math.max(1, Math.ceil(Math.hypot(point.x - from.x, point.y - from.y) / DENSE));
    for (let step = 1; step <= steps; step++)
      yield {
        x: from.x + ((point.x - from.x) * step) / steps,
        y: from.y + ((point.y - from.y) * step) / steps,
      };
    last = point;
  }
}

/** A place that may be taken, and how bad it is to stand so far off. */
interface Place extends Point {
  readonly off: number;
}

/** So much more than its own corner a sign at a plaque takes, px. */
const SIGN_AIR = 5;

/** Farther to the side, it is less plain what it is said of: so bad is a pixel. */
const ASIDE = 0.4;

/** Above and below, in the middle and towards the sides; then beside; then farther off. */
function around(beside: Box, off = 0): readonly Place[] {
  return GAPS.flatMap((gap) => {
    const down = (beside.height + ROOM.height) / 2 + gap;
    const aside = (beside.width + ROOM.width) / 2 + gap;
    const flush = Math.max(0, (beside.width - ROOM.width) / 2);
    const clear = Math.max(0, (ROOM.width - beside.width) / 2) + SIGN_AIR;
    const shifts = [0, flush, clear, beside.width / 2, aside].flatMap((shift) => [-shift, shift]);
    return [
      ...[-down, down].flatMap((y) => shifts.map((x) => ({ x, y, off: Math.abs(x) * ASIDE }))),
      ...[-aside, aside].map((x) => ({ x, y: 0, off: 0 })),
    ].map((shift) => ({ x: beside.x + shift.x, y: beside.y + shift.y, off: off + gap + shift.off }));
  });
}

/** Nearest to the gradient's tab: it is what is judged. */
function besideGradient(node: SceneNode): readonly Place[] {
  const box = withItsTabs(node);
  const tab =
    node.direction === "right"
      ? { x: box.x, y: box.y + box.height / 2 }
      : { x: box.x + box.width / 2, y: box.y };
  const distance = (place: Point): number => Math.hypot(place.x - tab.x, place.y - tab.y);
  return around(box).toSorted((one, other) => distance(one) - distance(other));
}

/** Where round its plaque there is no room, it stands beside its line: so far along that, as fractions. */
const FAR_OFF = 500;
const FRACTIONS = [0.3, 0.7, 0.4, 0.6, 0.2, 0.8] as const;

function alongLine(line: SceneEdge["curve"]): readonly Place[] {
  return FRACTIONS.flatMap((fraction) =>
    around({ ...pointAt(line, fraction), width: 0, height: 0 }, FAR_OFF),
  );
}

function bestPlace(costOf: (box: Box) => number, tried: readonly Place[]): CheckPlace {
  let best: CheckPlace = { ...at(tried[0]), isClear: false };
  let least = Infinity;
  for (const { x, y, off } of tried) {
    if (off >= least) continue;
    const cost = costOf({ x, y, ...ROOM });
    if (off + cost >= least) continue;
    least = off + cost;
    best = { x, y, isClear: cost < WEIGHTS.ownSample };
  }
  return best;
}

/** The side of a cell in which obstacles are kept, px. */
const CELL = 96;

interface Obstacle {
  readonly box: Box;
  readonly weight: number;
  /** The index of the line that it is a sample of. */
  readonly line: number;
}

/** What could be covered, found by where it is. */
class Obstacles {
  readonly #cells = new Map<string, Obstacle[]>();

  add(box: Box, weight: number, line = NO_LINE): void {
    for (const cell of cellsOf(box)) {
      const there = this.#cells.get(cell);
      if (there === undefined) this.#cells.set(cell, [{ box, weight, line }]);
      else there.push({ box, weight, line });
    }
  }

  /** How bad it is to cover what is under a box with words about a line. */
  under(box: Box, about: number): number {
    const met = new Set(cellsOf(box).flatMap((cell) => this.#cells.get(cell) ?? []));
    let cost = 0;
    for (const { box: other, weight, line } of met)
      if (line === NO_LINE) cost += costOf(overlap(box, other), weight);
      else if (contains(box, other)) cost += line === about ? WEIGHTS.ownSample : weight;
    return cost;
  }
}

function cellsOf({ x, y, width, height }: Box): readonly string[] {
  const [left, right] = [x - width / 2, x + width / 2].map((at) => Math.floor(at / CELL)) as [number, number];
  const [top, bottom] = [y - height / 2, y + height / 2].map((at) => Math.floor(at / CELL)) as [
    number,
    number,
  ];
  const cells: string[] = [];
  for (let column = left; column <= right; column++)
    for (let row = top; row <= bottom; row++) cells.push(`${column},${row}`);
  return cells;
}

function contains(box: Box, { x, y }: Point): boolean {
  return Math.abs(x - box.x) < box.width / 2 && Math.abs(y - box.y) < box.height / 2;
}

function costOf(area: number, weight: number): number {
  return area === 0 || weight < 1 ? area * weight : COVERING + area * weight;
}
