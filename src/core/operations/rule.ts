import { parse } from "../expression/parser.ts";
import { type Expression, foldExpression, hasRows, type Places } from "../expression/tree.ts";
import { constantNamed } from "./constants.ts";
import type { Condition, ElementwiseOperation, Kernel, LocalDerivative } from "./operation.ts";
import {
  type ElementwiseKey,
  elementwise,
  isElementwise,
  type OperationKey,
  operationNamed,
  operationOfOperator,
} from "./table.ts";

/** A condition of the table, read: two expressions and the relation that must hold between them. */
export interface ReadCondition {
  readonly left: Expression;
  readonly relation: string;
  readonly right: Expression;
}

/** A local derivative of the table, read and compiled. */
export interface CompiledDerivative {
  /** The rule as one expression, or as cases in their order. */
  readonly formula: Expression | readonly { readonly where: ReadCondition; readonly slope: Expression }[];
  /** The factor: the conventions first, then the stable form or the rule as written. */
  readonly factor: Kernel;
  /** The factor by the rule as written, conventions and stable form left out. */
  readonly plainFactor: Kernel;
  /** A factor that needs no computing: its number, or the name of the operand (or of the output, `y`) that it is. */
  readonly simple: number | string | null;
  /** Which convention is in force, if any. */
  readonly conventionAt: (a: number, b: number, y: number) => number;
}

type Compare = (left: number, right: number) => boolean;

const RELATIONS: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ["<", (left, right) => left < right],
  [">", (left, right) => left > right],
  ["=", (left, right) => left === right],
  ["≤", (left, right) => left <= right],
  ["≥", (left, right) => left >= right],
  ["≠", (left, right) => left !== right],
]);

/** Whether a relation of the table holds between two numbers. */
export function isRelated(left: number, relation: string, right: number): boolean {
  return RELATIONS.get(relation)?.(left, right) ?? false;
}

/** Reads an expression of the table; the table is ours, so an error in it is a bug and throws. */
export function readRule(text: string): Expression {
  const { statements, diagnostics } = parse(text);
  const [statement] = statements;
  if (statement === undefined || diagnostics.length > 0) throw new Error(`cannot read the rule "${text}"`);
  return statement.expression;
}

export function readCondition(condition: Condition): ReadCondition {
  const [, left, relation, right] = /^(.*) (<|>|=|≤|≥|≠) (.*)$/.exec(condition) ?? [];
  if (left === undefined || relation === undefined || right === undefined) {
    throw new Error(`cannot read the condition "${condition}"`);
  }
  return { left: readRule(left), relation, right: readRule(right) };
}

/** The operation at the root of an expression that is one. */
export function operationOf(expression: Expression): OperationKey | undefined {
  switch (expression.kind) {
    case "binary":
      return operationOfOperator(expression.operator);
    case "negate":
      return "negate";
    case "call":
      return operationNamed(expression.callee, expression.operands.length);
    case "list":
      return hasRows(expression) ? "rows" : "concat";
    case "entry":
      return "entry";
    default:
      return undefined;
  }
}

/** The places of an entry; none for every other expression. */
export function placesOf(expression: Expression): Places {
  return expression.kind === "entry" ? expression.places : [];
}

/** What an operation comes to for some numbers, as many as it was given. */
export function applyOperation(key: ElementwiseKey, given: readonly number[]): number {
  const { value, many, operands } = elementwise[key];
  if (many !== undefined && given.length > operands.length) return many.value(given);
  const [a = 0, b = 0] = given;
  return value(a, b, 0);
}

/** An expression over an operation's operands and `y` as a function of their numbers. */
export function compileRule(expression: Expression, operands: readonly string[]): Kernel {
  const [first, second] = operands;
  return foldExpression<Kernel>(expression, (node, parts) => {
    if (node.kind === "number") {
      const { value } = node;
      return () => value;
    }
    if (node.kind === "name") {
      const constant = constantNamed(node.name);
      if (constant !== undefined) return () => constant.value;
      if (node.name === first) return (a) => a;
      if (node.name === second) return (_a, b) => b;
      if (node.name === "y") return (_a, _b, y) => y;
      throw new Error(`a rule knows no name "${node.name}"`);
    }
    const key = operationOf(node);
    const [left, right] = parts;
    if (key === undefined || !isElementwise(key) || left === undefined)
      throw new Error("a rule uses an operation that is not in the table");
    const { value } = elementwise[key];
    if (right === undefined) return (a, b, y) => value(left(a, b, y), 0, 0);
    return (a, b, y) => value(left(a, b, y), right(a, b, y), 0);
  });
}

export function compileCondition(
  condition: Condition,
  operands: readonly string[],
): (a: number, b: number, y: number) => boolean {
  const read = readCondition(condition);
  const left = compileRule(read.left, operands);
  const right = compileRule(read.right, operands);
  const compare = RELATIONS.get(read.relation);
  if (compare === undefined) throw new Error(`no relation is written ${read.relation}`);
  return (a, b, y) => compare(left(a, b, y), right(a, b, y));
}

function compileDerivative(
  derivative: LocalDerivative,
  { operands }: ElementwiseOperation,
): CompiledDerivative {
  const { rule, conventions = [], stable } = derivative;
  const agreed = conventions.map(({ where, slope }) => {
    const conditions = [where].flat().map((condition) => compileCondition(condition, operands));
    return {
      holds: (a: number, b: number, y: number) => conditions.every((condition) => condition(a, b, y)),
      slope: compileRule(readRule(String(slope)), operands),
    };
  });
  const conventionAt: Kernel = (a, b, y) => agreed.findIndex(({ holds }) => holds(a, b, y));
  const plainFactor =
    typeof rule === "string" ? compileRule(readRule(rule), operands) : compileCases(rule, operands);
  const usual = stable?.factor ?? plainFactor;
  const factor: Kernel = (a, b, y) => (agreed[conventionAt(a, b, y)]?.slope ?? usual)(a, b, y);
  const formula =
    typeof rule === "string"
      ? readRule(rule)
      : rule.map(({ where, slope }) => ({ where: readCondition(where), slope: readRule(slope) }));
  const isPlain = agreed.length === 0 && stable === undefined;
  return {
    formula,
    factor: agreed.length === 0 ? usual : factor,
    plainFactor,
    simple: isPlain && "kind" in formula ? simpleFactor(formula, [...operands, "y"]) : null,
    conventionAt,
  };
}

function simpleFactor(rule: Expression, names: readonly string[]): number | string | null {
  if (rule.kind === "number") return rule.value;
  if (rule.kind === "negate" && rule.operand.kind === "number") return -rule.operand.value;
  return rule.kind === "name" && names.includes(rule.name) ? rule.name : null;
}

function compileCases(
  cases: readonly { where: Condition; slope: string }[],
  operands: readonly string[],
): Kernel {
  const compiled = cases.map(({ where, slope }) => ({
    holds: compileCondition(where, operands),
    slope: compileRule(readRule(slope), operands),
  }));
  return (a, b, y) => {
    for (const { holds, slope } of compiled) if (holds(a, b, y)) return slope(a, b, y);
    return Number.NaN;
  };
}

const compiled = new Map<ElementwiseKey, readonly CompiledDerivative[]>();

/** The local derivatives of an operation, one for each operand. Compiled when first asked for. */
export function derivativesOf(key: ElementwiseKey): readonly CompiledDerivative[] {
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const fresh = elementwise[key].derivatives.map((derivative) =>
    compileDerivative(derivative, elementwise[key]),
  );
  compiled.set(key, fresh);
  return fresh;
}
