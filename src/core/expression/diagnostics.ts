import type { Span } from "./span.ts";

export type Severity = "error" | "warning" | "info";

/** Something a person is told about their program, with its place in the text (UTF-16 offsets, `to` exclusive). */
export interface Diagnostic extends Span {
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  /** One sentence. */
  readonly message: string;
  /** What would do instead. */
  readonly hint?: string;
  /** A change to the text that certainly mends it. */
  readonly fix?: Fix;
  /** The id of the node it is about, for diagnostics of an evaluation. */
  readonly node?: string;
}

/** What stands from `from` to `to` is replaced by `insert`. */
export interface Fix extends Span {
  readonly insert: string;
  /** What it does, for a button: `Add )`. */
  readonly label: string;
}

/** The diagnostic with a fix. */
export function withFix(diagnostic: Diagnostic, fix: Fix): Diagnostic {
  return { ...diagnostic, fix };
}

interface Rule<Details extends readonly string[]> {
  readonly severity: Severity;
  readonly message: (...details: Details) => string;
  readonly hint?: (...details: Details) => string | undefined;
}

function error<Details extends readonly string[]>(
  message: (...details: Details) => string,
  hint?: (...details: Details) => string | undefined,
): Rule<Details> {
  return hint ? { severity: "error", message, hint } : { severity: "error", message };
}

function warning<Details extends readonly string[]>(message: (...details: Details) => string): Rule<Details> {
  return { severity: "warning", message };
}

const didYouMean = (near: string): string | undefined =>
  near === "" ? undefined : `Did you mean \`${near}\`?`;

