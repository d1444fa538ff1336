import {
  type Adjoint,
  type BackwardGraph,
  backwardGraphOf,
  type Contribution,
} from "../differentiate/backwardGraph.ts";
import type { Formula } from "../expression/formula.ts";
import type { Graph } from "../graph/graph.ts";
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
import type { Step, SweepMode } from "../timeline/steps.ts";
import { adjointLabel, nodeRoom, type PlaqueContent, plaqueContent } from "./backwardLabels.ts";
import { type BorrowedScene, borrowedScenes, type Lanes } from "./borrowed.ts";
import { type Focus, focusOfStep, type Scene, type SceneNode, sceneOf } from "./scene.ts";

/** A gradient with its place. */
export interface AdjointScene {
  readonly adjoint: Adjoint;
  /** Its box, in the place that its node has in the forward graph. */
  readonly scene: SceneNode;
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

/**
 * Both graphs, each thing in the same place of either: the backward graph below one that runs to the right, beside one
 * that runs upwards. They are laid out as one, with room for the larger of each pair.
 */
export function besideScenes(
  graph: Graph,
  direction: Direction,
  layOut: (input: LayoutInput) => Layout = layoutGraph,
  mode: SweepMode = "reverse",
): Beside {
  const content = contentOf(graph);
  const scene = jointScene(graph, direction, content, layOut, mode);
  const { bounds } = scene;
  const shift = direction === "right" ? { x: 0, y: bounds.height + GAP } : { x: bounds.width + GAP, y: 0 };
  const forward: Scene = { ...scene, bounds: boundsOfBoth(bounds, shift) };
  return { forward, backward: backwardScene(scene, content, shift) };
}

/** All that is written in the backward graph, by index of its node or edge. */
interface Content extends BackwardGraph {
  readonly labels: ReadonlyMap<number, Formula>;
  readonly brought: ReadonlyMap<number, PlaqueContent>;
}

function contentOf(graph: Graph): Content {
  const { adjoints, contributions } = backwardGraphOf(graph);
  const labels = new Map(adjoints.map((adjoint) => [adjoint.node, adjointLabel(graph, adjoint)]));
  const brought = new Map(contributions.map((one) => [one.edge, plaqueContent(graph, one)]));
  return { adjoints, contributions, labels, brought };
}

/** The forward graph, laid out with room for the backward one in the same places. */
function jointScene(
  graph: Graph,
  direction: Direction,
  { labels, brought }: Content,
  layOut: (input: LayoutInput) => Layout,
  mode: SweepMode,
): Scene {
  const grown = new Map<string, Size>();
  const plaques = new Map<string, Size>();
  const layOutBoth = (input: LayoutInput): Layout =>
    layOut({
      ...input,
      nodes: input.nodes.map((node, index) => {
        const label = labels.get(index);
        const joint = label === undefined ? node : larger(node, nodeRoom(graph, index, label, direction));
        grown.set(node.id, { width: joint.width - node.width, height: joint.height - node.height });
        return { ...node, width: joint.width, height: joint.height };
      }),
      edges: input.edges.map((edge, index) => {
        const { plaque } = edge;
        const own = brought.get(index);
        if (plaque === null || own === undefined) return edge;
        plaques.set(edge.id, plaque);
        return { ...edge, plaque: larger(plaque, own.room) };
      }),
    });
  const scene = sceneOf(graph, direction, true, layOutBoth, mode);
  return {
    ...scene,
    // Edges end at the box that was laid out; of its room, a plaque takes what is its own.
    nodes: scene.nodes.map((one) => ({ ...one, box: widened(one.box, grown.get(one.node.id)) })),
    edges: scene.edges.map((one) => ({ ...one, plaque: { ...one.plaque, ...plaques.get(one.edge.id) } })),
  };
}

function backwardScene(
  { graph, direction, nodes, edges, bounds }: Scene,
  { adjoints, contributions, labels, brought }: Content,
  shift: Point,
): BackwardScene {
  const lanes: Lanes = new Map();
  return {
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
      const edge = edges[contribution.edge];
      const own = brought.get(contribution.edge);
      if (edge === undefined || own === undefined) return [];
      const plaque = { ...moved(edge.plaque, shift), ...own.size };
      return [
        {
          contribution,
          curve: edge.curve.map((point) => moved(point, shift)).toReversed(),
          plaque,
          formula: own.formula,
          isScalar: edge.isScalar,
          borrowed: borrowedScenes(graph, contribution, plaque, { nodes, direction, lanes }),
        },
      ];
    }),
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

/** The places of a step in both graphs. */
export function besideFocus({ forward, backward }: Beside, step: Step, beat = 0): Focus {
  const places = focusOfStep(forward, step, beat);
  if (step.phase === "forward") return places;
  const { adjoints, contributions } = backward;
  const moving = step.phase === "backward" ? step.edge : -1;
  const contribution = contributions.find((one) => one.contribution.edge === moving);
  const { from = -1, to = -1 } = contribution?.contribution ?? {};
  const nodes = step.phase === "seed" ? [step.node] : [from, to];
  return [
    ...places,
    ...(contribution === undefined ? [] : [contribution.plaque]),
    ...adjoints.flatMap(({ adjoint, scene }) => (nodes.includes(adjoint.node) ? [scene.box] : [])),
  ];
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
