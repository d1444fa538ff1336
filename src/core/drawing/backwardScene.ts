import {
  type Adjoint,
  adjointFormula,
  backwardGraphOf,
  broughtFormula,
  type Contribution,
} from "../differentiate/backwardGraph.ts";
import { totalSymbol } from "../differentiate/localDerivative.ts";
import { ellipsis, equalsSign, type Formula, row } from "../expression/formula.ts";
import { edgeAt, type Graph, nodeAt, shapeAt } from "../graph/graph.ts";
import { symbolText } from "../graph/notation.ts";
import {
  type Box,
  type Curve,
  type Direction,
  type Layout,
  type LayoutInput,
  layoutGraph,
  type Point,
  type Size,
} from "../layout/index.ts";
import { shapeText } from "../tensor/tensor.ts";
import type { Step } from "../timeline/steps.ts";
import { TAB_HEIGHT, TYPE } from "./marks.ts";
import { measureFigures, measureFormula } from "./measure.ts";
import { around, NUMBER_ROOM, type Scene, type SceneNode, sceneOf, stepBounds, withTabs } from "./scene.ts";

/** A gradient with its place. */
export interface AdjointScene {
  readonly adjoint: Adjoint;
  /** Its box, in the place that its node has in the forward graph. */
  readonly scene: SceneNode;
}

/** A stored value where a factor borrows it. */
export interface BorrowedScene {
  readonly node: number;
  readonly name: string;
  readonly box: Box;
  /** From the node in the forward graph that has stored it. */
  readonly link: Curve;
}

/** A contribution with its way, which leads against that of its edge. */
export interface ContributionScene {
  readonly contribution: Contribution;
  readonly curve: Curve;
  readonly plaque: Box;
  readonly formula: Formula;
  readonly isScalar: boolean;
  readonly borrowed: readonly BorrowedScene[];
}

export interface BackwardScene {
  readonly graph: Graph;
  readonly direction: Direction;
  readonly adjoints: readonly AdjointScene[];
  readonly contributions: readonly ContributionScene[];
  /** Where its title stands. */
  readonly title: Point;
}

/** The forward graph and the backward graph beside it; the bounds of the forward scene are those of both. */
export interface Beside {
  readonly forward: Scene;
  readonly backward: BackwardScene;
}

/** Between the two graphs, px. */
const GAP = 84;
const LARGEST_LABEL = 460;
const LARGEST_PLAQUE = 320;
const PILL_GAP = 4;

/**
 * Both graphs, each thing in the same place of either: the backward graph below one that runs to the right, beside one
 * that runs upwards. They are laid out as one, with room for the larger of each pair.
 */
export function besideScenes(
  graph: Graph,
  direction: Direction,
  layOut: (input: LayoutInput) => Layout = layoutGraph,
): Beside {
  const { adjoints, contributions } = backwardGraphOf(graph);
  const labels = new Map(adjoints.map((adjoint) => [adjoint.node, adjointLabel(graph, adjoint)]));
  const brought = new Map(contributions.map((one) => [one.edge, contentOf(graph, one)]));
  const grown = new Map<string, Size>();
  const plaques = new Map<string, Size>();
  const scene = sceneOf(graph, direction, true, (input) =>
    layOut({
      ...input,
      nodes: input.nodes.map((node, index) => {
        const label = labels.get(index);
        const joint = label === undefined ? node : larger(node, nodeRoom(graph, index, label, direction));
        grown.set(node.id, { width: joint.width - node.width, height: joint.height - node.height });
        return { ...node, width: joint.width, height: joint.height };
      }),
      edges: input.edges.map((edge, index) => {
        const content = brought.get(index);
        if (edge.plaque !== null) plaques.set(edge.id, edge.plaque);
        return { ...edge, plaque: edge.plaque && content ? larger(edge.plaque, content.room) : edge.plaque };
      }),
    }),
  );
  const nodes = scene.nodes.map((one) => ({ ...one, box: widened(one.box, grown.get(one.node.id)) }));
  const { bounds } = scene;
  const lanes: Lanes = new Map();
  const shift = direction === "right" ? { x: 0, y: bounds.height + GAP } : { x: bounds.width + GAP, y: 0 };
  // Of the room for both, each plaque takes what is its own.
  const edges = scene.edges.map((one) => ({
    ...one,
    plaque: { ...one.plaque, ...plaques.get(one.edge.id) },
  }));
  const forward: Scene = { ...scene, nodes, edges, bounds: boundsOfBoth(bounds, shift) };
  return {
    forward,
    backward: {
      graph,
      direction,
      title: { x: bounds.x + shift.x, y: bounds.y + shift.y - GAP / 4 },
      adjoints: adjoints.flatMap((adjoint) => {
        const node = nodes[adjoint.node];
        const label = labels.get(adjoint.node);
        if (node === undefined || label === undefined) return [];
        return [{ adjoint, scene: { ...node, label, box: moved(node.box, shift) } }];
      }),
      contributions: contributions.flatMap((contribution) => {
        const edge = scene.edges[contribution.edge];
        const content = brought.get(contribution.edge);
        if (edge === undefined || content === undefined) return [];
        const { curve, isScalar } = edge;
        const plaque = { ...moved(edge.plaque, shift), ...content.size };
        return [
          {
            contribution,
            curve: curve.map((point) => moved(point, shift)).toReversed(),
            plaque,
            formula: content.formula,
            isScalar,
            borrowed: borrowedScenes(graph, contribution, plaque, { nodes, direction, lanes }),
          },
        ];
      }),
    },
  };
}

