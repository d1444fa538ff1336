import type { Diagnostic } from "../expression/diagnostics.ts";
import type { Span } from "../expression/span.ts";
import type { BinaryOperator, Places } from "../expression/tree.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";

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
  | { readonly kind: "square" }
  | { readonly kind: "norm" }
  | { readonly kind: "transpose" }
  /** `[a, b]` and `[[…], […]]`. */
  | { readonly kind: "list" }
  /** `x[2]`. */
  | { readonly kind: "entry" };

/** What every operation says of itself. */
interface AnyOperation {
  /** What a program calls it; the first is the preferred one. Operators have none. */
  readonly names: readonly string[];
  readonly notation: Notation;
  /** The operands' names in the rules and in the documentation, in order. */
  readonly operands: readonly string[];
  /** One sentence for a learner. */
  readonly doc: string;
  /** Where the derivative is stated. */
  readonly source: string;
  /**
   * In simpler operations, over the operands' names: what unfolding shows; of tensors also with the functions of
   * `pullback.ts`. Null for what is simplest already.
   */
  readonly definition: string | null;
  /** What it does to a gradient, in the words of a textbook's remarks on gates. */
  readonly role: string;
}

/** Numbers in, a number out; on tensors entry by entry, with NumPy's broadcasting. */
export interface ElementwiseOperation extends AnyOperation {
  readonly shape: "elementwise";
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
  readonly exclusions: readonly Exclusion[];
  /** Where it flattens out on both sides: the size of its steepest slope. */
  readonly steepest?: number;
  /** Of its first operand, where a plot shows what is typical. */
  readonly plotRange: readonly [number, number];
}

/**
 * What a shape rule is asked: the operands' shapes and the places of an entry; and how the operands are written, which
 * is looked up only where there is something to say.
 */
export interface ShapeQuestion {
  readonly shapes: readonly Shape[];
  readonly words: () => readonly string[];
  readonly places: Places;
}

/** Why shapes do not fit, once it is known where. */
export type ShapeFault = (place: Span) => Diagnostic;

/** What is known when a rule about tensors is applied to one operand of a node. */
export interface RuleContext {
  readonly operands: readonly Tensor[];
  /** Which of them the rule is about. */
  readonly place: number;
  readonly places: Places;
}

/**
 * What an operand's gradient gets from that of the output, written once: an expression over the operands' names, `y`,
 * the output, `δ`, the output's gradient, and the functions of `pullback.ts`. It is compiled to be applied and printed
 * as the formula.
 */
export interface Pullback {
  readonly rule: string;
  /**
   * The same for numbers, where the rule as written loses its meaning. A test holds it against the rule elsewhere.
   */
  readonly stable?: {
    readonly apply: (delta: Tensor, y: Tensor, context: RuleContext) => Tensor;
    readonly because: string;
  };
}

/** An operation on vectors and matrices as wholes. */
export interface TensorOperation extends AnyOperation {
  /** The output's shape, or why there is none. */
  readonly shape: (question: ShapeQuestion) => Shape | ShapeFault;
  /** Called only with shapes that fit. */
  readonly value: (operands: readonly Tensor[], places: Places) => Tensor;
  /** One for each operand; of `many`, one for all. */
  readonly pullbacks: readonly Pullback[];
  /**
   * The output's tangent over the operands' names, `y` and `d` before an operand's name for its tangent; "itself" for
   * what is linear: the operation on the tangents.
   */
  readonly pushforward: string;
  /** Where its pullback is agreed upon because there is no derivative, and in which words that is said. */
  readonly convention?: {
    readonly holds: (operands: readonly Tensor[], y: Tensor) => boolean;
    readonly kind: "kink" | "tie";
    /** What is agreed upon, to follow "by convention". */
    readonly words: string;
    readonly source: string;
  };
  /** Whether it takes any number of operands, from one up. */
  readonly many?: true;
  /** A vector counts as a row on the left and as a column on the right while the pullbacks are applied. */
  readonly liftsVectors?: true;
}

/** Everything there is to say about one operation. */
export type Operation = ElementwiseOperation | TensorOperation;
