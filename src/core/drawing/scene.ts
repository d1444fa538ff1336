import { ellipsis, type Formula } from "../expression/formula.ts";
import {
  activeUses,
  edgeAt,
  type Graph,
  type GraphEdge,
  type GraphNode,
  isComputed,
  nodeAt,
  shapeAt,
} from "../graph/graph.ts";
import { symbolFormula } from "../graph/notation.ts";
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
import type { Shape } from "../tensor/tensor.ts";
import { PHASES } from "../timeline/beats.ts";
import type { Step, SweepMode } from "../timeline/steps.ts";
import { gridSize } from "./grid.ts";
import { labelsOf, type PlaqueContent, type SceneLabels } from "./labels.ts";
import { type MarginLabel, marginLabels, withMargin } from "./margins.ts";
import { TAB_HEIGHT, TYPE } from "./marks.ts";
import { measureFormula } from "./measure.ts";

/** A node with its label and the box that is drawn; tabs stick out of it. */
export interface SceneNode {
  readonly node: GraphNode;
  readonly label: Formula;
  readonly box: Box;
  readonly direction: Direction;
  /** Of its value, its tangent and its gradient. */
  readonly shape: Shape;
  /** Whether there is a place for its tangent, beside the value's. */
  readonly hasTangent: boolean;
  /** Whether there is a place for its gradient. */
  readonly hasGradient: boolean;
}

/** An edge with its way and what its plaque may say. */
export interface SceneEdge extends Omit<PlaqueContent, "size"> {
  readonly edge: GraphEdge;
  readonly curve: Curve;
  /** The room for the plaque; what it says now may be narrower. */
  readonly plaque: Box;
  readonly isUsed: boolean;
  /** The copy of its input at which it begins; null for an edge that begins at its node. */
  readonly ghost: SceneNode | null;
}

/** A graph with its places: all that does not change while time passes or a slider moves. */
export interface Scene {
  readonly graph: Graph;
  readonly direction: Direction;
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  readonly bounds: Layout["bounds"];
  /** Names of layers beside the picture. */
  readonly margin: readonly MarginLabel[];
}

/** How far a pill on a node's left or right side sticks out. */
const SIDE_TAB_ROOM = 52;
/** How far a tab reaches into its node, above and below or at the sides. */
export const TAB_OVERLAP = 14;
/** Between the tabs of a value and of a tangent. */
export const TAB_GAP = 4;
/** For the line in a node that tells its shape. */
export const CAPTION_ROOM = 16;

/**
 * Measures every label and lays the graph out. Depends on the graph and its shapes alone, so no slider moves a node.
 * Without plaques it is denser: a picture to recognise and not to read. `layOut` may be one that remembers, and
 * `labels` those made before. The edges of `ghosts`, by index, begin at a copy of their input each.
 */
