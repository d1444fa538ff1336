import { gradientInLine } from "../differentiate/gradientSymbol.ts";
import { type Formula, symbol } from "../expression/formula.ts";
import type { Graph } from "../graph/graph.ts";
import { symbolFormula } from "../graph/notation.ts";
import type { Box, Point } from "../layout/index.ts";
import type { BackwardScene } from "./backwardScene.ts";
import { overlap } from "./boxes.ts";
import { formulaMark, type Mark } from "./marks.ts";
import { measureFormula } from "./measure.ts";
import type { Scene, SceneNode } from "./scene.ts";

/** Of names on the screen, px. */
export const NAME_SIZE = 14;
/** Of layers, which are read first. */
const LAYER_SIZE = 18;
/** Left and right of a name, and between two lines of them, px on the screen. */
const AIR = { width: 6, height: 2 } as const;
/** More labels at a time make every change of the page slow. */
const MOST_NAMES = 200;
/** Of more nodes than this in sight, only shapes can be told. */
const MOST_NODES = 1500;

type BackwardNames = Pick<BackwardScene, "graph" | "adjoints" | "title">;

interface Candidate {
  readonly key: string;
  readonly formula: Formula;
  readonly place: Point;
  /** px on the screen. */
  readonly size: number;
  /** The box that it names, which it may cover; null for what stands beside the picture. */
  readonly own: Box | null;
}

/**
 * What stands in a picture that is too small for formulas: names of nodes and layers, of one size on the screen whatever
 * the scale (pixels of the screen for each of the picture's), and of the gradients where the backward graph stands beside
 * it. Those that the program gives come first, copies of inputs last; left out is what would touch another name or a node
 * that is not its own. Empty where nodes are too many.
 */
export function nameMarks(
  { nodes, edges, margin }: Pick<Scene, "nodes" | "edges" | "margin">,
  scale: number,
  isSeen: (place: Point) => boolean = () => true,
  backward: BackwardNames | null = null,
): readonly Mark[] {
  const inSight = (one: { readonly box: Box }): boolean => isSeen(one.box);
  const copies = edges.flatMap(({ ghost }) => ghost ?? []).filter(inSight);
  const seen = nodes.filter(inSight).toSorted(byWeight);
  const gradients = (backward?.adjoints ?? []).map((one) => one.scene).filter(inSight);
  if (seen.length > MOST_NODES) return [];
  const candidates: readonly Candidate[] = [
    ...margin.map(({ formula, x, y }, place) => beside(`layer:${place}`, formula, { x, y })),
    ...(backward === null ? [] : [titleOf(backward, scale)]),
    ...seen.map((one) => nameOf(one, `name:${one.node.id}`)),
    ...(backward === null ? [] : gradientNames(backward.graph, gradients.toSorted(byWeight))),
    ...copies.map((one, place) => nameOf(one, `copy:${place}`)),
  ];
  const boxes = new Crowd(Math.max(1, 80 / scale));
  for (const { box } of [...seen, ...gradients, ...copies]) boxes.add({ ...box, own: box });
  const names = new Crowd(Math.max(1, 80 / scale));
  const marks: Mark[] = [];
  let count = 0;
  for (const { key, formula, place, size, own } of candidates) {
    const box: Box = {
      x: place.x,
      y: place.y,
      width: (measureFormula(formula).width * size + AIR.width) / scale,
      height: (size + AIR.height) / scale,
    };
    if (names.touches(box, null) || boxes.touches(box, own)) continue;
    names.add({ ...box, own: null });
    if (own !== null) marks.push(groundMark(`${key}:ground`, box, own, scale));
    marks.push(formulaMark(key, place, formula, size / scale, own === null ? "muted" : "ink"));
    count += 1;
    if (count === MOST_NAMES) break;
  }
  return marks;
}

function nameOf({ node, box }: SceneNode, key: string, formula = symbolFormula(node)): Candidate {
  return { key, formula, place: box, size: NAME_SIZE, own: box };
}

function gradientNames(graph: Graph, gradients: readonly SceneNode[]): readonly Candidate[] {
  return gradients.map((one) =>
    nameOf(one, `gradient:${one.node.id}`, gradientInLine(graph, one.node.index)),
  );
}

function beside(key: string, formula: Formula, place: Point): Candidate {
  return { key, formula, place, size: LAYER_SIZE, own: null };
}

const BACKWARD_TITLE = symbol("\\text{backward graph}", "backward graph");

/** The title of the backward graph begins at its place, and grows upwards from there. */
function titleOf({ title: { x, y } }: BackwardNames, scale: number): Candidate {
  const size = LAYER_SIZE / scale;
  const half = (measureFormula(BACKWARD_TITLE).width * size) / 2;
  return beside("title", BACKWARD_TITLE, { x: x + half, y: y - size / 2 });
}

/** Under a name: in a node that has room for it nothing but its ground, else a node as large as the name. */
function groundMark(key: string, name: Box, node: Box, scale: number): Mark {
  const isInside = name.width <= node.width && name.height <= node.height;
  if (isInside) return { kind: "box", key, ...name, radius: 0, look: "name ground" };
  const { x, y } = node;
  const [width, height] = [Math.max(name.width, node.width), Math.max(name.height, node.height)];
  return { kind: "box", key, x, y, width, height, radius: 4 / scale, look: "node" };
}

/** What the program names before what it does not; results before inputs; what is used often first. */
function byWeight({ node: one }: SceneNode, { node: other }: SceneNode): number {
  const weight = (node: SceneNode["node"]): number =>
    (node.name === null ? 0 : 4) + (node.kind === "input" ? 0 : 2) + (node.uses.length > 1 ? 1 : 0);
  return weight(other) - weight(one) || one.index - other.index;
}

interface Member extends Box {
  readonly own: Box | null;
}

/** Boxes that are found by the squares they lie in. */
class Crowd {
  private readonly squares = new Map<string, Member[]>();
  private readonly side: number;

  constructor(side: number) {
    this.side = side;
  }

  add(member: Member): void {
    for (const key of this.keysOf(member)) {
      const square = this.squares.get(key) ?? [];
      square.push(member);
      this.squares.set(key, square);
    }
  }

  /** Whether a box touches one that is not its own. */
  touches(box: Box, own: Box | null): boolean {
    return this.keysOf(box).some((key) =>
      this.squares
        .get(key)
        ?.some((member) => (own === null || member.own !== own) && overlap(member, box) > 0),
    );
  }

  private keysOf({ x, y, width, height }: Box): readonly string[] {
    const at = (place: number): number => Math.floor(place / this.side);
    const keys: string[] = [];
    for (let column = at(x - width / 2); column <= at(x + width / 2); column++)
      for (let row = at(y - height / 2); row <= at(y + height / 2); row++) keys.push(`${column} ${row}`);
    return keys;
  }
}