const wholes = new WeakMap<Box, Box>();

/** The same object for the same bounds, by which a layout is known. */
function boundsOfBoth(bounds: Box, shift: Point): Box {
  const known = wholes.get(bounds);
  if (known !== undefined) return known;
  // Beside a graph that runs upwards, the title stands above.
  const above = shift.y > 0 ? 0 : GAP / 2;
  const whole = {
    x: bounds.x,
    y: bounds.y - above,
    width: bounds.width + shift.x,
    height: bounds.height + shift.y + above,
  };
  wholes.set(bounds, whole);
  return whole;
}

/** The part of both graphs that a step is about, as a box. */
export function besideBounds({ forward, backward }: Beside, step: Step): Box {
  const box = stepBounds(forward, step);
  if (step.phase === "forward") return box;
  const { adjoints, contributions } = backward;
  const moving = step.phase === "backward" ? step.edge : -1;
  const contribution = contributions.find((one) => one.contribution.edge === moving);
  const { from = -1, to = -1 } = contribution?.contribution ?? {};
  const nodes = step.phase === "seed" ? [step.node] : [from, to];
  const boxes = [
    box,
    ...(contribution === undefined ? [] : [contribution.plaque]),
    ...adjoints.flatMap(({ adjoint, scene }) => (nodes.includes(adjoint.node) ? [scene.box] : [])),
  ];
  return around(boxes);
}

const larger = (one: Size, other: Size): Size => ({
  width: Math.max(one.width, other.width),
  height: Math.max(one.height, other.height),
});

const moved = <Place extends Point>(place: Place, by: Point): Place => ({
  ...place,
  x: place.x + by.x,
  y: place.y + by.y,
});

function widened(box: Box, by: Size = { width: 0, height: 0 }): Box {
  return { ...box, width: box.width + by.width, height: box.height + by.height };
}

/** The sum, its factors by name where their formulas are too long, or nothing but what it is. */
function adjointLabel(graph: Graph, adjoint: Adjoint): Formula {
  const fits = (label: Formula): boolean => measureFormula(label).width * TYPE.node <= LARGEST_LABEL;
  const whole = adjointFormula(graph, adjoint);
  if (fits(whole)) return whole;
  const short = adjointFormula(graph, adjoint, true);
  if (fits(short)) return short;
  return row(totalSymbol(nodeAt(graph, graph.output), nodeAt(graph, adjoint.node)), equalsSign, ellipsis);
}

function nodeRoom(graph: Graph, index: number, label: Formula, direction: Direction): Size {
  const { width, height, depth } = measureFormula(label);
  const shape = shapeAt(graph, index);
  const box = {
    width: Math.round(width * TYPE.node + 48),
    height: Math.round((height + depth) * TYPE.node + 44 + (shape.length === 0 ? 0 : 16)),
  };
  return withTabs(box, direction, shape);
}

interface PlaqueContent {
  readonly formula: Formula;
  /** Of the plaque. */
  readonly size: Size;
  /** With what it borrows above it, and as much below, so that its middle stays on the edge. */
  readonly room: Size;
}

