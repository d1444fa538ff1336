import type { Token } from "./lexer.ts";
import type { Round } from "./loops.ts";
import { PRECEDENCE } from "./precedence.ts";
import type { Span } from "./span.ts";
import type { BinaryOperator, Expression } from "./tree.ts";

/**
 * What waits for its right side while the parser reads on. This stack replaces the recursion of a textbook Pratt
 * parser, so that 100 000 open brackets are no deeper than one.
 */
export type Waiting =
  | { readonly kind: "prefix"; readonly token: Token; readonly power: number }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly power: number;
    }
  | { readonly kind: "group"; readonly open: Token }
  | { readonly kind: "list"; readonly open: Token; readonly entries: Expression[] }
  | { readonly kind: "call"; readonly callee: Token; readonly open: Token; readonly operands: Expression[] };

export type Bracket = Exclude<Waiting, { kind: "prefix" | "binary" }>;

export function isBracket(frame: Waiting): frame is Bracket {
  return frame.kind === "group" || frame.kind === "call" || frame.kind === "list";
}

interface BindingPower {
  readonly left: number;
  readonly right: number;
}

const PRODUCT: BindingPower = { left: PRECEDENCE["*"], right: PRECEDENCE["*"] };

const SUM: BindingPower = { left: PRECEDENCE["+"], right: PRECEDENCE["+"] };

// Frames that bind at least as tightly as `left` are complete; one more lets a power wait for the power to its right.
const POWER: BindingPower = { left: PRECEDENCE["^"] + 1, right: PRECEDENCE["^"] };

/** How tightly a token binds what stands left and right of it; null if it does not continue an expression. */
export function bindingPower({ kind, text }: Token): BindingPower | null {
  if (kind === "name" || kind === "open") return PRODUCT;
  if (kind !== "operator") return null;
  if (text === "^") return POWER;
  return text === "+" || text === "-" ? SUM : PRODUCT;
}

/** Completes what waits and binds at least as tightly as `power`. */
export function reduce(waiting: Waiting[], operand: Expression, power: number): Expression {
  let result = operand;
  for (;;) {
    const frame = waiting.at(-1);
    if (frame === undefined || isBracket(frame) || frame.power < power) return result;
    waiting.pop();
    if (frame.kind === "prefix") {
      const { text, from } = frame.token;
      if (text === "√") {
        result = called("sqrt", frame.token, result, { from, to: result.to });
        continue;
      }
      result = text === "-" ? { kind: "negate", operand: result, from, to: result.to } : { ...result, from };
    } else {
      const { operator, left } = frame;
      result = { kind: "binary", operator, left, right: result, from: left.from, to: result.to };
    }
  }
}

/** A tree with the brackets round it. */
export function withSpan(tree: Expression, from: number, to: number): Expression {
  // Copied kind by kind: trees in brackets are frequent, and a spread of any of their shapes is slow.
  switch (tree.kind) {
    case "number":
      return { kind: tree.kind, value: tree.value, text: tree.text, from, to };
    case "name":
      return { kind: tree.kind, name: tree.name, from, to };
    case "negate":
      return { kind: tree.kind, operand: tree.operand, from, to };
    case "binary":
      return { kind: tree.kind, operator: tree.operator, left: tree.left, right: tree.right, from, to };
    case "call":
    case "list":
    case "entry":
      return { ...tree, from, to };
  }
}

/** A sign that stands for a function, as √ or `'`. */
export function called(callee: string, { from, to }: Token, operand: Expression, place: Span): Expression {
  return { kind: "call", callee, calleeSpan: { from, to }, operands: [operand], ...place };
}

/** `x²`: the power without its sign. */
export function raised(base: Expression, { text, from, to }: Token): Expression {
  const digits: Expression = {
    kind: "number",
    value: Math.abs(Number(text)),
    text: text.replace("-", ""),
    from,
    to,
  };
  const right: Expression = text.startsWith("-") ? { kind: "negate", operand: digits, from, to } : digits;
  return { kind: "binary", operator: "^", left: base, right, from: base.from, to };
}

/** The index of a loop as a number, which it is in each step. */
export function stepNumber({ at }: Round, { from, to }: Token): Expression {
  const value = at ?? 1;
  return { kind: "number", value, text: String(value), from, to };
}
