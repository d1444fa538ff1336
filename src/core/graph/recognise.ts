import { substitute } from "../expression/simplify.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { readRule } from "../operations/rule.ts";
import { elementwise } from "../operations/table.ts";
import { isSameExpression } from "./structure.ts";

interface Definition {
  readonly callee: string;
  readonly rule: Expression;
}

let definitions: readonly Definition[] | null = null;

/** What the table defines over one operand, by a name that a program can call. Read when first asked for. */
function definitionsOfOne(): readonly Definition[] {
  definitions ??= Object.values(elementwise).flatMap(({ names, definition, operands }) => {
    const [callee] = names;
    const isOfOne = operands.length === 1 && operands[0] === "x";
    return callee === undefined || definition === null || !isOfOne
      ? []
      : [{ callee, rule: readRule(definition) }];
  });
  return definitions;
}

/** Calculations of one operand that are an operation of the table, such as 1/(1 + exp(−s)), as that operation. */
export function recognised(expression: Expression): Expression | null {
  const names = new Set<string>();
  foldExpression(expression, (node) => {
    if (node.kind === "name") names.add(node.name);
  });
  const [name, another] = names;
  if (name === undefined || another !== undefined || expression.kind === "name") return null;
  const { from, to } = expression;
  const operand: Expression = { kind: "name", name, from, to };
  const found = definitionsOfOne().find(({ rule }) =>
    isSameExpression(substitute(rule, new Map([["x", operand]])), expression),
  );
  if (found === undefined) return null;
  const calleeSpan = { from, to };
  return { kind: "call", callee: found.callee, calleeSpan, operands: [operand], from, to };
}
