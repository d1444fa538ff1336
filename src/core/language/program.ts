import { type Diagnostic, diagnose } from "../expression/diagnostics.ts";
import { parse } from "../expression/parser.ts";
import { printExpression } from "../expression/print.ts";
import type { Span } from "../expression/span.ts";
import {
  type CallExpression,
  type Expression,
  foldExpression,
  type NameReference,
  type Statement,
} from "../expression/tree.ts";
import { functionNames, operationNamed, operations } from "../operations/table.ts";
import { nearName } from "./nearName.ts";

/** A leaf that a person can change: a name never assigned, or one assigned a literal. */
export interface Input extends Span {
  readonly name: string;
  /** The number the program assigns it. */
  readonly value?: number;
  /** Where that number stands, so that a slider can write it anew. */
  readonly literal?: Span;
}

/** A text that is a program: its names and operand counts are right, and it can be evaluated. */
export interface Program {
  readonly source: string;
  readonly statements: readonly Statement[];
  /** In the order in which the text mentions them first; `from` and `to` are that place. */
  readonly inputs: readonly Input[];
}

/** Larger graphs are refused in words. */
const MOST_NODES = 20_000;

/** Reads a text: a program if nothing is wrong with it, and everything that is. Never throws. */
export function readProgram(source: string): { program: Program | null; diagnostics: readonly Diagnostic[] } {
  const parsed = parse(source);
  const checked = new NameCheck(parsed.statements);
  // A name whose own line is broken would be reported missing everywhere: those are not independent errors.
  const diagnostics = [...parsed.diagnostics, ...checked.diagnostics].sort((a, b) => a.from - b.from);
  const isProgram = !diagnostics.some(({ severity }) => severity === "error");
  const program = isProgram
    ? { source, statements: parsed.statements, inputs: [...checked.inputs.values()] }
    : null;
  return { program, diagnostics };
}

/** The number of a literal: a number, a signed number, or brackets of these. */
export function literalValue(expression: Expression): number | null {
  let sign = 1;
  let inner = expression;
  while (inner.kind === "negate") {
    sign = -sign;
    inner = inner.operand;
  }
  return inner.kind === "number" ? sign * inner.value : null;
}

/** One walk over the statements in order, which learns what each name is and reports what does not fit. */
class NameCheck {
  readonly diagnostics: Diagnostic[] = [];
  readonly inputs = new Map<string, Input>();
  private readonly assigned = new Set<string>();
  private readonly assignedLater: Set<string>;
  private operationCount = 0;

  constructor(statements: readonly Statement[]) {
    this.assignedLater = new Set(statements.flatMap(({ name }) => (name === null ? [] : [name])));
    for (const statement of statements) this.statement(statement);
    if (this.operationCount > MOST_NODES) {
      const place = { from: 0, to: statements.at(-1)?.to ?? 0 };
      this.diagnostics.push(diagnose("too-many-nodes", place, "20 000"));
    }
  }

  private statement({ name, nameSpan, expression }: Statement): void {
    foldExpression(expression, (node) => {
      if (node.kind === "name") this.reference(node, name);
      else if (node.kind === "call") this.call(node);
      if (node.kind !== "name" && node.kind !== "number") this.operationCount += 1;
    });
    if (name === null || nameSpan === null) return;
    if (operationNamed(name) !== undefined) this.diagnostics.push(diagnose("reserved-name", nameSpan, name));
    else if (this.assigned.has(name)) this.diagnostics.push(diagnose("assigned-twice", nameSpan, name));
    this.assigned.add(name);
    const value = literalValue(expression);
    if (value === null) return;
    const { from, to } = expression;
    this.inputs.set(name, { name, value, literal: { from, to }, ...nameSpan });
  }

  private reference({ name, from, to }: NameReference, assigning: string | null): void {
    const place = { from, to };
    const key = operationNamed(name);
    if (key !== undefined) {
      const example = `${name}(${operations[key].operands.join(", ")})`;
      this.diagnostics.push(diagnose("function-without-operands", place, name, example));
    } else if (this.assigned.has(name) || this.inputs.has(name)) {
      return;
    } else if (name === assigning) {
      this.diagnostics.push(diagnose("defined-by-itself", place, name));
    } else if (this.assignedLater.has(name)) {
      this.diagnostics.push(diagnose("used-before-definition", place, name));
    } else {
      this.inputs.set(name, { name, ...place });
    }
  }

  private call({ callee, calleeSpan, operands }: CallExpression): void {
    const key = operationNamed(callee);
    if (key === undefined) {
      const [first, second] = operands;
      const isSimple = first?.kind === "name" || first?.kind === "number";
      const isNoProduct = first === undefined || second !== undefined;
      const argument = isNoProduct ? "" : isSimple ? printExpression(first) : `(${printExpression(first)})`;
      const near = nearName(callee, functionNames);
      this.diagnostics.push(
        diagnose("unknown-function", calleeSpan, callee, near, argument.length > 60 ? "(…)" : argument),
      );
      return;
    }
    const wanted = operations[key].operands.length;
    if (operands.length === wanted) return;
    this.diagnostics.push(
      diagnose("wrong-operand-count", calleeSpan, callee, operandCount(wanted), String(operands.length)),
    );
  }
}

const NUMBER_WORDS = ["no", "one", "two", "three"];

function operandCount(count: number): string {
  return `${NUMBER_WORDS[count] ?? count} operand${count === 1 ? "" : "s"}`;
}
