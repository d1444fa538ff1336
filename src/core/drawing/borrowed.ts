import type { Contribution } from "../differentiate/backwardGraph.ts";
import { type Graph, nodeAt, shapeAt } from "../graph/graph.ts";
import { symbolText } from "../graph/notation.ts";
import type { Box, Curve, Direction } from "../layout/index.ts";
import { shapeText } from "../tensor/tensor.ts";
import { TAB_HEIGHT, TYPE } from "./marks.ts";
import { measureFigures } from "./measure.ts";
import type { SceneNode } from "./scene.ts";

/** Between pills, and between them and their plaque, px. */
export const PILL_GAP = 4;

/** A stored value where a factor borrows it. */
export interface BorrowedScene {
  readonly node: number;
  readonly name: string;
  readonly box: Box;
  /** From the node in the forward graph that has stored it. */
  readonly link: Curve;
}

/** What a pill says of a stored value: its name, and for a tensor its shape. */
function pillName(graph: Graph, node: number): string {
  const shape = shapeAt(graph, node);
  const name = symbolText(nodeAt(graph, node));
  return shape.length === 0 ? name : `${name} ${shapeText(shape)}`;
}

export function pillWidth(graph: Graph, node: number): number {
  const number = shapeAt(graph, node).length === 0 ? " = −0.0000" : "";
  return Math.round(measureFigures(pillName(graph, node) + number) * TYPE.caption + 18);
}

/** How many links go down beside the nodes whose sides stand at an x. */
export type Lanes = Map<number, number>;

interface Forward {
  readonly nodes: readonly SceneNode[];
  readonly direction: Direction;
  readonly lanes: Lanes;
}

/** Side by side above their plaque. */
export function borrowedScenes(
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
