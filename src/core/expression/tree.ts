import type { Span } from "./span.ts";

/** The binary operators, loosest first; `**` is read as `^`. */
export type BinaryOperator = "+" | "-" | "*" | "/" | "@" | "^";

/**
 * What a person typed, as a tree. Brackets leave no node of their own: a node's span includes the brackets written
 * round it. A signed operand is a `negate` node; a leading plus leaves no trace, since it changes nothing.
 */
export type Expression =
  | NumberLiteral
  | NameReference
  | Negation
  | BinaryExpression
  | CallExpression
  | ListExpression
  | EntryExpression;

export interface NumberLiteral extends Span {
  readonly kind: "number";
  readonly value: number;
  /** As typed, so that printing does not change a person's digits. */
  readonly text: string;
}

export interface NameReference extends Span {
  readonly kind: "name";
  readonly name: string;
}

export interface Negation extends Span {
  readonly kind: "negate";
  readonly operand: Expression;
}

export interface BinaryExpression extends Span {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface CallExpression extends Span {
  readonly kind: "call";
  readonly callee: string;
  /** The place of the function's name alone. */
  readonly calleeSpan: Span;
  readonly operands: readonly Expression[];
}

/** `[a, b]`: what stands between the brackets, joined end to end; brackets directly inside are rows. */
export interface ListExpression extends Span {
  readonly kind: "list";
  readonly entries: readonly Expression[];
}

/** From one place of an axis to another, both of them included. */
export interface PlaceRange {
  readonly first: number;
  readonly last: number;
}

/** A place counted from 1, a range of them, or null for all, for each axis. */
export type Places = readonly (number | PlaceRange | null)[];

/** A place as it is typed: `2`, `1:2`, `:`. */
export function placeText(place: Places[number]): string {
  if (place === null) return ":";
  return typeof place === "number" ? String(place) : `${place.first}:${place.last}`;
}

/** `x[2]`, `x[1:2]`, `W[1,2]`, `W[1,:]`: some of the entries of a vector or a matrix. */
export interface EntryExpression extends Span {
  readonly kind: "entry";
  readonly operand: Expression;
  readonly places: Places;
}

/** Whether brackets hold rows: brackets directly inside brackets. */
export function hasRows({ entries }: ListExpression): boolean {
  return entries.some(({ kind }) => kind === "list");
}

/** A name that stands for an operand inside a function's body. */
export interface Parameter extends Span {
  readonly name: string;
}

/** `name = expression`, an expression alone (then `name` is null), or a function, `name(x) = expression`. */
export interface Statement extends Span {
  readonly name: string | null;
  readonly nameSpan: Span | null;
  /** Null unless the statement defines a function. */
  readonly parameters: readonly Parameter[] | null;
  readonly expression: Expression;
  /** Which step of a loop it is; absent outside of loops. */
  readonly step?: Step;
}

/** One step of a loop: its name is the loop's with the step's number, `h2`. */
export interface Step {
  /** The name before the brackets. */
  readonly loop: string;
  /** From 0. */
  readonly number: number;
}

/** The operands of a node, as written. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "name":
      return [];
    case "negate":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "call":
      return expression.operands;
    case "list":
      return expression.entries;
    case "entry":
      return [expression.operand];
  }
}

/** Whether a tree has more nodes than `most`; of parts that are shared, each place counts, and no more are visited. */
export function isLongerThan(root: Expression, most: number): boolean {
  const pending: Expression[] = [root];
  let size = 0;
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    size += 1;
    if (size > most) return true;
    pending.push(...operandsOf(node));
  }
  return false;
}

/**
 * Combines a tree bottom-up, operands before their node and in the order written, with a stack of its own: a sum of
 * 100 000 terms is a tree 100 000 deep, and the call stack is not.
 */
export function foldExpression<Result>(
  root: Expression,
  combine: (node: Expression, operands: readonly Result[]) => Result,
): Result {
  const pending: { node: Expression; operands: readonly Expression[]; results: Result[] }[] = [];
  let current: Expression | null = root;
  for (;;) {
    if (current !== null) {
      pending.push({ node: current, operands: operandsOf(current), results: [] });
      current = null;
    }
    const frame = pending.at(-1);
    if (frame === undefined) throw new Error("foldExpression lost its root");
    const next = frame.operands[frame.results.length];
    if (next !== undefined) {
      current = next;
      continue;
    }
    pending.pop();
    const result = combine(frame.node, frame.results);
    const parent = pending.at(-1);
    if (parent === undefined) return result;
    parent.results.push(result);
  }
}
