import { equalsSign, type Formula, row, symbol } from "../expression/formula.ts";
import { nameFormula } from "../expression/names.ts";
import type { Expression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { tableNotation } from "./notation.ts";
import { derivativesOf, readRule } from "./rule.ts";
import { type OperationKey, operations } from "./table.ts";

/** What completion and the help page say about an operation, all of it from the table. */
export interface OperationHelp {
  /** As it is typed: `max(a, b)`. */
  readonly usage: string;
  readonly doc: string;
  readonly formula: Formula;
  /** One for each operand: its name, and the local derivative. */
  readonly derivatives: readonly { readonly operand: string; readonly formula: Formula }[];
}

export function operationHelp(key: OperationKey): OperationHelp {
  const { names, operands, doc, notation, definition } = operations[key];
  const usage =
    notation.kind === "infix"
      ? `${operands[0]} ${notation.operator} ${operands[1]}`
      : notation.kind === "prefix"
        ? `-${operands[0]}`
        : `${names[0]}(${operands.join(", ")})`;
  const write = (expression: Expression): Formula => typeset(expression, tableNotation(nameFormula));
  const application = row(symbol("y", "y", "italic"), equalsSign, write(readRule(usage)));
  return {
    usage,
    doc,
    formula: definition === null ? application : row(application, equalsSign, write(readRule(definition))),
    derivatives: derivativesOf(key).map(({ formula }, place) => ({
      operand: operands[place] ?? "",
      formula: ruleFormula(formula, write),
    })),
  };
}

function ruleFormula(
  rule: ReturnType<typeof derivativesOf>[number]["formula"],
  write: (expression: Expression) => Formula,
): Formula {
  if (!("length" in rule)) return write(rule);
  const rows = rule.map(({ where, slope }) => ({
    value: write(slope),
    condition: row(
      write(where.left),
      symbol(where.relation, where.relation, "upright", "relation"),
      write(where.right),
    ),
  }));
  return { kind: "cases", rows };
}
