import { type Box, type Curve, curveLength, type Point, pointAt } from "../layout/index.ts";
import { prefixed } from "./frame.ts";
import { type Mark, TYPE, veil } from "./marks.ts";
import { measureFigures } from "./measure.ts";
import { plaqueBox, plaqueFormula } from "./plaques.ts";
import { pathOf, share } from "./push.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import { type EdgeState, edgeMarks } from "./stillEdge.ts";
import { type NodeState, nodeMarks } from "./stillNode.ts";
import type { Look } from "./theme.ts";

/** A path to be drawn as a thread of its own. */
export interface Thread {
  /** Its edges, from the target to the output. */
  readonly edges: readonly number[];
  /** Its place in the list, from 1: its hue, its dash and the number it bears. */
  readonly place: number;
}

/** How the parts look that threads run over. */
export interface ThreadStates {
  edge(edge: SceneEdge): EdgeState;
  node(node: Scene["nodes"][number]): NodeState;
}

/** So many threads can be told apart. */
export const MOST_THREADS = 9;

const HUES = [1, 2, 3] as const;

function hueOf(place: number): (typeof HUES)[number] {
  return HUES[(place - 1) % HUES.length] ?? 1;
}

/** The look of a thread among others: three hues, each with three kinds of line. */
export function threadLook(place: number): Look {
  const PLACES = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  return `thread ${PLACES[(place - 1) % MOST_THREADS] ?? 1}`;
}

/**
 * Threads side by side along their edges, each with its number where the fewest share an edge. To be drawn over the
 * still picture: they leave out plaques and end at the nodes, so that nothing is hidden.
 */
export function threadMarks(
  scene: Scene,
  threads: readonly Thread[],
  stateOf: ThreadStates["edge"],
): readonly Mark[] {
  const shares = sharesOf(threads);
  const strands = threads.flatMap((thread) => strandsOf(scene, thread, shares, stateOf));
  return [
    ...strands.flatMap((strand) => strandMarks(strand, "thread ground", ARROW)),
    ...strands.flatMap((strand) => strandMarks(strand, threadLook(strand.place), 0)),
    ...strands.flatMap(({ key, place, runs: [run], part, isNumbered }) =>
      run === undefined || !isNumbered ? [] : prefixed(key, numberMarks(along(run, part), place)),
    ),
  ];
}

/** A thread along one edge. */
interface Strand {
  readonly key: string;
  readonly place: number;
  /** What is to be seen of it, on either side of the plaque. */
  readonly runs: readonly Run[];
  /** Where on its first run its number stands, so that it stands beside those of its neighbours. */
  readonly part: number;
  readonly isNumbered: boolean;
}

function strandsOf(
  scene: Scene,
  thread: Thread,
  shares: ReadonlyMap<number, readonly number[]>,
  stateOf: ThreadStates["edge"],
): readonly Strand[] {
  const { edges, place } = thread;
  const numbered = numberedEdges(thread, shares);
  return edges.flatMap((index): readonly Strand[] => {
    const edge = scene.edges[index];
    if (edge === undefined) return [];
    const sharing = shares.get(index) ?? [];
    const among = sharing.indexOf(place);
    return [
      {
        key: `thread:${place}:${edge.edge.id}`,
        place,
        runs: runsOf(edge, besideOf(among, sharing.length), plaqueNow(scene, edge, stateOf)),
        part: (among + 1) / (sharing.length + 1),
        isNumbered: numbered.includes(index),
      },
    ];
  });
}

/** The end of an edge at which its arrowhead is to be seen, px. */
const ARROW = 12;

function strandMarks({ key, runs }: Strand, look: Look, clear: number): readonly Mark[] {
  return runs.map((run, side): Mark => {
    const isLast = side === runs.length - 1;
    const shown = isLast ? run.slice(0, Math.max(1, run.length - Math.ceil(clear / STEP))) : run;
    return { kind: "path", key: `${key}:${look}:${side}`, d: pathOf(shown), look };
  });
}

/** The threads that run along each edge, by their places. */
function sharesOf(threads: readonly Thread[]): ReadonlyMap<number, readonly number[]> {
  const shares = new Map<number, number[]>();
  for (const { edges, place } of threads)
    for (const edge of edges) shares.set(edge, [...(shares.get(edge) ?? []), place]);
  return shares;
}

/** The first and the last of the edges that fewest others share. */
function numberedEdges({ edges }: Thread, shares: ReadonlyMap<number, readonly number[]>): readonly number[] {
  const sharing = (edge: number): number => shares.get(edge)?.length ?? 0;
  const least = Math.min(...edges.map(sharing));
  const fewest = edges.filter((edge) => sharing(edge) === least);
  return [...new Set([fewest[0], fewest.at(-1)])].filter((edge) => edge !== undefined);
}

/** Px between threads on one edge, and between the outermost at most. */
const GAP = 6;
const WIDEST = 34;

