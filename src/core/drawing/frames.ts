import { edgeAt, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import type { NodeGroup } from "../graph/groups.ts";
import type { Box, Direction, Point } from "../layout/index.ts";
import { overlap } from "./boxes.ts";
import { type Outline, outlinePath, stepped } from "./frameOutline.ts";
import { formulaMark, type Mark, TYPE } from "./marks.ts";
import { measureFigures, measureFormula } from "./measure.ts";
import { around, type Scene, type SceneNode, withTabs } from "./scene.ts";

/** A quiet frame behind nodes that belong together: a rectangle, or where that would hold too much, one with a step in it. */
export interface GroupFrame {
  readonly group: NodeGroup;
  readonly direction: Direction;
  readonly outline: Outline;
  /** Where its name begins: the middle of its height at the left. */
  readonly name: Point;
  /** How many frames are in each other here, itself counted. */
  readonly depth: number;
}

/** Between the frame and what is in it, and for its name, px. */
const ROOM = 12;
const NAME_ROOM = 22;
const NAME_SIZE = TYPE.plaque + 2;
/** As in a node: on a projector, the frame of what happens has to be read as that is. */
const SYMBOL_SIZE = TYPE.node;
const RADIUS = 16;
/** In larger pictures frames are not looked for: whoever sees enough of one to read it does not see it whole. */
const MOST_NODES = 1000;
/** A frame with a step in it is looked for round so many nodes at the most. */
const MOST_IN_STEPS = 40;
/** Frames in frames in frames are a thicket. */
const DEEPEST = 2;

/**
 * The frames of groups whose nodes the layout has left together: one is drawn where it holds no node that is not the
 * group's own or feeds it alone, and no plaque of an edge that neither begins nor ends in it. It grows round what it
 * would cut. Left out are groups that are all there is, frames that would cross another, and the third of three in each
 * other.
 */
export function groupFrames(scene: Scene, groups: readonly NodeGroup[]): readonly GroupFrame[] {
  const { graph, direction } = scene;
  if (graph.nodes.length > MOST_NODES) return [];
  const computed = graph.nodes.filter((node) => isComputed(node) && node.feedsOutput).length;
  const things = new Things(scene);
  const frames: GroupFrame[] = [];
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
    const others = frames.filter((frame) => !inner.includes(frame));
    const isClear = (outline: Outline): boolean => !others.some((frame) => doMeet(frame.outline, outline));
    const outline = firstOf(things.outlines(group, inner), isClear);
    if (outline === null) continue;
    const frame = { group, direction, outline, depth, name: nameIn(outline) };
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
  private readonly direction: Direction;
  private readonly ofNodes: readonly Thing[];
  private readonly ofEdges: readonly Thing[];
  private readonly ofCopies: readonly Thing[];
  private readonly squares = new Map<string, Thing[]>();

  constructor({ graph, direction, nodes, edges }: Scene) {
    this.graph = graph;
    this.direction = direction;
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

  /** The outlines that a group's frame may have, the calmest first: none holds anything foreign. */
  *outlines({ nodes }: NodeGroup, inner: readonly GroupFrame[]): Generator<Outline> {
    const own = new Set(nodes);
    const inside: Box[] = nodes.flatMap((node) => this.ofNodes[node] ?? []);
    for (const node of nodes)
      for (const use of nodeAt(this.graph, node).uses)
        if (own.has(edgeAt(this.graph, use).to)) inside.push(...this.plaque(use));
    inside.push(...inner.flatMap(({ outline }) => outline));
    const whole = this.grown(inside, own, (boxes) => [named(grown(around(boxes)))]);
    if (whole !== null) yield whole;
    if (nodes.length > MOST_IN_STEPS) return;
    const inSteps = splitsOf(inside, this.direction).map((at) =>
      this.grown(inside, own, (boxes) => this.steppedAt(at, boxes)),
    );
    yield* inSteps.filter((outline) => outline !== null).sort((one, other) => areaOf(one) - areaOf(other));
  }

  /** What is before a place on the way of the values in one rectangle, and what is after it in another. */
  private steppedAt(at: number, boxes: readonly Box[]): Outline | null {
    const before = boxes.filter((box) => middleOf(box, this.direction) < at);
    const after = boxes.filter((box) => middleOf(box, this.direction) >= at);
    if (before.length === 0 || after.length === 0) return null;
    const [one, other] = [grown(around(before)), grown(around(after))];
    return stepped(named(one), other, this.direction, 2 * RADIUS + NAME_ROOM);
  }

  /** An outline that has grown round all that it would cut; null where something of that is foreign. */
  private grown(
    boxes: readonly Box[],
    own: ReadonlySet<number>,
    draw: (boxes: readonly Box[]) => Outline | null,
  ): Outline | null {
    const inside = [...boxes];
    const taken = new Set<Thing>();
    for (;;) {
      const outline = draw(inside);
      const cut = outline && this.cutBy(outline, own, taken);
      if (cut === null) return null;
      if (cut.length === 0) return outline;
      for (const thing of cut) taken.add(thing);
      inside.push(...cut);
    }
  }

  private plaque(edge: number): readonly Thing[] {
    return this.ofEdges.slice(edge, edge + 1).filter(({ width }) => width > 0);
  }

  /** What a frame holds some of and has not taken in yet; null where something of it is foreign, which ends the search. */
  private cutBy(
    outline: Outline,
    own: ReadonlySet<number>,
    taken: ReadonlySet<Thing>,
  ): readonly Thing[] | null {
    const cut = new Set<Thing>();
    for (const key of outline.flatMap(squaresOf))
      for (const thing of this.squares.get(key) ?? []) {
        if (taken.has(thing) || isHeld(thing, own) || !doMeet(outline, [thing])) continue;
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

function firstOf<Found>(all: Iterable<Found>, isWanted: (one: Found) => boolean): Found | null {
  for (const one of all) if (isWanted(one)) return one;
  return null;
}

function doMeet(one: Outline, other: Outline): boolean {
  return one.some((box) => other.some((thing) => overlap(box, thing) > 0));
}

function areaOf(outline: Outline): number {
  return outline.reduce((sum, { width, height }) => sum + width * height, 0);
}

function middleOf({ x, y }: Box, direction: Direction): number {
  return direction === "right" ? x : y;
}

/** Places between boxes that follow one another on the way of the values. */
function splitsOf(boxes: readonly Box[], direction: Direction): readonly number[] {
  const middles = [...new Set(boxes.map((box) => middleOf(box, direction)))].sort((a, b) => a - b);
  return middles.slice(1).map((middle, place) => (middle + (middles[place] ?? middle)) / 2);
}

/** In the upper left corner of the first rectangle, or the upper one. */
function nameIn([{ x, y, width, height }]: Outline): Point {
  return { x: x - width / 2 + ROOM, y: y - height / 2 + ROOM / 2 + NAME_SIZE / 2 + 1 };
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
  return frames.flatMap(({ group, direction, outline, name }): readonly Mark[] => {
    const key = `${group.kind}:${group.name}`;
    return [
      { kind: "path", key, d: outlinePath(outline, direction, RADIUS), look: "frame" },
      nameMark(`${key}:name`, group, name),
    ];
  });
}

/** A name of the program as it is typeset everywhere; words as words. */
function nameMark(key: string, { name, symbol }: NodeGroup, { x, y }: Point): Mark {
  if (symbol !== null) {
    const width = measureFormula(symbol).width * SYMBOL_SIZE;
    return formulaMark(key, { x: x + width / 2, y }, symbol, SYMBOL_SIZE, "muted");
  }
  const parts = [{ text: name }];
  return {
    kind: "figures",
    key,
    x: x + (measureFigures(name) * NAME_SIZE) / 2,
    y,
    parts,
    size: NAME_SIZE,
    look: "muted",
  };
}
