import type { BinaryOperator } from "../expression/tree.ts";

/** A condition on the operands in the program's own language: `x > 0`, `a = b`. */
export type Condition = `${string} ${"<" | ">" | "=" | "≤" | "≥" | "≠"} ${string}`;

/**
 * A slope that is agreed upon where the derivative has none: a kink, a tie, or a point where the expression loses its
 * meaning though the limit has one.
 */
export interface Convention {
  /** All of these hold there. */
  readonly where: Condition | readonly Condition[];
  /**
   * What is there: a corner, two operands that are equal, a jump (where no slope fits), or only a gap in the rule as
   * written, whose limit is the derivative. Of a gap nothing need be said.
   */
  readonly kind: "kink" | "tie" | "jump" | "gap";
  /** A number, or an expression over the operands. */
  readonly slope: number | string;
  /** Whose rule it is, or why it is the only sensible one. */
  readonly source: string;
  /** At a kink or a tie, the ends of the slopes that fit just as well (the subdifferential). */
  readonly anyBetween?: readonly [number | string, number | string];
}

/**
 * The local derivative with respect to one operand, written once: an expression over the operands' names and `y`,
 * the output. It is compiled to give the factor and printed to give the formula.
 */
export interface LocalDerivative {
  readonly rule: string | readonly { readonly where: Condition; readonly slope: string }[];
  readonly conventions?: readonly Convention[];
  /**
   * The same function for numbers, where the rule as written loses digits, overflows or computes again what the
   * output already holds. A test holds it against the rule.
   */
  readonly stable?: { readonly factor: Kernel; readonly because: string };
}

/** The operands in order, then the output. A unary operation ignores `b`. */
export type Kernel = (a: number, b: number, y: number) => number;

/**
 * Why an operation has no value, or none that is finite, and how to say so. Asked only when finite operands gave
 * something that is not finite, so `where` need not be the whole story.
 */
export interface Exclusion {
  readonly where: Condition;
  /** A sentence about the operation, without its place. */
  readonly message: string;
}

/** How an operation stands in a program and in a formula. */
export type Notation =
  | { readonly kind: "infix"; readonly operator: BinaryOperator }
  | { readonly kind: "prefix"; readonly operator: "-" }
  /** `name(x)`; `tex` is the upright name, with its glyphs, or "power" for `e` raised to the operand. */
  | { readonly kind: "call"; readonly tex: string; readonly glyphs: string }
  | { readonly kind: "exponential" }
  | { readonly kind: "root"; readonly degree: 2 | 3 }
  | { readonly kind: "bars" }
  | { readonly kind: "square" };

/** Everything there is to say about one operation. */
export interface Operation {
  /** What a program calls it; the first is the preferred one. Operators have none. */
  readonly names: readonly string[];
  readonly notation: Notation;
  /** The operands' names in the rules and in the documentation, in order. */
  readonly operands: readonly string[];
  /** One sentence for a learner. */
  readonly doc: string;
  /** Where the derivative is stated. */
  readonly source: string;
  readonly value: Kernel;
  /** One for each operand. */
  readonly derivatives: readonly LocalDerivative[];
  /**
   * What it means for more than two operands: its value, and the factor of the operand at a place. The rule for two
   * still gives the formula: the second operand is then what the others come to.
   */
  readonly many?: {
    readonly value: (operands: readonly number[]) => number;
    readonly factor: (operands: readonly number[], place: number) => number;
  };
  /** In simpler operations, over the operands' names: what unfolding shows. Null for what is simplest already. */
  readonly definition: string | null;
  readonly exclusions: readonly Exclusion[];
  /** Scalars in, a scalar out; on tensors entry by entry, with broadcasting. */
  readonly shape: "elementwise";
  /** Of its first operand, where a plot shows what is typical. */
  readonly plotRange: readonly [number, number];
  /** What it does to a gradient, in the words of a textbook's remarks on gates. */
  readonly role: string;
}
