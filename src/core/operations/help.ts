import { equalsSign, type Formula, row, symbol } from "../expression/formula.ts";
import { nameFormula } from "../expression/names.ts";
import { substitute } from "../expression/simplify.ts";
import type { Expression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { relationSign, tableNotation } from "./notation.ts";
import type { Notation } from "./operation.ts";
import { derivativesOf, readRule } from "./rule.ts";
import { functionNames, type OperationKey, operationNamed, operations } from "./table.ts";

/** What completion and the help page say about an operation, all of it from the table. */
export interface OperationHelp {
  /** As it is typed: `max(a, b, …)`. */
  readonly usage: string;
  readonly doc: string;
  readonly formula: Formula;
  /** One for each operand: `∂y/∂x` in TeX and in plain text, and what it is. */
  readonly derivatives: readonly {
    readonly symbol: { readonly tex: string; readonly plain: string };
    readonly formula: Formula;
  }[];
}

/** What there is to say about an operation, called by one of its names. */
export function operationHelp(
  key: OperationKey,
  name: string | undefined = operations[key].names[0],
): OperationHelp {
  const { operands, doc, notation, definition, many } = operations[key];
  const [first = "", second = ""] = operands;
  const typed = name === undefined ? signed(notation, first, second) : `${name}(${operands.join(", ")})`;
  const write = (expression: Expression): Formula => typeset(expression, tableNotation(nameFormula));
  const output = symbol("f", "f", "italic");
  // An operator called by a name, pow(a, b), is shown with its sign.
  const shown =
    notation.kind === "infix" || notation.kind === "prefix" ? signed(notation, first, second) : typed;
  const application = row(output, equalsSign, write(readRule(shown)));
  return {
    usage: many === undefined ? typed : typed.replace(")", ", …)"),
    doc,
    formula: definition === null ? application : row(application, equalsSign, write(readRule(definition))),
    derivatives: derivativesOf(key).map(({ formula }, place) => ({
      symbol: derivativeSymbol(operands[place] ?? ""),
      formula: ruleFormula(formula, (rule) => write(substitute(rule, outputNamed(operands)))),
    })),
  };
}

/** In rules the output is `y`; in the help it is `f`, since an operand may be called y. */
function outputNamed(operands: readonly string[]): ReadonlyMap<string, Expression> {
  if (operands.includes("y")) return new Map();
  return new Map([["y", { kind: "name", name: "f", from: 0, to: 0 }]]);
}

function derivativeSymbol(operand: string): { readonly tex: string; readonly plain: string } {
  return { tex: `\\dfrac{\\partial f}{\\partial ${operand}}`, plain: `∂f/∂${operand}` };
}

function signed(notation: Notation, first: string, second: string): string {
  return notation.kind === "infix" ? `${first} ${notation.operator} ${second}` : `-${first}`;
}

/** The help of every name that a program can call, in the order of the table. */
export function allHelp(): readonly OperationHelp[] {
  return functionNames.flatMap((name) => {
    const key = operationNamed(name);
    return key === undefined ? [] : [operationHelp(key, name)];
  });
}

function ruleFormula(
  rule: ReturnType<typeof derivativesOf>[number]["formula"],
  write: (expression: Expression) => Formula,
): Formula {
  if (!("length" in rule)) return write(rule);
  const rows = rule.map(({ where, slope }) => ({
    value: write(slope),
    condition: row(write(where.left), relationSign(where.relation), write(where.right)),
  }));
  return { kind: "cases", rows };
}
