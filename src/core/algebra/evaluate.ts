import { type Expression, foldExpression } from "../expression/tree.ts";
import { constantNamed } from "../operations/constants.ts";
import { applyOperation, derivativesOf, isRelated, operationOf } from "../operations/rule.ts";
import { elementwise, isElementwise } from "../operations/table.ts";
import { indicatedRelation } from "./indicators.ts";

/** A number, and by how much rounding on the way to it may have moved it, to first order. */
export interface RoundedNumber {
  readonly value: number;
  readonly error: number;
}

/**
 * What an expression over names comes to, with a running error analysis (Higham, Accuracy and Stability of Numerical
 * Algorithms, §3.3): 1 − a has few digits left where a is near 1, and that is no mistake of the formula.
 */
export function evaluateExpression(expression: Expression, valueAt: (name: string) => number): RoundedNumber {
  return foldExpression<RoundedNumber>(expression, (node, operands) => {
    if (node.kind === "number") return rounded(node.value);
    if (node.kind === "name") return rounded(constantNamed(node.name)?.value ?? valueAt(node.name));
    const relation = node.kind === "call" ? indicatedRelation(node.callee) : null;
    if (relation !== null) return { value: Number(holds(relation, operands)), error: 0 };
    const key = operationOf(node);
    if (key === undefined || !isElementwise(key)) return { value: Number.NaN, error: Number.NaN };
    const values = operands.map(({ value }) => value);
    const value = applyOperation(key, values);
    const isMany = values.length > elementwise[key].operands.length;
    const [a = 0, b = 0] = values;
    const slopes = isMany ? values.map(() => 1) : derivativesOf(key).map(({ factor }) => factor(a, b, value));
    // A slope that is infinite or unknown says nothing about an operand that is exact.
    const error = operands.reduce((total, operand, place) => {
      const slope = Math.abs(slopes[place] ?? 0);
      return total + (operand.error === 0 ? 0 : slope * operand.error);
    }, 0);
    return { value, error: error + Math.abs(value) * ROUNDING };
  });
}

function holds(relation: string, [left, right]: readonly RoundedNumber[]): boolean {
  return isRelated(left?.value ?? Number.NaN, relation, right?.value ?? Number.NaN);
}

const ROUNDING = 2 ** -52;

function rounded(value: number): RoundedNumber {
  return { value, error: Number.isInteger(value) ? 0 : Math.abs(value) * ROUNDING };
}
