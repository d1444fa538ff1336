import { type Diagnostic, type DiagnosticCode, diagnose, withFix } from "../expression/diagnostics.ts";
import { adviceOn, isWrapper, nameHere, signHere } from "../expression/elsewhere.ts";
import { MOST_NODES } from "../expression/limits.ts";
import type { BrokenStatement, ParsedText } from "../expression/parser.ts";
import { printExpression } from "../expression/print.ts";
import type { Span } from "../expression/span.ts";
import {
  type CallExpression,
  type Expression,
  foldExpression,
  type NameReference,
  operandsOf,
  type Statement,
  type Step,
} from "../expression/tree.ts";
import { constantNamed } from "../operations/constants.ts";
import { functionNames, operationNamed, operations, operationsNamed } from "../operations/table.ts";
import { assignedLiteral, type Leaf } from "./input.ts";
import { nearName } from "./nearName.ts";

/** More operands than anyone would look at; each of them asks for all the others. */
const MOST_OPERANDS = 100;
/** Calls are put in place of one another by recursion, so their depth is limited. */
const DEEPEST_CALLS = 200;

/** What a call of a user's function brings with it. */
interface UserFunction {
  readonly parameterCount: number;
  /** Operations in it, those of the functions it calls included. */
  readonly operationCount: number;
  readonly depth: number;
  /** Names of the body that nothing has assigned: a call makes them inputs. */
  readonly freeNames: ReadonlyMap<string, Span>;
  /** The functions it calls. */
  readonly callees: ReadonlySet<string>;
}

/** What is being read: a statement, or the body of a function. */
interface Scope {
  readonly assigning: string | null;
  readonly parameters: ReadonlySet<string>;
  readonly freeNames: Map<string, Span>;
  readonly callees: Set<string>;
  /** All of what is read, when a call may be nothing but a part of it. */
  readonly whole: Expression;
  operationCount: number;
  depth: number;
}

/**
 * One walk over the statements in order, which learns what each name is and reports what does not fit. What a broken
 * statement may have defined is not reported as missing: that would tell one mistake twice.
 */
export function checkNames(
  parsed: Pick<ParsedText, "statements" | "broken">,
  given: ReadonlySet<string>,
): { readonly diagnostics: readonly Diagnostic[]; readonly leaves: readonly Leaf[] } {
  const check = new NameCheck(parsed, given);
  return {
    diagnostics: onceInLoops(check.diagnostics, parsed.statements),
    leaves: [...check.leaves.values()].sort((a, b) => a.from - b.from),
  };
}

/** What is told of a loop's text is told once, not at every step. */
function onceInLoops(
  diagnostics: readonly Diagnostic[],
  statements: readonly Statement[],
): readonly Diagnostic[] {
  if (diagnostics.length < 2 || !statements.some(({ step }) => step !== undefined)) return diagnostics;
  const places = new Set<string>();
  return diagnostics.filter(({ code, from }) => {
    const place = `${code} ${from}`;
    return !places.has(place) && places.add(place);
  });
}

class NameCheck {
  readonly diagnostics: Diagnostic[] = [];
  readonly leaves = new Map<string, Leaf>();
  private readonly given: ReadonlySet<string>;
  private readonly assigned = new Set<string>();
  private readonly assignedLater: ReadonlySet<string>;
  private readonly functions = new Map<string, UserFunction>();
  /** What broken statements assign, or may have assigned: nothing more is known of it. */
  private readonly unsure = new Set<string>();
  private isAnyNameUnsure = false;
  /** Functions that some statement calls, itself or through others. */
  private readonly called = new Set<string>();
  private operationCount = 0;
  /** The loops, by their name with the number of their last step. */
  private readonly loops: ReadonlyMap<string, number>;
  /** The steps so far, with their loop's name. */
  private readonly steps = new Map<string, string>();

  constructor({ statements, broken }: Pick<ParsedText, "statements" | "broken">, given: ReadonlySet<string>) {
    this.given = given;
    this.assignedLater = new Set(
      [...statements, ...broken].flatMap(({ name }) => (name === null ? [] : [name])),
    );
    this.loops = lastSteps(statements);
    let place = 0;
    for (const statement of statements) {
      for (; (broken[place]?.from ?? Number.POSITIVE_INFINITY) < statement.from; place += 1)
        this.broken(broken[place]);
      this.statement(statement);
    }
    for (; place < broken.length; place += 1) this.broken(broken[place]);
    const whole = { from: 0, to: statements.at(-1)?.to ?? 0 };
    if (this.operationCount > MOST_NODES) this.diagnostics.push(diagnose("too-many-nodes", whole, "20 000"));
  }

  private broken(statement: BrokenStatement | undefined): void {
    if (statement === undefined) return;
    const { name, nameSpan, mayDefine } = statement;
    if (name !== null && nameSpan !== null) this.bind(name, nameSpan);
    if (mayDefine === null) this.isAnyNameUnsure = true;
    for (const possible of mayDefine ?? []) this.unsure.add(possible);
  }

