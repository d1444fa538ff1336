import { type Formula, negativeSign, row, totalSign } from "../expression/formula.ts";
import { simplify, substitute, withParts } from "../expression/simplify.ts";
import { type Expression, operandsOf } from "../expression/tree.ts";
import { atom, entrywise, product, typeset, typesetPiece } from "../expression/typeset.ts";
import {
  type Graph,
  type GraphEdge,
  isComputed,
  isJoin,
  nodeAt,
  type OperationNode,
  shapeAt,
} from "../graph/graph.ts";
import { isEntrywise } from "../graph/inside.ts";
import { graphNotation, symbolFormula } from "../graph/notation.ts";
import { ARRIVING } from "../operations/pullback.ts";
import { isElementwise, operations } from "../operations/table.ts";
import { pushforwardFormula } from "../operations/tensorRule.ts";
import { type EdgeRule, edgeRule, edgeSymbol, isCases, isNumericRule, isOneRule } from "./localDerivative.ts";

/** What is linear in each of its operands: the tangent stands where the operand does. */
const LINEAR_IN_EACH: ReadonlySet<string> = new Set(["matmul", "dot", "outer"]);

/** A node's tangent in a formula: `dx`, as in dz = W dx (Magnus & Neudecker, Matrix Differential Calculus, ch. 8). */
export function tangentSymbol(graph: Graph, node: number): Formula {
  return row(totalSign, symbolFormula(nodeAt(graph, node)));
}

/** What an edge brings to its consumer's tangent, in terms of its source's: the factor times it, or the linear map of it. */
export function tangentFormula(graph: Graph, edge: GraphEdge): Formula {
  const moved = tangentSymbol(graph, edge.from);
  const node = nodeAt(graph, edge.to);
  // Of a folded node, what is linear is a whole calculation.
  if (node.kind === "group" && !isEntrywise(graph, edge))
    return product(atom(edgeSymbol(graph, edge)), atom(moved)).formula;
  if (!isComputed(node)) return moved;
  const own = graphNotation(graph, shapeAt(graph, edge.from));
  const notation = { ...own, name: (name: string) => (name === ARRIVING ? moved : own.name(name)) };
  // A tangent goes to its own place there as it is.
  if (isJoin(node)) return moved;
  if (node.kind === "operation" && !isElementwise(node.operation))
    return typeset(linearRule(node, edge), notation);
  const rule = edgeRule(graph, edge);
  if (isOneRule(rule)) return moved;
  if (isMinusOne(rule)) return row(negativeSign, moved);
  const isSymbol = rule === null || isCases(rule);
  const factor = isSymbol ? atom(edgeSymbol(graph, edge)) : typesetPiece(rule, notation);
  const isOfTensors = [edge.from, edge.to].every((place) => shapeAt(graph, place).length > 0);
  return (isOfTensors && !isNumericRule(rule) ? entrywise : product)(factor, atom(moved)).formula;
}

function isMinusOne(rule: EdgeRule): boolean {
  return rule !== null && !isCases(rule) && rule.kind === "negate" && isOneRule(rule.operand);
}

/** The map of a linear edge over the ids of nodes and a name for the tangent that arrives. */
function linearRule(node: OperationNode, { operand }: GraphEdge): Expression {
  const place = { from: node.from, to: node.to };
  const arriving: Expression = { kind: "name", name: ARRIVING, ...place };
  const written = operandsOf(node.expression);
  const rule = pushforwardFormula(node.operation);
  if (rule === null || LINEAR_IN_EACH.has(node.operation))
    return withParts(
      node.expression,
      written.map((own, index) => (index === operand ? arriving : own)),
    );
  const replacements = new Map<string, Expression>([
    ["y", { kind: "name", name: node.id, ...place }],
    ...operations[node.operation].operands.flatMap((name, index): [string, Expression][] => {
      const own = written[index];
      return own === undefined
        ? []
        : [
            [name, own],
            [`d${name}`, arriving],
          ];
    }),
  ]);
  return simplify(substitute(rule, replacements));
}
