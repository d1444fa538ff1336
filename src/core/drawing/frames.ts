import { edgeAt, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import type { NodeGroup } from "../graph/groups.ts";
import type { Box, Point } from "../layout/index.ts";
import { overlap } from "./boxes.ts";
import { cornersOf, doMeet, hullOf, type Polygon, roundedPath } from "./hull.ts";
import { type Mark, TYPE } from "./marks.ts";
import { measureFigures } from "./measure.ts";
import { around, type Scene, type SceneNode, withTabs } from "./scene.ts";

/** A quiet frame behind nodes that belong together: a rectangle, or a hull where a rectangle would hold too much. */
export interface GroupFrame {
  readonly group: NodeGroup;
  readonly outline: Polygon;
  /** Where its name begins: the middle of its height at the left. */
  readonly name: Point;
  /** How many frames are in each other here, itself counted. */
  readonly depth: number;
}

/** Between the frame and what is in it, and for its name, px. */
const ROOM = 12;
const NAME_ROOM = 22;
const NAME_SIZE = TYPE.plaque + 2;
const RADIUS = 16;
/** In larger pictures frames are not looked for: whoever sees enough of one to read it does not see it whole. */
const MOST_NODES = 1000;
/** Frames in frames in frames are a thicket. */
const DEEPEST = 2;

/**
 * The frames of groups whose nodes the layout has left together: one is drawn where it holds no node that is not the
 * group's own or feeds it alone, and no plaque of an edge that neither begins nor ends in it. It grows round what it
 * would cut. Left out are groups that are all there is, frames that would cross another, and the third of three in each
 * other.
 */
export function groupFrames(scene: Scene, groups: readonly NodeGroup[]): readonly GroupFrame[] {
  const { graph } = scene;
  if (graph.nodes.length > MOST_NODES) return [];
  const computed = graph.nodes.filter((node) => isComputed(node) && node.feedsOutput).length;
  const things = new Things(scene);
  const frames: (GroupFrame & { readonly bounds: Box })[] = [];
  const framesOf = new Map<number, GroupFrame[]>();
  const small = groups
    .filter(({ nodes }) => nodes.length < computed)
    .toSorted((one, other) => one.nodes.length - other.nodes.length);
  for (const group of small) {
    const own = new Set(group.nodes);
    const touching = new Set(group.nodes.flatMap((node) => framesOf.get(node) ?? []));
    const inner = [...touching].filter((frame) => frame.group.nodes.every((node) => own.has(node)));
    if (inner.some((frame) => frame.group.nodes.length === own.size)) continue;
    const depth = 1 + Math.max(0, ...inner.map((frame) => frame.depth));
    if (depth > DEEPEST) continue;
    const isClear = (outline: Polygon): boolean => {
      const bounds = boundsOf(outline);
      const near = frames.filter((frame) => overlap(frame.bounds, bounds) > 0 && !inner.includes(frame));
      return !near.some((frame) => doMeet(frame.outline, outline));
    };
    const outline = [rectangleAround, hullAround]
      .map((draw) => things.outline(group, inner, draw))
      .find((one) => one !== null && isClear(one));
    if (outline == null) continue;
    const frame = { group, outline, depth, name: nameIn(outline), bounds: boundsOf(outline) };
    frames.push(frame);
    for (const node of group.nodes) framesOf.set(node, [...(framesOf.get(node) ?? []), frame]);
  }
  return frames.sort((one, other) => other.depth - one.depth);
}

/** A node with its tabs, or a plaque. */
interface Thing extends Box {
  readonly node: number | null;
  readonly edge: number | null;
}

/** A side of the squares by which things near a box are found. */
const SQUARE = 400;

class Things {
  private readonly graph: Graph;
  private readonly ofNodes: readonly Thing[];
  private readonly ofEdges: readonly Thing[];
  private readonly ofCopies: readonly Thing[];
  private readonly squares = new Map<string, Thing[]>();

  constructor({ graph, nodes, edges }: Scene) {
    this.graph = graph;
    this.ofNodes = nodes.map((one) => ({ ...roomOf(one), node: one.node.index, edge: null }));
    this.ofEdges = edges.map(({ edge, plaque }) => ({ ...plaque, node: null, edge: edge.index }));
    this.ofCopies = edges.flatMap(({ edge, ghost }) =>
      ghost === null ? [] : [{ ...roomOf(ghost), node: null, edge: edge.index }],
    );
    for (const thing of [...this.ofNodes, ...this.ofEdges, ...this.ofCopies])
      if (thing.width > 0)
        for (const key of squaresOf(thing)) {
          const square = this.squares.get(key) ?? [];
          square.push(thing);
          this.squares.set(key, square);
        }
  }

  /** The outline of a group's frame, drawn in one way; null where it would hold something foreign. */
  outline(
    { nodes }: NodeGroup,
    inner: readonly GroupFrame[],
    draw: (boxes: readonly Box[], inner: readonly GroupFrame[]) => Polygon,
  ): Polygon | null {
    const own = new Set(nodes);
    const inside: Box[] = nodes.flatMap((node) => this.ofNodes[node] ?? []);
    for (const node of nodes)
      for (const use of nodeAt(this.graph, node).uses)
        if (own.has(edgeAt(this.graph, use).to)) inside.push(...this.plaque(use));
    const taken = new Set<Thing>();
    for (;;) {
      const outline = draw(inside, inner);
      const cut = this.cutBy(outline, own, taken);
      if (cut === null) return null;
      if (cut.length === 0) return outline;
      for (const thing of cut) taken.add(thing);
      inside.push(...cut);
    }
  }

  private plaque(edge: number): readonly Thing[] {
    return this.ofEdges.slice(edge, edge + 1).filter(({ width }) => width > 0);
  }

  /** What an outline holds some of and has not taken in yet; null where something of it is foreign, which ends the search. */
  private cutBy(
    outline: Polygon,
    own: ReadonlySet<number>,
    taken: ReadonlySet<Thing>,
  ): readonly Thing[] | null {
    const bounds = boundsOf(outline);
    const cut = new Set<Thing>();
    for (const key of squaresOf(bounds))
      for (const thing of this.squares.get(key) ?? []) {
        if (taken.has(thing) || isHeld(thing, own) || overlap(thing, bounds) === 0) continue;
        if (!doMeet(cornersOf(thing), outline)) continue;
        if (this.isForeign(thing, own)) return null;
        cut.add(thing);
      }
    return [...cut];
  }

  /** Whether something has nothing to do with the nodes of a frame. */
  private isForeign({ node, edge }: Thing, own: ReadonlySet<number>): boolean {
    if (edge !== null) {
      const { from, to } = edgeAt(this.graph, edge);
      return !own.has(from) && !own.has(to);
    }
    const { kind, uses } = nodeAt(this.graph, node ?? 0);
    return kind !== "input" || uses.length === 0 || !uses.every((use) => own.has(edgeAt(this.graph, use).to));
  }
}

/** A node with its tabs. */
function roomOf({ box, direction, shape, hasTangent }: SceneNode): Box {
  return { ...box, ...withTabs(box, direction, shape, hasTangent) };
}

/** Whether something is there from the beginning. */
function isHeld({ node }: Thing, own: ReadonlySet<number>): boolean {
  return node !== null && own.has(node);
}

function grown({ x, y, width, height }: Box): Box {
  return { x, y, width: width + 2 * ROOM, height: height + 2 * ROOM };
}

/** With room for a name at its top. */
function named({ x, y, width, height }: Box): Box {
  return { x, y: y - NAME_ROOM / 2, width, height: height + NAME_ROOM };
}

function rectangleAround(boxes: readonly Box[], inner: readonly GroupFrame[]): Polygon {
  return cornersOf(named(grown(around([...boxes, ...inner.map(({ outline }) => boundsOf(outline))]))));
}

/** The name stands over the box furthest left. */
function hullAround(boxes: readonly Box[], inner: readonly GroupFrame[]): Polygon {
  const left = (box: Box): number => box.x - box.width / 2;
  const first = Math.min(...boxes.map(left));
  const top = Math.min(...boxes.map((box) => (left(box) < first + ROOM ? box.y - box.height / 2 : Infinity)));
  const corners = boxes.flatMap((box) =>
    cornersOf(box.y - box.height / 2 === top ? named(grown(box)) : grown(box)),
  );
  const frames = inner.flatMap(({ outline }) => cornersOf(grown(boundsOf(outline))));
  return hullOf([...corners, ...frames]);
}

function boundsOf(outline: Polygon): Box {
  return around(outline.map((corner) => ({ ...corner, width: 0, height: 0 })));
}

/** Below the higher of the corners at the left. */
function nameIn(outline: Polygon): Point {
  const left = Math.min(...outline.map(({ x }) => x));
  const top = Math.min(...outline.map(({ x, y }) => (x < left + ROOM ? y : Infinity)));
  return { x: left + ROOM, y: top + ROOM / 2 + NAME_SIZE / 2 + 1 };
}

function squaresOf({ x, y, width, height }: Box): readonly string[] {
  const keys: string[] = [];
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2].map(
    (side) => Math.floor(side / SQUARE),
  );
  for (let column = left ?? 0; column <= (right ?? 0); column++)
    for (let row = top ?? 0; row <= (bottom ?? 0); row++) keys.push(`${column} ${row}`);
  return keys;
}

/** Frames with their names, the outer ones first: they lie under everything else. */
export function frameMarks(frames: readonly GroupFrame[]): readonly Mark[] {
  return frames.flatMap(({ group, outline, name }): readonly Mark[] => {
    const key = `${group.kind}:${group.name}`;
    const x = name.x + (measureFigures(group.name) * NAME_SIZE) / 2;
    const parts = [{ text: group.name }];
    return [
      { kind: "path", key, d: roundedPath(outline, RADIUS), look: "frame" },
      { kind: "figures", key: `${key}:name`, x, y: name.y, parts, size: NAME_SIZE, look: "muted" },
    ];
  });
}