  private statement(statement: Statement): void {
    const { name, nameSpan, parameters, expression, step } = statement;
    const scope: Scope = {
      assigning: name,
      parameters: new Set(parameters?.map((parameter) => parameter.name)),
      freeNames: new Map(),
      callees: new Set(),
      whole: expression,
      operationCount: 0,
      depth: 0,
    };
    foldExpression(expression, (node) => {
      if (node.kind === "name") this.reference(node, scope);
      else if (node.kind === "call") this.call(node, scope);
      if (node.kind === "name" || node.kind === "number") return;
      // Many operands are as much work as a chain of operations on two.
      scope.operationCount += node.kind === "list" ? 1 : Math.max(1, operandsOf(node).length - 1);
    });
    if (parameters === null) this.takeFreeNames(scope);
    const value = assignedLiteral(statement);
    // However many rows a literal has, it is one node.
    if (parameters === null && value === null) this.operationCount += scope.operationCount;
    if (name === null || nameSpan === null) return;
    this.bind(name, nameSpan, step);
    if (parameters !== null) {
      const { operationCount, depth, freeNames, callees } = scope;
      this.functions.set(name, {
        parameterCount: parameters.length,
        operationCount,
        depth: depth + 1,
        freeNames,
        callees,
      });
      // What calls it in turn is too deep because of it.
      if (depth === DEEPEST_CALLS)
        this.diagnostics.push(diagnose("too-deep", nameSpan, String(DEEPEST_CALLS)));
      return;
    }
    if (value === null) return;
    const { from, to } = expression;
    this.leaves.set(name, { name, value, literal: { from, to }, ...nameSpan });
  }

  private bind(name: string, place: Span, step?: Step): void {
    const constant = constantNamed(name);
    const loop = this.loops.has(name) ? name : (step?.loop ?? this.steps.get(name));
    if (step !== undefined) this.steps.set(name, step.loop);
    if (loop !== undefined && (loop === name || this.assigned.has(name)))
      this.diagnostics.push(diagnose("step-name-taken", place, name, loop));
    const problem: DiagnosticCode | null =
      operationNamed(name) !== undefined
        ? "reserved-name"
        : constant?.canBeAssigned === false
          ? "constant-assigned"
          : this.assigned.has(name) && loop === undefined
            ? "assigned-twice"
            : null;
    if (problem !== null) this.diagnostics.push(diagnose(problem, place, name));
    this.assigned.add(name);
  }