function contentOf(graph: Graph, { edge: index, borrowed }: Contribution): PlaqueContent {
  const edge = edgeAt(graph, index);
  const isScalar = shapeAt(graph, edge.from).length + shapeAt(graph, edge.to).length === 0;
  const numberRoom = isScalar ? NUMBER_ROOM : 0;
  const widthOf = (formula: Formula): number =>
    (measureFormula(formula).width + numberRoom) * TYPE.plaque + 20;
  const whole = broughtFormula(graph, edge);
  const formula = widthOf(whole) > LARGEST_PLAQUE ? broughtFormula(graph, edge, true) : whole;
  const { height, depth } = measureFormula(formula);
  const size = {
    width: Math.round(widthOf(formula)),
    height: Math.round((height + depth) * TYPE.plaque + 12),
  };
  const pills = borrowed.reduce((sum, node) => sum + pillWidth(graph, node) + PILL_GAP, -PILL_GAP);
  const above = borrowed.length === 0 ? 0 : TAB_HEIGHT + PILL_GAP;
  return {
    formula,
    size,
    room: { width: Math.max(size.width, pills), height: size.height + 2 * above },
  };
}

/** What a pill says of a stored value: its name, and for a tensor its shape. */
function pillName(graph: Graph, node: number): string {
  const shape = shapeAt(graph, node);
  const name = symbolText(nodeAt(graph, node));
  return shape.length === 0 ? name : `${name} ${shapeText(shape)}`;
}

function pillWidth(graph: Graph, node: number): number {
  const number = shapeAt(graph, node).length === 0 ? " = −0.0000" : "";
  return Math.round(measureFigures(pillName(graph, node) + number) * TYPE.caption + 18);
}

/** How many links go down beside the nodes whose sides stand at an x. */
type Lanes = Map<number, number>;

interface Forward {
  readonly nodes: readonly SceneNode[];
  readonly direction: Direction;
  readonly lanes: Lanes;
}

/** Side by side above their plaque. */
function borrowedScenes(
  graph: Graph,
  { borrowed }: Contribution,
  plaque: Box,
  { nodes, direction, lanes }: Forward,
): readonly BorrowedScene[] {
  const widths = borrowed.map((node) => pillWidth(graph, node));
  const whole = widths.reduce((sum, width) => sum + width + PILL_GAP, -PILL_GAP);
  let left = plaque.x - whole / 2;
  return borrowed.flatMap((node, place) => {
    const width = widths[place] ?? 0;
    const height = TAB_HEIGHT - 4;
    const y = plaque.y - plaque.height / 2 - PILL_GAP - height / 2;
    const box = { x: left + width / 2, y, width, height };
    left += width + PILL_GAP;
    const source = nodes[node];
    if (source === undefined) return [];
    return [{ node, name: pillName(graph, node), box, link: linkBetween(source.box, box, direction, lanes) }];
  });
}

/** How far a link keeps off the boxes that it passes, how far from the next, and how far its corners are rounded, px. */
const LANE = { first: 12, next: 6, most: 7 } as const;
const CORNER = 8;

/** From the side of a node that faces the pill, down the gap between two layers, to the pill; upwards, one bow. */
function linkBetween(source: Box, pill: Box, direction: Direction, lanes: Lanes): Curve {
  const side = source.x < pill.x ? 1 : -1;
  const end = { x: pill.x - (side * pill.width) / 2, y: pill.y };
  if (direction === "up") {
    const start = { x: source.x + source.width / 2, y: source.y - source.height / 2 + 16 };
    const middle = (start.x + end.x) / 2;
    return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
  }
  const start = { x: source.x + (side * source.width) / 2, y: source.y + source.height / 2 - 14 };
  const beside = Math.round(start.x);
  const place = lanes.get(beside) ?? 0;
  lanes.set(beside, place + 1);
  const lane = start.x + side * (LANE.first + (place % LANE.most) * LANE.next);
  const [upper, lower] = [start, end].map(({ y }) => ({ x: lane, y }));
  if (upper === undefined || lower === undefined) return [start, start, end, end];
  const down = { x: lane, y: start.y + CORNER };
  const bottom = { x: lane, y: end.y - CORNER };
  return [start, upper, upper, down, down, bottom, bottom, lower, lower, end];
}