export function sceneOf(
  graph: Graph,
  direction: Direction,
  hasPlaques = true,
  layOut: (input: LayoutInput) => Layout = layoutGraph,
  mode: SweepMode = "reverse",
  { nodes: labels, plaques }: SceneLabels = labelsOf(graph),
  ghosts: ReadonlySet<number> = NO_GHOSTS,
): Scene {
  const hasTangent = graph.nodes.map((node) => mode !== "reverse" && canHaveTangent(node));
  const boxes = graph.nodes.map((node, index) =>
    nodeSize(graph, node, labels[index] ?? ellipsis, { direction, hasTangent: hasTangent[index] ?? false }),
  );
  const copies = graph.edges.map(({ index, from }): Size | null =>
    ghosts.has(index)
      ? ghostSize(nodeAt(graph, from), { direction, hasTangent: hasTangent[from] ?? false })
      : null,
  );
  const room = (node: number, size: Size): Size =>
    withTabs(size, direction, shapeAt(graph, node), hasTangent[node]);
  const layout = layOut({
    direction,
    nodes: graph.nodes.flatMap(({ id, index }) => [
      // A copy stands beside what it feeds.
      ...copiesInto(graph, index).flatMap((edge) => {
        const size = copies[edge.index];
        return size == null ? [] : [{ id: ghostId(edge), ...room(edge.from, size) }];
      }),
      { id, ...room(index, boxes[index] ?? NO_SIZE) },
    ]),
    edges: graph.edges.map((edge, index) => ({
      id: edge.id,
      from: ghosts.has(index) ? ghostId(edge) : nodeAt(graph, edge.from).id,
      to: nodeAt(graph, edge.to).id,
      operand: edge.operand,
      // What the output does not use gets no plaque, and no room for one.
      plaque: hasPlaques && nodeAt(graph, edge.to).feedsOutput ? (plaques[index]?.size ?? NO_SIZE) : null,
    })),
  });
  const places = new Map(layout.nodes.map((placed) => [placed.id, placed]));
  const routes = new Map(layout.routes.map((route) => [route.id, route]));
  const centres = graph.nodes.map(({ id }) => places.get(id) ?? { x: 0, y: 0 });
  const margin = marginLabels(graph, direction, centres, layout.bounds);
  const sceneNode = (index: number, at: Point, size: Size, label: Formula): SceneNode => ({
    node: nodeAt(graph, index),
    label,
    box: { x: at.x, y: at.y, width: size.width, height: size.height },
    direction,
    shape: shapeAt(graph, index),
    hasTangent: hasTangent[index] ?? false,
    hasGradient: mode !== "forward",
  });
  const copyOf = (edge: GraphEdge): SceneNode | null => {
    const [size, at] = [copies[edge.index], places.get(ghostId(edge))];
    return size == null || at === undefined
      ? null
      : sceneNode(edge.from, at, size, symbolFormula(nodeAt(graph, edge.from)));
  };
  return {
    graph,
    direction,
    margin,
    bounds: margin.length === 0 ? layout.bounds : withMargin(layout.bounds, direction),
    nodes: graph.nodes.map(({ id }, index) =>
      sceneNode(index, places.get(id) ?? { x: 0, y: 0 }, boxes[index] ?? NO_SIZE, labels[index] ?? ellipsis),
    ),
    edges: graph.edges.map((edge, index) => {
      const route = routes.get(edge.id);
      const { symbol, formula, isElided, needs, isScalar } = plaques[index] ?? NO_PLAQUE;
      const plaque = route?.plaque ?? { x: 0, y: 0, ...NO_SIZE };
      const isUsed = nodeAt(graph, edge.to).feedsOutput;
      return {
        edge,
        curve: route?.curve ?? [],
        plaque,
        symbol,
        formula,
        isElided,
        needs,
        isUsed,
        isScalar,
        ghost: copyOf(edge),
      };
    }),
  };
}

const NO_SIZE: Size = { width: 0, height: 0 };
const NO_GHOSTS: ReadonlySet<number> = new Set();

/** What the layout calls the copy at which an edge begins; no node has such an id. */
function ghostId({ id }: GraphEdge): string {
  return `${id} copy`;
}

function copiesInto(graph: Graph, index: number): readonly GraphEdge[] {
  const node = nodeAt(graph, index);
  return isComputed(node)
    ? node.operands.flatMap((operand) => (operand.kind === "node" ? [edgeAt(graph, operand.edge)] : []))
    : [];
}

/** A copy is smaller than its input, and no sum stands in its gradient's tab. */
function ghostSize(node: GraphNode, { direction, hasTangent }: Tabs): Size {
  const { width } = measureFormula(symbolFormula(node));
  const least = hasTangent && direction === "right" ? 140 : 84;
  return { width: Math.round(Math.max(least, width * TYPE.node + 36)), height: 64 };
}

/** Where an edge begins: at its node, or at the copy of it. */
export function beginningOf({ nodes }: Scene, { edge, ghost }: SceneEdge): SceneNode | undefined {
  return ghost ?? nodes[edge.from];
}
const NO_PLAQUE: PlaqueContent = {
  symbol: ellipsis,
  formula: null,
  isElided: false,
  needs: [],
  isScalar: true,
  size: NO_SIZE,
};

/** What no input can change, or the output does not use, has none to show. */
function canHaveTangent({ kind, dependsOnInput, feedsOutput }: GraphNode): boolean {
  return kind === "input" || (dependsOnInput && feedsOutput);
}

interface Tabs {
  readonly direction: Direction;
  readonly hasTangent: boolean;
}

