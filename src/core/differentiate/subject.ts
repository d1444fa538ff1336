import { type Formula, row, symbol, timesSign } from "../expression/formula.ts";
import { type Graph, type GraphEdge, type GraphNode, isEdge, partById } from "../graph/graph.ts";
import { symbolFormula } from "../graph/notation.ts";
import { gradientSymbol } from "./gradientSymbol.ts";
import { edgeSymbol } from "./localDerivative.ts";

/**
 * What some parts of a graph, given by their ids, are called together: a node by its name, an edge by its local
 * derivative `∂c/∂a`, a term by its product, other sets by their nodes. Null where the graph has none of them.
 */
export function subjectFormula(graph: Graph, ids: readonly string[]): Formula | null {
  const parts = ids.flatMap((id) => partById(graph, id) ?? []);
  const [first, another] = parts;
  if (first === undefined) return null;
  if (another === undefined) return isEdge(first) ? edgeSymbol(graph, first) : symbolFormula(first);
  const nodes = parts.filter((part): part is GraphNode => !isEdge(part));
  const edges = parts.filter(isEdge);
  const isTerm = nodes.length <= 1 && edges.length > 0;
  return isTerm ? term(graph, nodes, edges) : joined(nodes.map(symbolFormula), comma);
}

const comma = symbol(",\\,", ", ");

/** From the output's end to the target's, as a derivation has it: the gradient taken over, then factor by factor. */
function term(graph: Graph, heads: readonly GraphNode[], edges: readonly GraphEdge[]): Formula {
  const downwards = edges.toSorted((one, other) => other.to - one.to);
  return joined(
    [
      ...heads.map(({ index }) => gradientSymbol(graph, index)),
      ...downwards.map((edge) => edgeSymbol(graph, edge)),
    ],
    timesSign,
  );
}

function joined(formulas: readonly Formula[], by: Formula): Formula {
  return row(...formulas.flatMap((formula, place) => (place === 0 ? [formula] : [by, formula])));
}
