import {
  type Adjoint,
  adjointFormula,
  broughtFormula,
  type Contribution,
} from "../differentiate/backwardGraph.ts";
import { gradientSymbol } from "../differentiate/gradientSymbol.ts";
import { ellipsis, equalsSign, type Formula, row } from "../expression/formula.ts";
import { edgeAt, type Graph, shapeAt } from "../graph/graph.ts";
import type { Direction, Size } from "../layout/index.ts";
import { PILL_GAP, pillWidth } from "./borrowed.ts";
import { NUMBER_ROOM } from "./labels.ts";
import { TAB_HEIGHT, TYPE } from "./marks.ts";
import { measureFormula } from "./measure.ts";
import { CAPTION_ROOM, withTabs } from "./scene.ts";

const LARGEST_LABEL = 460;
const LARGEST_PLAQUE = 320;

/** The sum, its factors by name where their formulas are too long, or nothing but what it is. */
export function adjointLabel(graph: Graph, adjoint: Adjoint): Formula {
  const fits = (label: Formula): boolean => measureFormula(label).width * TYPE.node <= LARGEST_LABEL;
  const whole = adjointFormula(graph, adjoint);
  if (fits(whole)) return whole;
  const short = adjointFormula(graph, adjoint, true);
  if (fits(short)) return short;
  return row(gradientSymbol(graph, adjoint.node), equalsSign, ellipsis);
}

export function nodeRoom(graph: Graph, index: number, label: Formula, direction: Direction): Size {
  const { width, height, depth } = measureFormula(label);
  const shape = shapeAt(graph, index);
  const box = {
    width: Math.round(width * TYPE.node + 48),
    height: Math.round((height + depth) * TYPE.node + 44 + (shape.length === 0 ? 0 : CAPTION_ROOM)),
  };
  return withTabs(box, direction, shape);
}

export interface PlaqueContent {
  readonly formula: Formula;
  /** Of the plaque. */
  readonly size: Size;
  /** With what it borrows above it, and as much below, so that its middle stays on the edge. */
  readonly room: Size;
}

export function plaqueContent(graph: Graph, { edge: index, borrowed }: Contribution): PlaqueContent {
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