function nodeSize(graph: Graph, node: GraphNode, label: Formula, { direction, hasTangent }: Tabs): Size {
  const { width, height, depth } = measureFormula(label);
  // A node of several uses has a sum in its gradient's tab.
  const isUsedOften = activeUses(graph, node.index).length > 1;
  // Two tabs stand side by side where there is a tangent.
  const least = isUsedOften ? 168 : hasTangent && direction === "right" ? 140 : 112;
  const shape = shapeAt(graph, node.index);
  // A tensor's shape stands under its label, and its grids are no wider than its box.
  const caption = shape.length === 0 ? 0 : CAPTION_ROOM;
  const own = shape.length === 0 ? 0 : gridSize(shape).width;
  const grid = hasTangent && direction === "right" ? 2 * own + TAB_GAP : own;
  return {
    width: Math.round(Math.max(least, grid, width * TYPE.node + 48)),
    height: Math.round(Math.max(72, (height + depth) * TYPE.node + 44) + caption),
  };
}

/**
 * The room of a node with what its tabs stick out: the same on both sides, for value and gradient have one shape. A
 * tangent stands beside the value, below it where tabs are at the sides.
 */
export function withTabs(
  { width, height }: Size,
  direction: Direction,
  shape: Shape,
  hasTangent = false,
): Size {
  if (shape.length === 0)
    return direction === "right"
      ? { width, height: height + TAB_HEIGHT }
      : { width: width + 2 * SIDE_TAB_ROOM, height };
  const grid = gridSize(shape);
  return direction === "right"
    ? { width, height: height + 2 * (grid.height - TAB_OVERLAP) }
    : {
        width: width + 2 * (grid.width - TAB_OVERLAP),
        height: Math.max(height, hasTangent ? 2 * grid.height + TAB_GAP : grid.height),
      };
}

/** Where to look: the place where something happens, and what else belongs to it, the nearest in time first. */
export type Focus = readonly Box[];

/**
 * The places of a step in one of its beats, with tabs. A node's value is about the node all along, and then about each
 * operand with its plaque, first the one whose `turn` it is to come; an edge's step begins at the end that gives and ends at the one that receives. Last come the
 * nodes whose stored values its factor needs. `product` is where its product rests, if that is known.
 */
export function focusOfStep(
  scene: Scene,
  step: Step,
  beat = 0,
  product: Box | null = null,
  turn: number | null = null,
): Focus {
  const { nodes, edges } = scene;
  if ("node" in step) {
    const into = step.phase === "forward" ? edges.filter(({ edge }) => edge.to === step.node) : [];
    const operands = into.map((one) => around([one.plaque, ...placeOf(beginningOf(scene, one))]));
    const coming = turn === null || beat > 0 ? undefined : into[turn];
    const source = coming === undefined ? [] : placeOf(beginningOf(scene, coming));
    return [...source, ...placeOf(nodes[step.node]), ...operands];
  }
  const sceneEdge = edges[step.edge];
  if (sceneEdge === undefined) return [];
  const { edge, plaque, ghost, needs } = sceneEdge;
  const ends = [placeOf(beginningOf(scene, sceneEdge)), placeOf(nodes[edge.to])];
  const isBackward = step.phase === "backward";
  const [receiver = [], giver = []] = isBackward ? ends : ends.toReversed();
  // What comes back to a copy goes on to the input itself.
  const goal = ghost !== null && isBackward ? placeOf(nodes[edge.from]) : [];
  const result = product === null ? [] : [product];
  const stored = needs.flatMap((need) => placeOf(nodes[need]));
  if (beat === 0) return [plaque, ...giver, ...receiver, ...goal, ...result, ...stored];
  if (beat === PHASES[step.phase].beats.length - 1)
    return [...goal, ...receiver, plaque, ...giver, ...result, ...stored];
  return [plaque, ...result, ...receiver, ...giver, ...goal, ...stored];
}

/** A node with its tabs. */
function placeOf(node: SceneNode | undefined): Focus {
  if (node === undefined) return [];
  const { box, direction, shape, hasTangent } = node;
  return [{ ...box, ...withTabs(box, direction, shape, hasTangent) }];
}

/** The smallest box around others. */
export function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ x, width }) => x - width / 2));
  const right = Math.max(...boxes.map(({ x, width }) => x + width / 2));
  const top = Math.min(...boxes.map(({ y, height }) => y - height / 2));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height / 2));
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}