function besideOf(index: number, count: number): number {
  const gap = Math.min(GAP, WIDEST / Math.max(1, count - 1));
  return (index - (count - 1) / 2) * gap;
}

type Run = readonly Point[];

const STEP = 5;
/** Px from its ends in which a thread comes together with the others, and how far it stays off its end. */
const TIED = 20;
const CLEAR = 5;

/** What of an edge is to be seen beside its plaque, shifted sideways. */
function runsOf({ curve }: SceneEdge, beside: number, plaque: Box | null): readonly Run[] {
  const length = curveLength(curve);
  const count = Math.max(2, Math.ceil(length / STEP));
  const runs: Point[][] = [[]];
  for (let index = 0; index <= count; index++) {
    const distance = Math.min((index / count) * length, length - CLEAR);
    const point = shifted(curve, distance, length, beside);
    if (plaque !== null && isInside(point, plaque)) runs.push([]);
    else runs.at(-1)?.push(point);
  }
  return runs.filter((run) => run.length > 1);
}

function shifted(curve: Curve, distance: number, length: number, beside: number): Point {
  const { x, y, angle } = pointAt(curve, length === 0 ? 0 : distance / length);
  const slack = share(distance / TIED) * share((length - distance) / TIED);
  return { x: x - Math.sin(angle) * beside * slack, y: y + Math.cos(angle) * beside * slack };
}

function isInside({ x, y }: Point, box: Box): boolean {
  return Math.abs(x - box.x) < box.width / 2 + 1.5 && Math.abs(y - box.y) < box.height / 2 + 1.5;
}

function plaqueNow(scene: Scene, edge: SceneEdge, stateOf: ThreadStates["edge"]): Box | null {
  return edge.isUsed ? plaqueBox(edge, plaqueFormula(scene, edge, stateOf(edge))) : null;
}

/** The point at a part of a run's length. */
function along(run: Run, part: number): Point {
  return run[Math.round(part * (run.length - 1))] ?? { x: 0, y: 0 };
}

const NUMBER_HEIGHT = 22;

function numberMarks({ x, y }: Point, place: number): readonly Mark[] {
  const hue = hueOf(place);
  const text = String(place);
  const width = Math.max(NUMBER_HEIGHT, measureFigures(text) * TYPE.figures + 10);
  return [
    {
      kind: "box",
      key: "pill",
      x,
      y,
      width,
      height: NUMBER_HEIGHT,
      radius: NUMBER_HEIGHT / 2,
      look: `lit ${hue}`,
    },
    {
      kind: "figures",
      key: "number",
      x,
      y,
      parts: [{ text }],
      size: TYPE.figures,
      look: `thread number ${hue}`,
    },
  ];
}

/** A path that is looked at alone, in the order in which it is drawn: what is not on it under a veil. */
export interface ChosenMarks {
  readonly under: readonly Mark[];
  /** Its plaques and its nodes, each framed, by the ids of their parts. */
  readonly parts: readonly { readonly id: string; readonly marks: readonly Mark[] }[];
  readonly over: readonly Mark[];
}

/** How far the veil reaches beyond the picture, px. */
const BEYOND = 80;

/** One path as a broad thread: its factors and nodes are drawn anew over a veil on everything, the thread under them. */
export function chosenMarks(scene: Scene, thread: Thread, states: ThreadStates): ChosenMarks {
  const hue = hueOf(thread.place);
  const edges = thread.edges.flatMap((edge) => scene.edges[edge] ?? []);
  const nodes = new Set(edges.flatMap(({ edge }) => [edge.from, edge.to]));
  const lines = edges.flatMap((edge): readonly Mark[] => [
    ...prefixed(edge.edge.id, edgeMarks(scene, edge, states.edge(edge)).filter(isLine)),
    ...runsOf(edge, 0, null).map(
      (run): Mark => ({
        kind: "path",
        key: `${edge.edge.id}:thread`,
        d: pathOf(run),
        look: `thread chosen ${hue}`,
      }),
    ),
  ]);
  const lit = (mark: Mark): Mark =>
    mark.key === "plaque" || mark.key === "box" ? { ...mark, look: `lit ${hue}` } : mark;
  const first = edges[0];
  const [run] = first === undefined ? [] : runsOf(first, 0, plaqueNow(scene, first, states.edge));
  return {
    under: [veil(scene.bounds, BEYOND, "veil"), ...lines],
    parts: [
      ...edges.map((edge) => ({
        id: edge.edge.id,
        marks: edgeMarks(scene, edge, states.edge(edge))
          .filter((mark) => !isLine(mark))
          .map(lit),
      })),
      ...scene.nodes
        .filter(({ node }) => nodes.has(node.index))
        .map((node) => ({ id: node.node.id, marks: nodeMarks(node, states.node(node)).map(lit) })),
    ],
    over: run === undefined ? [] : prefixed("chosen", numberMarks(along(run, 0.5), thread.place)),
  };
}

function isLine({ key }: Mark): boolean {
  return key === "line" || key === "arrowhead";
}
