import type { Formula } from "../expression/formula.ts";
import { type Graph, nodeAt } from "../graph/graph.ts";
import type { Network, Unit, Weight } from "../graph/network.ts";
import { symbolFormula } from "../graph/notation.ts";
import type { Box, Direction, Point } from "../layout/index.ts";
import { TYPE } from "./marks.ts";
import { measureFormula } from "./measure.ts";
import { labelPlaces } from "./networkLabels.ts";

/** A unit, or the 1 of the biases, as a circle. */
export interface NetworkCircle extends Point {
  readonly key: string;
  readonly layer: number;
  /** Its place in the layer; null for the 1 of the biases. */
  readonly unit: number | null;
  readonly radius: number;
  /** Its own name and where that stands; null where the layer's name says it. */
  readonly name: { readonly formula: Formula; readonly place: Point } | null;
}

/** A weight, or a bias, as a line between two circles. */
export interface NetworkLine {
  readonly key: string;
  /** From the layer of this number to the next. */
  readonly layer: number;
  /** Null for a bias. */
  readonly from: number | null;
  readonly to: number;
  readonly weight: Weight;
  readonly start: Point;
  readonly end: Point;
  /** Where its number stands; null where there is no room for the numbers of all lines between two layers. */
  readonly label: Point | null;
}

/** What is said beside a layer. */
export interface NetworkCaption extends Point {
  readonly key: string;
  readonly content: Formula | string;
  readonly size: number;
}

/** A network with its places; nothing in it changes while time passes or a slider moves. */
export interface NetworkScene {
  readonly network: Network;
  readonly direction: Direction;
  readonly circles: readonly NetworkCircle[];
  readonly lines: readonly NetworkLine[];
  readonly captions: readonly NetworkCaption[];
  readonly bounds: Box;
}

/** Of a layer with more units, so many less one are drawn, and how many there are besides is said. */
export const MOST_UNITS = 8;
const RADIUS = 31;
const BIAS_RADIUS = 22;
/** Between the middles of layers, and of the units of one. Numbers stand side by side where layers are rows. */
const SPACING = {
  layers: { right: 270, up: 200 },
  units: { right: 100, up: 150 },
} as const;
/** For a picture that is seen from afar: the same type in less room. */
const COMPACT = {
  layers: { right: 200, up: 170 },
  units: { right: 92, up: 120 },
} as const;

type Spacing = typeof SPACING | typeof COMPACT;
/** Numbers on more lines than this between two layers would be a thicket. */
const MOST_LABELLED = 12;
/** The gradient's pill below a circle. */
const PILL = { width: 64, height: 22 } as const;
export const NAME_SIZE = 18;
const TITLE_SIZE = TYPE.node * 1.2;

/** One layer on its axis: its circles, and what is left out. */
interface Column {
  readonly units: readonly Unit[];
  readonly left: number;
  readonly hasBias: boolean;
}

/**
 * Circles and lines of a network: layers as columns, or as rows from the bottom up; compact where it should be as large
 * as its room allows.
 */
export function networkScene(
  graph: Graph,
  network: Network,
  direction: Direction,
  isCompact = false,
): NetworkScene {
  const spacing = isCompact ? COMPACT : SPACING;
  const columns = network.layers.map(({ units }, layer): Column => {
    const shown = units.length > MOST_UNITS ? MOST_UNITS - 1 : units.length;
    const hasBias = units.length > 0 && leadsBias(network, layer);
    return { units: units.slice(0, shown), left: units.length - shown, hasBias };
  });
  const circles = columns.flatMap((column, layer) =>
    circlesOf(graph, column, layer, network, direction, spacing),
  );
  const lines = columns.flatMap((_column, layer) => linesFrom(network, circles, layer));
  const captions = captionsOf(graph, network, columns, direction, spacing);
  return { network, direction, circles, lines, captions, bounds: boundsOf(circles, captions) };
}

function leadsBias({ layers, steps }: Network, layer: number): boolean {
  const after = layers[layer + 1]?.units ?? [];
  return after.some((_unit, to) => steps[layer]?.bias(to) != null);
}

