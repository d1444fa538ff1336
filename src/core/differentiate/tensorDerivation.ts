import { type Formula, seedSign, symbol } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import { typeset } from "../expression/typeset.ts";
import { activeUses, edgeAt, type Graph, nodeAt } from "../graph/graph.ts";
import { graphNotation } from "../graph/notation.ts";
import { rowsOf } from "../tensor/kernels.ts";
import { shapeWords, tensorOf, type Value } from "../tensor/tensor.ts";
import type { DerivationLine, DerivationPiece } from "./derivation.ts";
import { gradientSymbol } from "./gradientSymbol.ts";
import { contributionFormula } from "./localDerivative.ts";
import type { TensorRun } from "./run.ts";

/** Larger tensors are called by their shape. */
const MOST_ROWS = 6;

/**
 * The derivative with respect to a target, line by line up to the output: each line gives one node's gradient by those
 * of the nodes that use it, and between tensors the order of the factors is part of the formula. A matrix product has
 * no sign, a product entry by entry has ⊙.
 */
export function deriveTensors(graph: Graph, run: TensorRun, target: number): readonly DerivationLine[] {
  const total = (node: number): Formula => gradientSymbol(graph, node, run.seed);
  const result: DerivationLine = {
    kind: "result",
    left: total(target),
    terms: [
      [{ formula: valueFormula(graph, run.adjoints[target] ?? 0), about: { kind: "node", node: target } }],
    ],
  };
  const lines = nodesAbove(graph, target).map((node, place): DerivationLine => {
    const terms = activeUses(graph, node).map((use): DerivationPiece[] => {
      const edge = edgeAt(graph, use);
      const formula = contributionFormula(graph, edge, arrivingAt(graph, run, edge.to));
      return [{ formula, about: { kind: "edge", edge: use } }];
    });
    return { kind: place === 0 ? "symbols" : "formulas", of: node, left: total(node), terms };
  });
  return [...lines, result];
}

/**
 * What stands for the gradient that arrives: the seed at the output, null where that is the number 1; otherwise the
 * derivative that the next line gives.
 */
function arrivingAt(graph: Graph, run: TensorRun, node: number): Formula | null {
  if (node !== graph.output) return gradientSymbol(graph, node, run.seed);
  return seedFormula(graph, run.seed);
}

/** The seed in a formula; null for the number 1, which a product leaves out. */
export function seedFormula(graph: Graph, seed: Value): Formula | null {
  if (seed === 1) return null;
  return typeof seed === "number" ? valueFormula(graph, seed) : seedSign;
}

/** The target and everything above it that uses it, the target first; the output needs no line. */
function nodesAbove(graph: Graph, target: number): readonly number[] {
  const reached = new Set([target]);
  for (const { from, to } of graph.edges)
    if (reached.has(from) && nodeAt(graph, to).feedsOutput) reached.add(to);
  return [...reached]
    .filter((node) => node !== graph.output && activeUses(graph, node).length > 0)
    .sort((one, other) => one - other);
}

/** A value in type: a number, a matrix in brackets, or what shape it has where it is large. */
export function valueFormula(graph: Graph, value: Value): Formula {
  const notation = graphNotation(graph);
  const number = (entry: number): Formula => typeset(numberExpression(entry), notation);
  if (typeof value === "number") return number(value);
  const rows = rowsOf(tensorOf(value));
  if (rows.length > MOST_ROWS || rows.some((entries) => entries.length > MOST_ROWS)) {
    const words = shapeWords(value.shape);
    // × is a sign of formulas, not of texts.
    return symbol(`\\text{${words.replace("×", "$\\times$")}}`, words);
  }
  return { kind: "matrix", rows: rows.map((entries) => [...entries].map(number)) };
}
