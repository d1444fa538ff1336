import type { Formula } from "../expression/formula.ts";
import { type Graph, type GraphNode, isComputed, shapeAt } from "../graph/graph.ts";
import { symbolFormula } from "../graph/notation.ts";
import type { Box, Direction, Point } from "../layout/index.ts";
import { formulaMark, type Mark, TYPE } from "./marks.ts";
import { measureFormula } from "./measure.ts";

/** The name of a layer beside the picture, level with its node. */
export interface MarginLabel extends Point {
  readonly formula: Formula;
}

/** Layers of a network are named in a series of at least this many: L1, L2, L3. */
const LEAST_LAYERS = 2;
/** Between the picture and the names, px. */
const GAP = 26;

/**
 * The names of a layered program for the margin: vectors or matrices that stand one after another and are numbered in
 * that order. Empty where there is no such series, or more than one.
 */
export function layersOf(graph: Graph, direction: Direction, boxes: readonly Point[]): readonly GraphNode[] {
  const series = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    const [, stem] = /^([A-Za-z]+)_?\d+$/.exec(node.name ?? "") ?? [];
    if (stem === undefined || !isComputed(node) || !node.feedsOutput) continue;
    series.set(stem, [...(series.get(stem) ?? []), node]);
  }
  const along = ({ index }: GraphNode): number => {
    const { x = 0, y = 0 } = boxes[index] ?? {};
    return direction === "right" ? x : -y;
  };
  const layered = [...series.values()].filter(
    (nodes) =>
      nodes.length >= LEAST_LAYERS &&
      nodes.some(({ index }) => shapeAt(graph, index).length > 0) &&
      nodes.every((node, place) => place === 0 || along(node) > along(nodes[place - 1] ?? node)),
  );
  return layered.length === 1 ? (layered[0] ?? []) : [];
}

/** Where the names stand: left of a picture that runs upwards, above one that runs to the right. */
export function marginLabels(
  graph: Graph,
  direction: Direction,
  boxes: readonly Point[],
  bounds: Box,
): readonly MarginLabel[] {
  return layersOf(graph, direction, boxes).map((node) => {
    const formula = symbolFormula(node);
    const { x = 0, y = 0 } = boxes[node.index] ?? {};
    const half = (measureFormula(formula).width * TYPE.node) / 2;
    return direction === "right"
      ? { formula, x, y: bounds.y - GAP }
      : { formula, x: bounds.x - GAP - half, y };
  });
}

const grown = new WeakMap<Box, Box>();

/** The bounds with the margin in them; the same object for the same bounds, by which a layout is known. */
export function withMargin(bounds: Box, direction: Direction): Box {
  const known = grown.get(bounds);
  if (known !== undefined) return known;
  const room = 2.5 * GAP;
  const fresh =
    direction === "right"
      ? { ...bounds, y: bounds.y - room, height: bounds.height + room }
      : { ...bounds, x: bounds.x - room, width: bounds.width + room };
  grown.set(bounds, fresh);
  return fresh;
}

export function marginMarks(labels: readonly MarginLabel[]): readonly Mark[] {
  return labels.map((label, place) =>
    formulaMark(`margin:${place}`, label, label.formula, TYPE.node * 1.2, "muted"),
  );
}