/** A point `along` the way of the values and `across` it. */
function placed(direction: Direction, along: number, across: number): Point {
  return direction === "right" ? { x: along, y: across } : { x: across, y: -along };
}

/** How many places a column takes: its units, what is left out, and the bias. */
function lengthOf({ units, left, hasBias }: Column): number {
  return units.length + (left > 0 ? 1 : 0) + (hasBias ? 1 : 0);
}

function acrossAt(column: Column, place: number, direction: Direction, spacing: Spacing): number {
  return (place - (lengthOf(column) - 1) / 2) * spacing.units[direction];
}

function circlesOf(
  graph: Graph,
  column: Column,
  layer: number,
  network: Network,
  direction: Direction,
  spacing: Spacing,
): readonly NetworkCircle[] {
  const along = layer * spacing.layers[direction];
  const at = (place: number): Point => placed(direction, along, acrossAt(column, place, direction, spacing));
  const circles = column.units.map((unit, place): NetworkCircle => {
    const name = symbolFormula(nodeAt(graph, unit.node));
    // Entries of one tensor go by the name of their layer.
    const hasName = column.units.length === 1 || !sharesNode(column.units, unit);
    const isTitled = network.layers[layer]?.title === unit.node;
    return {
      key: `unit:${layer}:${place}`,
      layer,
      unit: place,
      ...at(place),
      radius: RADIUS,
      name:
        hasName && !isTitled && nodeAt(graph, unit.node).name !== null
          ? nameAt(at(place), name, layer, direction)
          : null,
    };
  });
  if (!column.hasBias) return circles;
  const place = at(lengthOf(column) - 1);
  return [...circles, { key: `bias:${layer}`, layer, unit: null, ...place, radius: BIAS_RADIUS, name: null }];
}

function sharesNode(units: readonly Unit[], { node }: Unit): boolean {
  return units.filter((other) => other.node === node).length > 1;
}

/** Beside an input, where no line is; otherwise above, or right of, the circle. */
function nameAt(
  { x, y }: Point,
  formula: Formula,
  layer: number,
  direction: Direction,
): NetworkCircle["name"] {
  const half = (measureFormula(formula).width * NAME_SIZE) / 2;
  const beside = RADIUS + 10;
  if (direction === "right")
    return { formula, place: layer === 0 ? { x: x - beside - half, y } : { x, y: y - beside } };
  return { formula, place: layer === 0 ? { x, y: y + beside + 20 } : { x: x + beside + half, y: y - 12 } };
}

function linesFrom(
  { layers, steps }: Network,
  circles: readonly NetworkCircle[],
  layer: number,
): readonly NetworkLine[] {
  const step = steps[layer];
  if (step === undefined || layers[layer + 1] === undefined) return [];
  const before = circles.filter((circle) => circle.layer === layer);
  const after = circles.filter((circle) => circle.layer === layer + 1 && circle.unit !== null);
  const joined = before.flatMap((source) =>
    after.flatMap((target) => {
      const to = target.unit ?? 0;
      const weight = source.unit === null ? step.bias(to) : step.weight(source.unit, to);
      return weight === null ? [] : [{ source, target, weight }];
    }),
  );
  const labels = joined.length <= MOST_LABELLED ? placesOfLabels(joined, circles) : null;
  return joined.map(({ source, target, weight }, place): NetworkLine => {
    const [start, end] = betweenRims(source, target);
    const to = target.unit ?? 0;
    const key = `line:${layer}:${source.unit ?? "bias"}:${to}`;
    return { key, layer, from: source.unit, to, weight, start, end, label: labels?.[place] ?? null };
  });
}

function placesOfLabels(
  lines: readonly { readonly source: NetworkCircle; readonly target: NetworkCircle }[],
  circles: readonly NetworkCircle[],
): readonly Point[] | null {
  const obstacles = circles.flatMap(({ x, y, radius, unit, name }): readonly Box[] => [
    { x, y, width: 2 * radius, height: 2 * radius },
    ...(unit === null ? [] : [{ x, y: y + radius, ...PILL }]),
    ...(name === null ? [] : [nameBox(name)]),
  ]);
  return labelPlaces(
    lines.map(({ source, target }) => ({ start: source, end: target })),
    obstacles,
  );
}

