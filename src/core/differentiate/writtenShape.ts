import { indicatedRelation } from "../algebra/indicators.ts";
import { binary } from "../algebra/print.ts";
import { simplify } from "../expression/simplify.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { type Graph, shapeAt } from "../graph/graph.ts";
import { operationOf } from "../operations/rule.ts";
import { isElementwise } from "../operations/table.ts";
import { SCALAR, type Shape, sizeOf } from "../tensor/tensor.ts";
import { onesOf } from "./copies.ts";
import { nodeOfName, OF_A_NUMBER } from "./deltaNames.ts";

/** With ones where an expression is smaller than the shape it should have: a gradient has its variable's. */
export function ofShape(graph: Graph, expression: Expression, shape: Shape): Expression {
  const own = shapeAsWritten(graph, expression);
  if (own === null || sizeOf(own) === sizeOf(shape)) return expression;
  return simplify(binary("*", expression, onesOf(expression, shape)));
}

/** The shape of what an expression over nodes and their δ says as it is written; null where that cannot be told. */
function shapeAsWritten(graph: Graph, expression: Expression): Shape | null {
  return foldExpression<Shape | null>(expression, (node, parts) => {
    switch (node.kind) {
      case "number":
        return SCALAR;
      case "name":
        return shapeAt(graph, nodeOfName(graph, node.name));
      case "negate":
        return parts[0] ?? null;
      case "call":
        return shapeOfCall(node.callee, node.operands, parts, operationOf(node));
      case "binary":
        return node.operator === "@" ? shapeOfProduct(parts) : commonShape(parts);
      default:
        return null;
    }
  });
}

function shapeOfCall(
  callee: string,
  operands: readonly Expression[],
  parts: readonly (Shape | null)[],
  operation: ReturnType<typeof operationOf>,
): Shape | null {
  if (callee === "ones") return operands.slice(1).map((size) => (size.kind === "number" ? size.value : 1));
  if (callee === "transpose") return parts[0]?.toReversed() ?? null;
  if (OF_A_NUMBER.has(callee)) return SCALAR;
  const isByEntries = operation !== undefined && isElementwise(operation);
  return isByEntries || indicatedRelation(callee) !== null ? commonShape(parts) : null;
}

/** Of matrices, and of a vector as a row before or a column behind one. */
function shapeOfProduct([left, right]: readonly (Shape | null)[]): Shape | null {
  if (!(left && right) || left.length * right.length === 0 || left.length + right.length === 2) return null;
  return [...left.slice(0, -1), ...right.slice(1)];
}

/** NumPy's, axis by axis from the last. */
function commonShape(shapes: readonly (Shape | null)[]): Shape | null {
  const known = shapes.filter((shape) => shape !== null);
  if (known.length < shapes.length) return null;
  const rank = Math.max(0, ...known.map((shape) => shape.length));
  return Array.from({ length: rank }, (_axis, place) =>
    Math.max(...known.map((shape) => shape[shape.length - rank + place] ?? 1)),
  );
}
