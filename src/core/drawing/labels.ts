import {
  contributionFormula,
  edgeFormula,
  edgeRule,
  edgeSymbol,
  isNumericRule,
  isPullback,
  isSpread,
  neededNodes,
} from "../differentiate/localDerivative.ts";
import { ellipsis, equalsSign, type Formula, row, symbol } from "../expression/formula.ts";
import { typeset } from "../expression/typeset.ts";
import { type Graph, type GraphEdge, type GraphNode, isEdge, partById, shapeAt } from "../graph/graph.ts";
import { graphNotation, nodeFormula, shortExpression, symbolFormula } from "../graph/notation.ts";
import type { Size } from "../layout/index.ts";
import { TYPE } from "./marks.ts";
import { measureFormula } from "./measure.ts";

/** What stands in the nodes and plaques of a graph, by their indices; it depends on neither direction nor places. */
export interface SceneLabels {
  readonly nodes: readonly Formula[];
  readonly plaques: readonly PlaqueContent[];
}

/** What a plaque may say, and the room for it, px. */
export interface PlaqueContent {
  /** `∂c/∂a`. */
  readonly symbol: Formula;
  /** The local derivative; null where it is a number that says itself. */
  readonly formula: Formula | null;
  /** Whether the formula is too wide for its plaque and waits to be asked for. */
  readonly isElided: boolean;
  /** Nodes whose stored values the factor needs, by index. */
  readonly needs: readonly number[];
  /** Whether it is between single numbers; otherwise the plaque has a formula, and the numbers stand in grids. */
  readonly isScalar: boolean;
  readonly size: Size;
}

const LARGEST_LABEL = 380;
const LARGEST_PLAQUE = 300;
/** In em: a signed number of four digits with an exponent. */
export const NUMBER_ROOM = 5.7;

/** Writes and measures every label; of what makes a scene, this and the layout take the time. */
export function labelsOf(graph: Graph): SceneLabels {
  return {
    nodes: graph.nodes.map((node) => nodeLabel(graph, node)),
    plaques: graph.edges.map((edge) => plaqueContent(graph, edge)),
  };
}

function nodeLabel(graph: Graph, node: GraphNode): Formula {
  const fits = (label: Formula): boolean => measureFormula(label).width * TYPE.node <= LARGEST_LABEL;
  const label = nodeFormula(graph, node);
  if (fits(label)) return label;
  const short = shortExpression(node);
  const ends = short === null ? ellipsis : typeset(short, graphNotation(graph));
  const shortened = row(symbolFormula(node), equalsSign, ends);
  return fits(shortened) ? shortened : row(symbolFormula(node), equalsSign, ellipsis);
}

function plaqueContent(graph: Graph, edge: GraphEdge): PlaqueContent {
  const isScalar = shapeAt(graph, edge.from).length + shapeAt(graph, edge.to).length === 0;
  const rule = edgeRule(graph, edge);
  const derivative = edgeSymbol(graph, edge);
  const isNumeric = isNumericRule(rule);
  // Of what was spread, the factor alone would not say that all copies are added.
  const ownFormula = isSpread(graph, edge) ? contributionFormula(graph, edge) : edgeFormula(graph, edge);
  const formula = isNumeric && isScalar ? null : ownFormula;
  const whole =
    formula === null
      ? row(derivative, equalsSign, ownFormula)
      : isScalar
        ? row(derivative, equalsSign, formula, equalsSign)
        : row(derivative, plaqueSign(graph, edge), formula);
  const room = formula === null || !isScalar ? 0 : NUMBER_ROOM;
  const isElided = widthOf(whole, room) > LARGEST_PLAQUE;
  const shown = isElided ? row(derivative, equalsSign) : whole;
  const { height, depth } = measureFormula(shown);
  const needs = neededNodes(rule).flatMap((id) => {
    const part = partById(graph, id);
    return part === undefined || isEdge(part) ? [] : [part.index];
  });
  return {
    symbol: derivative,
    formula,
    isElided,
    needs,
    isScalar,
    size: {
      width: Math.round(widthOf(shown, isElided ? NUMBER_ROOM : room)),
      height: Math.round((height + depth) * TYPE.plaque + 12),
    },
  };
}

/** Between a symbol and its formula: a linear map is no number, so it is not equal to its pullback, nor is a sum over copies. */
export function plaqueSign(graph: Graph, edge: GraphEdge): Formula {
  return isPullback(graph, edge) || isSpread(graph, edge) ? mapsSign : equalsSign;
}

const mapsSign = symbol(":\\,", ":\u2009", "upright", "relation");

function widthOf(formula: Formula, room: number): number {
  return (measureFormula(formula).width + room) * TYPE.plaque + 20;
}