/** Every diagnostic there is: its code, its severity and its words. Nothing else in the project words an error. */
export const DIAGNOSTICS = {
  // Reading the text
  "empty-program": error(
    () => "There is no program yet.",
    () => "Type an expression, such as `(a+b)*(b+1)`.",
  ),
  "unknown-character": error((character: string) => `${character} means nothing here.`),
  "missing-operand": error((after: string, found: string) =>
    after === ""
      ? `Something to calculate with is missing before ${found}.`
      : `Something to calculate with is missing after \`${after}\`${found === "" ? "" : `, before ${found}`}.`,
  ),
  "missing-operator": error(
    (_left: string, right: string) => `An operator is missing before \`${right}\`.`,
    (left, right) => (left === "" ? undefined : `For a product, write \`${left} * ${right}\`.`),
  ),
  "missing-line-break": error(
    (name: string) => `\`${name} =\` begins a new statement.`,
    () => "Put it on a line of its own, or after `;`.",
  ),
  "unclosed-bracket": error(
    (open: string, _close: string) => `This \`${open}\` is never closed.`,
    (_open, close) => `Add \`${close}\`.`,
  ),
  "stray-bracket": error((close: string) => `This \`${close}\` closes nothing.`),
  "mismatched-bracket": error(
    (open: string, _close: string, found: string) => `This \`${found}\` cannot close a \`${open}\`.`,
    (_open, close) => `Write \`${close}\`.`,
  ),
  "stray-comma": error(
    () => "A comma stands only between the operands of a function and the entries of a list.",
  ),
  "list-after-operand": error(
    () => "A list cannot follow directly here.",
    () => "Put a comma or an operator before it; the place of an entry, `x[2]`, stands close to its name.",
  ),
  "stray-colon": error(
    () => "A colon stands only for a whole row or column.",
    () => "Write `W[1,:]` for the first row, `W[:,1]` for the first column.",
  ),
  "bad-place": error(
    (found: string) => `The place of an entry is a whole number, or \`:\` for all of them, not ${found}.`,
    () => "Write `x[1]`, `W[1,2]` or `W[1,:]`.",
  ),
  "place-zero": error(
    () => "Places are counted from 1, as in mathematics: there is no entry 0.",
    () => "The first entry is `x[1]`.",
  ),
  "empty-brackets": error(() => "There is nothing between these brackets."),
  "bad-assignment": error(
    () => "Only a single name can stand left of `=`.",
    () => "Write `name = expression`.",
  ),
  "bad-parameter": error(
    (found: string) => `A function's parameters are names with commas between them, not \`${found}\`.`,
    () => "Write `f(x) = …`, or `f(x, y) = …`.",
  ),
  "repeated-parameter": error((name: string) => `\`${name}\` is a parameter already.`),
  "text-too-long": error((limit: string) => `The text is longer than ${limit} characters.`),

  // Names and functions
  "unknown-function": error(
    (name: string, _near: string, _argument: string) => `\`${name}\` is not a function here.`,
    (name, near, argument) => {
      if (near !== "") return didYouMean(near);
      return argument === "" ? undefined : `For a product, write \`${name} * ${argument}\`.`;
    },
  ),
  "function-without-operands": error(
    (name: string, _example: string) => `\`${name}\` is a function: it needs its operands in brackets.`,
    (_name, example) => `Write \`${example}\`.`,
  ),
  "wrong-operand-count": error(
    (name: string, wanted: string, got: string) => `\`${name}\` takes ${wanted}, not ${got}.`,
  ),
  "reserved-name": error(
    (name: string) => `\`${name}\` is a function, so it cannot be assigned.`,
    () => "Choose another name.",
  ),
  "constant-assigned": error(
    (name: string) => `\`${name}\` is a constant, so it cannot be assigned.`,
    () => "Choose another name.",
  ),
  "recursive-function": error((name: string) => `\`${name}\` calls itself, so it would never end.`),
  "too-deep": error((limit: string) => `Functions call functions more than ${limit} deep here.`),
  "no-output": error(
    () => "Functions are defined here, but nothing is calculated with them.",
    () => "Add a line that does, such as `f(2)`.",
  ),
  "assigned-twice": error(
    (name: string) => `\`${name}\` already has a value.`,
    () => "Each name is assigned once: choose another name.",
  ),
  "defined-by-itself": error((name: string) => `\`${name}\` is used in its own definition.`),
  "used-before-definition": error(
    (name: string) => `\`${name}\` is used before the line that defines it.`,
    () => "Move that line up.",
  ),
  "too-many-nodes": error((limit: string) => `The graph would have more than ${limit} nodes.`),

  // Shapes
  "needs-tensors": error(
    (name: string, left: string, right: string) =>
      `\`${name}\` multiplies vectors and matrices; \`${left}\` and \`${right}\` are single numbers.`,
    (_name, left, right) => `For numbers, write \`${left} * ${right}\`.`,
  ),
  "single-number": error(
    (name: string, operand: string) =>
      `\`${name}\` is of vectors and matrices; \`${operand}\` is a single number.`,
    (name, operand) => (name === "@" ? `To multiply every entry by \`${operand}\`, write \`*\`.` : undefined),
  ),
  "inner-sizes": error(
    (name: string, leftShape: string, rightShape: string, left: string, right: string, _fit: string) =>
      `${leftShape} ${name} ${rightShape}: the inner sizes ${left} and ${right} differ.`,
    (_name, _leftShape, _rightShape, _left, _right, fit) => didYouMean(fit),
  ),
  "no-broadcast": error(
    (operator: string, left: string, leftShape: string, right: string, rightShape: string) =>
      `\`${left}\` is ${leftShape} and \`${right}\` is ${rightShape}: entry by entry, ${operator} needs sizes that are equal, or 1.`,
  ),
  "not-a-vector": error(
    (name: string, operand: string, shape: string) =>
      `\`${name}\` is of vectors; \`${operand}\` is ${shape}.`,
  ),
  "not-square": error(
    (name: string, operand: string, shape: string) =>
      `\`${name}\` is of square matrices; \`${operand}\` is ${shape}.`,
  ),
  "lengths-differ": error(
    (name: string, left: string, leftShape: string, right: string, rightShape: string) =>
      `\`${name}\` needs vectors of one length: \`${left}\` has ${leftShape} entries and \`${right}\` ${rightShape}.`,
  ),
  "rows-differ": error(
    (first: string, other: string) =>
      `The rows of a matrix are equally long; here one has ${first} and one ${other}.`,
  ),
  "row-expected": error(
    (found: string) => `Rows stand only beside rows; \`${found}\` is none.`,
    (found) => `As a row of its own, write \`[${found}]\`.`,
  ),
  "matrix-in-list": error(
    (found: string, shape: string) =>
      `Only numbers and vectors can be joined end to end; \`${found}\` is ${shape}.`,
  ),
  "no-such-entry": error(
    (operand: string, shape: string, place: string) =>
      `\`${operand}\` is ${shape}: there is no entry ${place}.`,
  ),
  "wrong-place-count": error(
    (operand: string, shape: string, wanted: string) =>
      `\`${operand}\` is ${shape}: its entries have ${wanted}.`,
    (operand, _shape, wanted) =>
      wanted.startsWith("one")
        ? `Write \`${operand}[1]\`.`
        : `Write \`${operand}[1,2]\` or \`${operand}[1,:]\`.`,
  ),
  "too-large": error(
    (what: string, shape: string) => `${what} would be ${shape}, more than 1 000 000 numbers: too large.`,
  ),

  // Values
  "missing-value": error((name: string) => `\`${name}\` has no value.`),
  "bad-numbers": error(
    (name: string) =>
      `What was given for \`${name}\` is neither a number, nor a vector, nor a matrix by rows.`,
    () => "Rows must be equally long, and lists not empty.",
  ),
  "seed-shape": error(
    (wanted: string, got: string) => `A seed has the shape of the value, ${wanted}; this one is ${got}.`,
  ),
  "unknown-name": error(
    (name: string, _near: string) => `\`${name}\` is not a name in this program.`,
    (_name, near) => didYouMean(near),
  ),
  domain: warning((words: string) => words),
  kink: warning((words: string) => words),
  overflow: warning((name: string) => `${name} is too large for a number of this machine, so it became ∞.`),
  "not-a-number": warning(
    (name: string) => `${name} has no value: ∞ and 0 met in it in a way that has no answer.`,
  ),
  "infinite-slope": warning((edge: string) => `${edge} is infinite here: the tangent is vertical.`),
  "undefined-slope": warning((edge: string) => `${edge} does not exist here.`),
} as const satisfies Record<string, Rule<never>>;

export type DiagnosticCode = keyof typeof DIAGNOSTICS;

type DetailsOf<Code extends DiagnosticCode> = Parameters<(typeof DIAGNOSTICS)[Code]["message"]>;

/** The diagnostic of a code at a place, worded from its details. */
export function diagnose<Code extends DiagnosticCode>(
  code: Code,
  place: Span,
  ...details: DetailsOf<Code>
): Diagnostic {
  const rule = DIAGNOSTICS[code] as unknown as Rule<readonly string[]>;
  const hint = rule.hint?.(...details);
  return {
    severity: rule.severity,
    code,
    message: rule.message(...details),
    ...(hint === undefined ? {} : { hint }),
    from: place.from,
    to: place.to,
  };
}
