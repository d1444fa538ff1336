import { type Formula, fenced, negativeSign } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import { withParts } from "../expression/simplify.ts";
import { operandsOf } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { type ComputedNode, edgeAt, type Graph, isComputed, isJoin, nodeAt } from "../graph/graph.ts";
import { graphNotation } from "../graph/notation.ts";
import type { DerivationLine, DerivationPiece } from "./derivation.ts";
import { tangentFormula, tangentSymbol } from "./tangentFormula.ts";
import type { Tangents } from "./tangents.ts";
import { valueFormula } from "./tensorDerivation.ts";

/** More lines are not read. */
const MOST_LINES = 200;

/**
 * Forward mode between tensors, line by line in the order of the sweep (Magnus & Neudecker, Matrix Differential
 * Calculus, ch. 8): the direction in which an input is moved, the tangent of each node that uses it, by those of its
 * operands, and what the output's comes to.
 */
export function tangentLines(graph: Graph, swept: Tangents): readonly DerivationLine[] {
  const { along, direction, tangents, isReached } = swept;
  const valueLine = (kind: "numbers" | "result", node: number, formula: Formula): DerivationLine => ({
    kind,
    of: node,
    left: tangentSymbol(graph, node),
    terms: [[{ formula, about: { kind: "node", node } }]],
  });
  const lines = graph.nodes
    .filter(isComputed)
    .filter(({ index, feedsOutput }) => feedsOutput && isReached[index] === true)
    .map((node) => lineOf(graph, swept, node));
  if (lines.length > MOST_LINES) return [];
  return [
    valueLine("numbers", along, valueFormula(graph, direction)),
    ...lines,
    valueLine("result", graph.output, valueFormula(graph, tangents[graph.output] ?? 0)),
  ];
}

function lineOf(graph: Graph, { isReached }: Tangents, node: ComputedNode): DerivationLine {
  const moving = node.operands.flatMap((operand) =>
    operand.kind === "node" && isReached[operand.node] === true ? operand.edge : [],
  );
  const pieces = isJoin(node)
    ? [
        {
          formula: listOf(graph, node, isReached),
          about: { kind: "edge", edge: moving.at(-1) ?? 0 } as const,
        },
      ]
    : moving.map(
        (edge): DerivationPiece => ({
          formula: tangentFormula(graph, edgeAt(graph, edge)),
          about: { kind: "edge", edge },
        }),
      );
  return {
    kind: "formulas",
    of: node.index,
    left: tangentSymbol(graph, node.index),
    terms: pieces.map((piece, place) => [place === 0 ? piece : { ...piece, formula: inSum(piece.formula) }]),
  };
}

/** Behind a plus, what begins with a sign stands in brackets. */
function inSum(formula: Formula): Formula {
  let first: Formula | undefined = formula;
  while (first?.kind === "row") first = first.items[0];
  return first === negativeSign ? fenced(formula) : formula;
}

/** What only puts its operands together does so with their tangents: 0 for what does not move. */
function listOf(graph: Graph, node: ComputedNode, isReached: readonly boolean[]): Formula {
  const own = graphNotation(graph);
  const moved = new Map(
    node.operands.flatMap((operand): [string, number][] =>
      operand.kind === "node" && isReached[operand.node] === true
        ? [[`d:${nodeAt(graph, operand.node).id}`, operand.node]]
        : [],
    ),
  );
  const parts = operandsOf(node.expression).map((_written, place) => {
    const operand = node.operands[place];
    const name = operand?.kind === "node" ? `d:${nodeAt(graph, operand.node).id}` : "";
    return moved.has(name) ? ({ kind: "name", name, from: 0, to: 0 } as const) : numberExpression(0);
  });
  const name = (id: string): Formula => {
    const source = moved.get(id);
    return source === undefined ? own.name(id) : tangentSymbol(graph, source);
  };
  return typeset(withParts(node.expression, parts), { ...own, name });
}
