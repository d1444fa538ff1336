import type { Formula } from "../expression/formula.ts";
import { symbolFormula } from "../graph/notation.ts";
import type { Box, Point } from "../layout/index.ts";
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

interface Candidate {
  readonly key: string;
  readonly formula: Formula;
  readonly place: Point;
  /** px on the screen. */
  readonly size: number;
  /** Its node, which it may cover; null for a layer. */
  readonly own: SceneNode | null;
}

/**
 * What stands in a picture that is too small for formulas: names of nodes and layers, of one size on the screen whatever
 * the scale (pixels of the screen for each of the picture's). Those that the program gives come first, copies of inputs last; left out is what
 * would touch another name or a node that is not its own. Empty where nodes are too many.
 */
export function nameMarks(
  { nodes, edges, margin }: Pick<Scene, "nodes" | "edges" | "margin">,
  scale: number,
  isSeen: (place: Point) => boolean = () => true,
): readonly Mark[] {
  const copies = edges.flatMap(({ ghost }) => ghost ?? []).filter(({ box }) => isSeen(box));
  const seen = nodes.filter(({ box }) => isSeen(box));
  if (seen.length > MOST_NODES) return [];
  const candidates: readonly Candidate[] = [
    ...margin.map(({ formula, x, y }, place) => {
      return { key: `layer:${place}`, formula, place: { x, y }, size: LAYER_SIZE, own: null };
    }),
    ...seen.toSorted(byWeight).map((own) => {
      const { node, box: place } = own;
      return { key: `name:${node.id}`, formula: symbolFormula(node), place, size: NAME_SIZE, own };
    }),
    ...copies.map((own, at) => {
      const { node, box: place } = own;
      return { key: `copy:${at}`, formula: symbolFormula(node), place, size: NAME_SIZE, own };
    }),
  ];
  const boxes = new Crowd(Math.max(1, 80 / scale));
  for (const { node, box } of [...seen, ...copies]) boxes.add({ ...box, node: node.index });
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
    if (names.touches(box, null) || boxes.touches(box, own?.node.index ?? null)) continue;
    names.add({ ...box, node: null });
    if (own !== null) marks.push(groundMark(`${key}:ground`, box, own.box, scale));
    marks.push(formulaMark(key, place, formula, size / scale, own === null ? "muted" : "ink"));
    count += 1;
    if (count === MOST_NAMES) break;
  }
  return marks;
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
  readonly node: number | null;
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

  /** Whether a box touches one that is not of this node. */
  touches(box: Box, node: number | null): boolean {
    return this.keysOf(box).some((key) =>
      this.squares
        .get(key)
        ?.some((member) => (node === null || member.node !== node) && overlap(member, box) > 0),
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
