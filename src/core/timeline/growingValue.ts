import { gradientSymbol } from "../differentiate/gradientSymbol.ts";
import type { Run } from "../differentiate/run.ts";
import { equalsSign, type Formula, fenced, row, symbol } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import type { Expression } from "../expression/tree.ts";
import { type Notation, typeset } from "../expression/typeset.ts";
import { type Graph, type GraphNode, isComputed, partById, shapeAt } from "../graph/graph.ts";
import { graphNotation, legible, nodeFormula, replaceIds } from "../graph/notation.ts";
import type { Shape } from "../tensor/tensor.ts";

/**
 * The formula of a node with numbers where names stood. Tensors keep their names, except in a matrix product, where
 * their shapes say why it is defined: beside anything else `[2]` would be read as an entry. Null for a leaf, and where
 * no operand has anything to put in.
 */
export function numbersInFormula(graph: Graph, run: Run, node: GraphNode): Formula | null {
  if (!isComputed(node)) return null;
  const notation = graphNotation(graph);
  const isProduct = node.expression.kind === "binary" && node.expression.operator === "@";
  const shaped: Notation = {
    ...notation,
    name: (id) => {
      const part = partById(graph, id);
      return part === undefined ? notation.name(id) : shapeFormula(shapeAt(graph, part.index));
    },
  };
  let isNumeric = false;
  const numeric: Expression = replaceIds(graph, legible(node), ({ index }, place) => {
    const value = run.values[index] ?? 0;
    if (typeof value !== "number") return place;
    isNumeric = true;
    return numberExpression(value);
  });
  return isProduct || isNumeric ? typeset(numeric, isProduct ? shaped : notation) : null;
}

/** `[2×3]`: what stands where a matrix is too large to. */
function shapeFormula(shape: Shape): Formula {
  const sizes = shape.map((size) => symbol(String(size), String(size)));
  const cross = symbol("{\\times}", "×");
  return fenced(row(...sizes.flatMap((size, place) => (place === 0 ? [size] : [cross, size]))), "square");
}

/** A node's value as a line that grows with the beats of its step: `c = a + b`, `= 2 + 1`, `= 3`. */
export function growingValue(graph: Graph, run: Run, node: GraphNode, beat: number): readonly Formula[] {
  const numbers = numbersInFormula(graph, run, node);
  const value = run.values[node.index];
  const pieces = [nodeFormula(graph, node)];
  if (beat >= 2 && numbers !== null) pieces.push(row(equalsSign, numbers));
  if (beat >= 3 && typeof value === "number")
    pieces.push(row(equalsSign, typeset(numberExpression(value), graphNotation(graph))));
  return pieces;
}

/** The output's gradient with respect to itself, `de/de`, `= 1`; nothing of a tensor, whose seed stands in its grid. */
export function seedLine(graph: Graph, { seed }: Run): readonly Formula[] {
  if (typeof seed !== "number") return [];
  return [
    gradientSymbol(graph, graph.output),
    row(equalsSign, typeset(numberExpression(seed), graphNotation(graph))),
  ];
}