function nameBox({ formula, place }: NonNullable<NetworkCircle["name"]>): Box {
  return { ...place, width: measureFormula(formula).width * NAME_SIZE, height: NAME_SIZE };
}

function between(one: Point, other: Point, part: number): Point {
  return { x: one.x + (other.x - one.x) * part, y: one.y + (other.y - one.y) * part };
}

function betweenRims(source: NetworkCircle, target: NetworkCircle): readonly [Point, Point] {
  const length = Math.hypot(target.x - source.x, target.y - source.y);
  return [
    between(source, target, source.radius / length),
    between(source, target, 1 - target.radius / length),
  ];
}

/** Names of layers, and between them those of the weights that lead on, in one line; and what is left out. */
function captionsOf(
  graph: Graph,
  network: Network,
  columns: readonly Column[],
  direction: Direction,
  spacing: Spacing,
): readonly NetworkCaption[] {
  const captions: NetworkCaption[] = [];
  const longest = Math.max(...columns.map(lengthOf));
  const line = (-(longest - 1) / 2) * spacing.units[direction] - RADIUS - 26;
  const add = (key: string, node: number, layer: number, size: number): void => {
    const content = symbolFormula(nodeAt(graph, node));
    const half = direction === "right" ? 0 : (measureFormula(content).width * size) / 2;
    const along = layer * spacing.layers[direction];
    captions.push({ key, content, size, ...placed(direction, along, line - half) });
  };
  for (const [layer, column] of columns.entries()) {
    const { title = null } = network.layers[layer] ?? {};
    if (title !== null) add(`title:${layer}`, title, layer, TITLE_SIZE);
    const weights = sharedWeights(network, layer);
    if (weights !== null) add(`weights:${layer}`, weights, layer + 0.5, NAME_SIZE);
    if (column.left === 0) continue;
    const content = `⋮ ${column.left} more`;
    const across = acrossAt(column, column.units.length, direction, spacing);
    const place = placed(direction, layer * spacing.layers[direction], across);
    captions.push({ key: `more:${layer}`, content, size: TYPE.figures, ...place });
  }
  return captions;
}

/** The vector or matrix that has the weights of a step; null where each is an input of its own. */
function sharedWeights({ layers, steps }: Network, layer: number): number | null {
  const first = steps[layer]?.weight(0, 0) ?? null;
  const [from, to] = [layers[layer]?.units.length ?? 0, layers[layer + 1]?.units.length ?? 0];
  const last = steps[layer]?.weight(from - 1, to - 1) ?? null;
  return from * to > 1 && first !== null && first.node === last?.node ? first.node : null;
}

/** Round everything, with room for gradients below the circles. */
function boundsOf(circles: readonly NetworkCircle[], captions: readonly NetworkCaption[]): Box {
  const boxes = [
    ...circles.flatMap(({ x, y, radius, name }) => [
      { x, y: y + 8, half: { x: radius, y: radius + 8 } },
      ...(name === null
        ? []
        : [
            {
              ...name.place,
              half: { x: (measureFormula(name.formula).width * NAME_SIZE) / 2, y: NAME_SIZE / 2 },
            },
          ]),
    ]),
    ...captions.map(({ x, y, content, size }) => {
      const width = typeof content === "string" ? content.length * 0.5 : measureFormula(content).width;
      return { x, y, half: { x: (width * size) / 2, y: size / 2 } };
    }),
  ];
  const left = Math.min(...boxes.map(({ x, half }) => x - half.x));
  const right = Math.max(...boxes.map(({ x, half }) => x + half.x));
  const top = Math.min(...boxes.map(({ y, half }) => y - half.y));
  const bottom = Math.max(...boxes.map(({ y, half }) => y + half.y));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
