import type { Span } from "../expression/span.ts";
import type { Expression } from "../expression/tree.ts";

/** A leaf that a person can change: a name never assigned, or one assigned a literal. */
export interface Input extends Span {
  readonly name: string;
  /** The number the program assigns it. */
  readonly value?: number;
  /** Where that number stands, so that a slider can write it anew. */
  readonly literal?: Span;
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