  /** Makes inputs of what a statement mentions, and of what the functions mention that it calls. */
  private takeFreeNames(scope: Pick<UserFunction, "freeNames" | "callees">): void {
    const pending: Pick<UserFunction, "freeNames" | "callees">[] = [scope];
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      for (const [name, place] of part.freeNames) {
        const known = this.leaves.get(name);
        if (known === undefined || place.from < known.from) this.leaves.set(name, { name, ...place });
      }
      for (const callee of part.callees) {
        const called = this.functions.get(callee);
        // Each function once, however often it is called.
        if (called === undefined || this.called.has(callee)) continue;
        this.called.add(callee);
        pending.push(called);
      }
    }
  }

  private reference({ name, from, to }: NameReference, scope: Scope): void {
    const place = { from, to };
    if (scope.parameters.has(name)) return;
    const last = this.loops.get(name);
    if (last !== undefined && !this.assigned.has(name)) {
      this.diagnostics.push(diagnose("loop-alone", place, name, String(last)));
      return;
    }
    const operands = this.operandsOfFunction(name);
    if (operands !== null) {
      const example = `${name}(${operands})`;
      this.diagnostics.push(diagnose("function-without-operands", place, name, example));
    } else if (this.assigned.has(name)) {
      return;
    } else if (name === scope.assigning) {
      this.diagnostics.push(diagnose("defined-by-itself", place, name));
    } else if (this.assignedLater.has(name)) {
      this.diagnostics.push(diagnose("used-before-definition", place, name));
    } else if (constantNamed(name) === undefined || this.given.has(name)) {
      scope.freeNames.set(name, scope.freeNames.get(name) ?? place);
    }
  }

  /** The operands of a function as they would be typed; null if the name is none. */
  private operandsOfFunction(name: string): string | null {
    const key = operationNamed(name);
    if (key !== undefined) return operations[key].operands.join(", ");
    const known = this.functions.get(name);
    return known === undefined ? null : Array.from({ length: known.parameterCount }, () => "…").join(", ");
  }

  private call(node: CallExpression, scope: Scope): void {
    const { callee, calleeSpan, operands } = node;
    // Before a bracket, σ is the sigmoid; in a program that has a σ of its own, nobody could tell which is meant.
    const isSign = callee === "sigmoid" && calleeSpan.to - calleeSpan.from === 1;
    if (isSign && (this.assigned.has("sigma") || scope.parameters.has("sigma"))) {
      const near = this.functions.has("sigma") ? "sigma" : "";
      this.diagnostics.push(diagnose("unknown-function", calleeSpan, "σ", near, productOperand(operands)));
      return;
    }
    const known = this.functions.get(callee);
    const key = operationNamed(callee);
    if (known !== undefined) {
      scope.operationCount += known.operationCount;
      scope.depth = Math.max(scope.depth, known.depth);
      scope.callees.add(callee);
      this.count(node, known.parameterCount, known.parameterCount);
    } else if (key !== undefined) {
      const { least, most } = operandCounts(callee);
      this.count(node, least, most);
    } else if (this.unsure.has(callee)) {
      return;
    } else if (callee === scope.assigning) {
      const problem = scope.parameters.size > 0 ? "recursive-function" : "defined-by-itself";
      this.diagnostics.push(diagnose(problem, calleeSpan, callee));
    } else if (this.assignedLater.has(callee) && !this.assigned.has(callee)) {
      this.diagnostics.push(diagnose("used-before-definition", calleeSpan, callee));
    } else if (!this.isAnyNameUnsure) {
      this.diagnostics.push(this.unknownFunction(node, scope));
    }
  }

  private unknownFunction(node: CallExpression, { whole }: Scope): Diagnostic {
    const { callee, calleeSpan, operands, from, to } = node;
    const [first] = operands;
    if (first !== undefined && operands.length === 1 && (callee === "print" || isWrapper(callee))) {
      const written = printExpression(first);
      const problem =
        callee === "print"
          ? diagnose("unknown-function", calleeSpan, callee, "", "")
          : diagnose("wrapped-value", calleeSpan, callee, written.length > 24 ? "" : written);
      // Beside other factors, a sum needs its brackets.
      const isOne = node === whole || ["name", "number", "list", "call", "entry"].includes(first.kind);
      const insert = isOne ? written : `(${written})`;
      return withFix(problem, { from, to, insert, label: `Remove ${callee}` });
    }
    const elsewhere = nameHere(callee);
    const names = [...this.functions.keys(), ...functionNames];
    const isForeign = adviceOn(callee) !== null || signHere(callee) !== undefined;
    const near = elsewhere !== callee ? elsewhere : isForeign ? "" : nearName(callee, names);
    const problem = diagnose("unknown-function", calleeSpan, callee, near, productOperand(operands));
    const fits =
      this.functions.get(near)?.parameterCount === operands.length || hasFunction(near, operands.length);
    if (!fits) return problem;
    const fix = { from: calleeSpan.from, to: calleeSpan.to, insert: near, label: `Write ${near}` };
    return withFix(problem, fix);
  }

  private count({ callee, calleeSpan, operands }: CallExpression, least: number, most: number): void {
    if (operands.length >= least && operands.length <= most) return;
    const usage = this.operandsOfFunction(callee) ?? "";
    const few = `${numberWord(least)}${most > least ? " or more" : ""} operand${most === 1 ? "" : "s"}`;
    const isTooMany = most > least && operands.length > most;
    const wanted = isTooMany ? `no more than ${most} operands` : few;
    const example = isTooMany ? `${callee}(${callee}(…), ${callee}(…))` : `${callee}(${usage})`;
    this.diagnostics.push(
      diagnose("wrong-operand-count", calleeSpan, callee, wanted, String(operands.length), example),
    );
  }
}

function lastSteps(statements: readonly Statement[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { step } of statements)
    if (step !== undefined) last.set(step.loop, Math.max(step.number, last.get(step.loop) ?? 0));
  return last;
}

/** Whether there is an operation of this name for so many operands; for null operands, a constant. */
export function hasFunction(name: string, operandCount: number | null): boolean {
  if (operandCount === null) return constantNamed(name) !== undefined;
  const { least, most } = operandCounts(name);
  return operandCount >= least && operandCount <= most;
}

/** No number is between these for a name of no operation. */
function operandCounts(name: string): { readonly least: number; readonly most: number } {
  const known = operationsNamed(name);
  const counts = known.map((one) => operations[one].operands.length);
  const takesMany = known.some((one) => operations[one].many !== undefined);
  return { least: Math.min(...counts), most: takesMany ? MOST_OPERANDS : Math.max(...counts) };
}

/** The operand of a call as the factor it was perhaps meant to be; "" if it cannot have been one. */
function productOperand(operands: CallExpression["operands"]): string {
  const [first, second] = operands;
  if (first === undefined || second !== undefined) return "";
  if (first.kind === "name" || first.kind === "number") return printExpression(first);
  return first.to - first.from > 58 ? "(…)" : `(${printExpression(first)})`;
}

function numberWord(count: number): string {
  return ["no", "one", "two", "three"][count] ?? String(count);
}
