import { equalsSign, type Formula, row, symbol } from "../expression/formula.ts";
import { nameFormula } from "../expression/names.ts";
import { substitute } from "../expression/simplify.ts";
import type { Expression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { relationSign, tableNotation } from "./notation.ts";
import type { Notation } from "./operation.ts";
import { ARRIVING, RULE_NAMES } from "./pullback.ts";
import { derivativesOf, readRule } from "./rule.ts";
import { isElementwise, type OperationKey, operationKeys, operations } from "./table.ts";
import { pullbackFormula } from "./tensorRule.ts";

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
  const typed = name === undefined ? signed(notation, operands) : `${name}(${operands.join(", ")})`;
  const write = (expression: Expression): Formula =>
    typeset(
      expression,
      tableNotation((word) => RULE_NAMES.get(word) ?? nameFormula(word)),
    );
  const output = symbol("f", "f", "italic");
  // What is called by a name though it has a sign, pow(a, b), is shown with its sign.
  const hasSign = notation.kind === "infix" || notation.kind === "prefix";
  const application = row(output, equalsSign, write(readRule(hasSign ? signed(notation, operands) : typed)));
  return {
    usage: many === undefined || name === undefined ? typed : typed.replace(")", ", …)"),
    doc,
    formula: definition === null ? application : row(application, equalsSign, write(readRule(definition))),
    derivatives: isElementwise(key)
      ? derivativesOf(key).map(({ formula }, place) => ({
          symbol: derivativeSymbol(operands[place] ?? ""),
          formula: ruleFormula(formula, (rule) => write(substitute(rule, outputNamed(operands)))),
        }))
      : operands.map((operand, place) => ({
          symbol: { tex: `\\bar{${operand}}`, plain: `${operand}\u0304` },
          formula: write(substitute(pullbackFormula(key, place), outputNamed(operands))),
        })),
  };
}

/** In rules the output is `y`; in the help it is `f`, since an operand may be called y. */
function outputNamed(operands: readonly string[]): ReadonlyMap<string, Expression> {
  const named = (name: string): Expression => ({ kind: "name", name, from: 0, to: 0 });
  const arriving = ["delta", named(ARRIVING)] as const;
  return new Map(operands.includes("y") ? [arriving] : [["y", named("f")], arriving]);
}

function derivativeSymbol(operand: string): { readonly tex: string; readonly plain: string } {
  return { tex: `\\dfrac{\\partial f}{\\partial ${operand}}`, plain: `∂f/∂${operand}` };
}

/** An operation with a sign of its own, as one would type it. */
function signed(notation: Notation, [first = "", second = ""]: readonly string[]): string {
  switch (notation.kind) {
    case "infix":
      return `${first} ${notation.operator} ${second}`;
    case "list":
      return "[[1, 2], [3, 4]]";
    case "entry":
      return `${first}[1]`;
    default:
      return `-${first}`;
  }
}

/** The help of every name that a program can call, and of what is written with brackets, in the order of the table. */
export function allHelp(): readonly OperationHelp[] {
  return operationKeys.flatMap((key) => {
    const { names, notation } = operations[key];
    if (names.length > 0) return names.map((name) => operationHelp(key, name));
    return notation.kind === "list" || notation.kind === "entry" || key === "matmul"
      ? [operationHelp(key)]
      : [];
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
