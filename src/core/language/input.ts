import { canonicalName } from "../expression/names.ts";
import type { Span } from "../expression/span.ts";
import type { Expression, Statement } from "../expression/tree.ts";
import { type Value, valueFromNumbers } from "../tensor/tensor.ts";

/** What an input is for: training would change the parameters, and neither data nor constants. */
export const ROLES = ["parameter", "data", "constant"] as const;
export type Role = (typeof ROLES)[number];

/** The role of an input of which the text says nothing, whether it is assigned a literal or free. */
export const DEFAULT_ROLE: Role = "parameter";

/** A leaf that a person can change: a name never assigned, or one assigned a literal. */
export interface Leaf extends Span {
  readonly name: string;
  /** What the program assigns it. */
  readonly value?: Value;
  /** Where that number stands, so that a slider can write it anew. */
  readonly literal?: Span;
}

/** A leaf with what it is for. */
export interface Input extends Leaf {
  readonly role: Role;
}

/** A name as the text has it at a place, which may hold brackets too: `θ₁` for theta_1. */
export function writtenName(source: string, { name, from, to }: Leaf): string {
  const words = source.slice(from, to).match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
  return words.find((word) => canonicalName(word) === name) ?? name;
}

/** The literal that a statement assigns, if it does. In a loop it is written once for all steps, and so is no input. */
export function assignedLiteral({ expression, step }: Statement): Value | null {
  return step === undefined ? literalValue(expression) : null;
}

/** The value of a literal: a number, a signed number, or brackets of these. */
export function literalValue(expression: Expression): Value | null {
  return valueFromNumbers(literalNumbers(expression));
}

/** A literal as lists; anything else leaves something in them that is no number. */
function literalNumbers(expression: Expression): unknown {
  if (expression.kind !== "list") return literalNumber(expression);
  // Two levels hold every literal there is; what is deeper is none.
  return expression.entries.map((entry) =>
    entry.kind === "list" ? entry.entries.map(literalNumber) : literalNumber(entry),
  );
}

function literalNumber(expression: Expression): number | null {
  let sign = 1;
  let inner = expression;
  while (inner.kind === "negate") {
    sign = -sign;
    inner = inner.operand;
  }
  return inner.kind === "number" ? sign * inner.value : null;
}
