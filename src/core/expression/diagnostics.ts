import { adviceOn, LISTS } from "./elsewhere.ts";
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
  readonly hint?: (...details: Details) => string;
}

/** An error always says what would do instead. */
function error<Details extends readonly string[]>(
  message: (...details: Details) => string,
  hint: (...details: Details) => string,
): Rule<Details> {
  return { severity: "error", message, hint };
}

function warning<Details extends readonly string[]>(message: (...details: Details) => string): Rule<Details> {
  return { severity: "warning", message };
}

function info<Details extends readonly string[]>(
  message: (...details: Details) => string,
  hint: (...details: Details) => string,
): Rule<Details> {
  return { severity: "info", message, hint };
}

export const COMPARED = "Nothing is compared here; for cases there are `max`, `min`, `relu` and `abs`.";
const GRADIENT = "Leave it out: the gradient of every node is calculated here.";

/** What somebody probably meant by a character that other languages have. */
const MEANT: Readonly<Record<string, string>> = {
  "`.`": "Functions stand alone: `dot(W, x)`, and the transpose is written `W'`.",
  "`<`": COMPARED,
  "`>`": COMPARED,
  "`.grad`": GRADIENT,
  "`.backward`": GRADIENT,
  "`\\`": "TeX is not read: write `a/b`, `sqrt(x)`, `exp(x)`, and Greek letters by their names.",
  "`{`": "Brackets are round, `x^(2+a)`, and an index needs none: `x_12`.",
  "`%`": "A remark begins with `#`; five per cent is `0.05`.",
  "`≤`": COMPARED,
  "`≥`": COMPARED,
  "`∂`": "Derivatives are calculated for every node: write the function alone.",
  "`→`": "A name gets its value by `=`: `y = 2 * x`.",
  "`|`": "The size of `x` is written `abs(x)`, the length of a vector `norm(x)`.",
};

/** The name behind the last point of `np.linalg.inv`. */
const lastName = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** What is used instead of each word that branches or repeats. */
export const insteadOf = (word: string): string => {
  if (word === "for" || word === "while")
    return "What is repeated is a loop in one line: `h[t] = 2 * h[t-1] for t = 1..3`.";
  return "For cases there are `max`, `min`, `relu` and `abs`; for an input that is on or off, multiply by 1 or 0.";
};

const didYouMean = (near: string): string => `Did you mean \`${near}\`?`;

/** Every diagnostic there is: its code, its severity, its words, and an example. Nothing else in the project words an error. */
export const DIAGNOSTICS = {
  // Reading the text
  "empty-program": error(
    () => "There is no program yet.",
    () => "Type an expression, such as `(a+b)*(b+1)`.",
  ),
  "unknown-character": error(
    (character: string, _advice: string) => `${character} means nothing here.`,
    (character, advice) => {
      if (advice !== "") return advice;
      if (character in MEANT) return MEANT[character] ?? "";
      // A property of a tensor, as `.shape`, and a number of a module, as `np.inf`.
      if (character.startsWith("`.")) return MEANT["`.`"] ?? "";
      if (/^`\w/.test(character))
        return "Constants here are `pi` and `e`; any other number is written as it is.";
      return "Remove it; remarks begin with `#`.";
    },
  ),
  "missing-operand": error(
    (after: string, found: string) =>
      after === ""
        ? `Something to calculate with is missing before ${found}.`
        : `Something to calculate with is missing after \`${after}\`${found === "" ? "" : `, before ${found}`}.`,
    () => "Put a number, a name or a call there.",
  ),
  "missing-operator": error(
    (_left: string, right: string) => `An operator is missing before \`${right}\`.`,
    (left, right) =>
      left === "" ? "For a product, write `*` between them." : `For a product, write \`${left} * ${right}\`.`,
  ),
  "missing-line-break": error(
    (name: string) => `\`${name} =\` begins a new statement.`,
    () => "Put it on a line of its own, or after `;`.",
  ),
  "unclosed-bracket": error(
    (open: string, _close: string) => `This \`${open}\` is never closed.`,
    (_open, close) => `Add \`${close}\`.`,
  ),
  "stray-bracket": error(
    (close: string) => `This \`${close}\` closes nothing.`,
    () => "Remove it, or open a bracket before it.",
  ),
  "mismatched-bracket": error(
    (open: string, _close: string, found: string) => `This \`${found}\` cannot close a \`${open}\`.`,
    (_open, close) => `Write \`${close}\`.`,
  ),
  "stray-comma": error(
    () => "A comma stands only between the operands of a function and the entries of a list.",
    () => "Remove it; decimals are written with a point: `1.5`.",
  ),
  "list-after-operand": error(
    () => "A list cannot follow directly here.",
    () => "Put a comma or an operator before it; the place of an entry, `x[2]`, stands close to its name.",
  ),
  "stray-colon": error(
    () => "A colon stands only among the places of entries.",
    () =>
      "Write `W[1,:]` for the first row, `W[:,1]` for the first column, `x[1:2]` for the first two entries.",
  ),
  "bad-place": error(
    (found: string) =>
      `The place of an entry is a whole number, a range from one to another, or \`:\` for all of them, not ${found}.`,
    () => "Write `x[1]`, `x[1:2]`, `W[1,2]` or `W[1,:]`.",
  ),
  "range-backwards": error(
    (first: string, last: string) => `The range \`${first}:${last}\` ends before it begins.`,
    (first, last) => `Write the smaller place first: \`${last}:${first}\`.`,
  ),
  "place-zero": error(
    () => "Places are counted from 1, as in mathematics: there is no entry 0.",
    () => "The first entry is `x[1]`.",
  ),
  "empty-brackets": error(
    () => "There is nothing between these brackets.",
    () => "Put a number, a name or a call there.",
  ),
  "bad-assignment": error(
    () => "Only a name, or a function with its parameters, can stand left of `=`.",
    () => "Write `name = …`, or `f(x) = …`.",
  ),
  "bad-parameter": error(
    (found: string) => `A function's parameters are names with commas between them, not \`${found}\`.`,
    () => "Write `f(x) = …`, or `f(x, y) = …`.",
  ),
  "repeated-parameter": error(
    (name: string) => `\`${name}\` is a parameter already.`,
    () => "Choose another name.",
  ),

  // Brought along from other languages
  import: error(
    () => "Nothing needs to be imported here.",
    () => "Leave the line out: functions are called by their own names, such as `relu(x)`.",
  ),
  declaration: error(
    (word: string, _name: string) => `Names need no \`${word}\` here.`,
    (_word, name) => `Write \`${name} = …\`.`,
  ),
  "python-function": error(
    (word: string, _written: string) => `A function is defined without \`${word}\` here.`,
    (_word, written) => `Write \`${written} = …\`.`,
  ),
  return: error(
    () => "Nothing is returned here: the last statement is the output.",
    () => "Leave `return` out.",
  ),
  "control-flow": error(
    (word: string) => `There is no \`${word}\` here: a graph has the same operations for all numbers.`,
    insteadOf,
  ),
  command: error(
    (words: string) => `\`${words}\` is a command of another program: nothing is commanded here.`,
    () => "Leave it out.",
  ),
  comparison: error(
    () => "`==` compares, and nothing is compared here.",
    () => "To give a name a value, write a single `=`.",
  ),
  "augmented-assignment": error(
    (sign: string, name: string, _operator: string) =>
      `\`${sign}\` would change \`${name}\`, but each name is assigned once.`,
    (_sign, name, operator) =>
      `Give the new value a name of its own, such as \`${name}_new = ${name} ${operator} …\`.`,
  ),
  "dotted-name": error(
    (written: string, meant: string) => `\`${written}\` is written \`${meant}\` here.`,
    () => "Functions stand alone, with their operands in brackets; the transpose is `A'`.",
  ),
  "other-sign": error(
    (sign: string, meant: string, _advice: string) => `\`${sign}\` is written \`${meant}\` here.`,
    (_sign, _meant, advice) => advice,
  ),
  "wrapped-value": error(
    (wrapper: string, _value: string) =>
      `\`${wrapper}\` is not needed: numbers and lists stand by themselves here.`,
    (_wrapper, value) => (value === "" ? LISTS : `Write \`${value}\`.`),
  ),
  "power-of-function": error(
    (_meant: string) => "A power stands behind a function's brackets here, not behind its name.",
    (meant) => `Write \`${meant}\`.`,
  ),
  "no-settings": error(
    (setting: string) => `\`${setting}\` is a setting, and functions have none here.`,
    () => "Leave it out: `sum`, `mean`, `max` and `norm` go over all entries.",
  ),
  "text-too-long": error(
    (limit: string) => `The text is longer than ${limit} characters.`,
    () => "Leave something out.",
  ),

  // Loops
  "step-without-loop": error(
    (_index: string) => "Nothing says which steps there are.",
    (index: string) => `Add \`for ${index} = 1..3\` behind it.`,
  ),
  "loop-without-bounds": error(
    (_index: string) => "A loop needs its first and its last step, with two points between them.",
    (index: string) => `Write \`for ${index} = 1..3\`.`,
  ),
  "bad-bound": error(
    (found: string) => `The first and the last step are whole numbers, not \`${found}\`.`,
    () => "Write the numbers themselves, as in `1..3`: they say how large the graph is.",
  ),
  "loop-backwards": error(
    (first: string, last: string) => `From ${first} to ${last} there are no steps.`,
    (first, last) => `Write \`${last}..${first}\`.`,
  ),
  "loop-too-long": error(
    (what: string) => `Written out, the loop would have more than ${what}.`,
    () => "Take fewer steps.",
  ),
  "other-index": error(
    (found: string, index: string) => `The steps are counted by \`${index}\`, not by \`${found}\`.`,
    (_found, index) => `Write \`for ${index} = …\`.`,
  ),
  "behind-loop": error(
    (found: string) => `A loop ends with its last step: \`${found}\` cannot follow.`,
    () => "Begin a new line there, or write the last step as one number.",
  ),
  "nested-loop": error(
    () => "A loop cannot be repeated by another.",
    () => "Write one loop a line; one may use the steps of another.",
  ),
  "loop-without-step": error(
    () => "A loop repeats a whole statement, and each step gets a name of its own.",
    () => "Write `y[t] = … for t = 1..3`; a sum is written `y1 + y2 + y3`.",
  ),
  "loop-in-function": error(
    () => "A function has one expression, and no steps.",
    () => "Call it in a loop: `y[t] = f(y[t-1]) for t = 1..3`.",
  ),
  "loop-first": error(
    (_index: string) => "A loop stands behind what it repeats.",
    (index: string) => `Write \`h[${index}] = … for ${index} = 1..3\`.`,
  ),
  "bad-step": error(
    (_index: string) => "A place in a loop is a whole number, or the index with one added or subtracted.",
    (index) => `Write \`${index}\`, \`${index}-1\` or \`${index}+1\`.`,
  ),
  "step-before-start": error(
    (name: string, step: string, first: string) =>
      `This would be \`${name}[${step}]\`, and nothing comes before \`${first}\`.`,
    () => "Begin the loop with a later step.",
  ),
  "step-not-yet": error(
    (name: string, step: string, now: string, _index: string) =>
      `At ${now}, \`${name}[${step}]\` is not calculated yet.`,
    (name, _step, _now, index) => `A step uses earlier ones, such as \`${name}[${index}-1]\`.`,
  ),
  "no-such-step": error(
    (name: string, step: string, last: string) =>
      `There is no \`${name}[${step}]\`: the last step is \`${name}[${last}]\`.`,
    () => "Use an earlier step, or let the loop go further.",
  ),
  "step-name-taken": error(
    (name: string, loop: string) =>
      name === loop
        ? `\`${name}\` is assigned, and a loop has that name too.`
        : `\`${name}\` is assigned twice: once as a step of \`${loop}\`.`,
    () => "Choose another name for one of them.",
  ),
  "loop-alone": error(
    (name: string, _last: string) => `\`${name}\` is a loop: which of its steps is meant?`,
    (name, last) => `The last one is \`${name}[${last}]\`.`,
  ),
  "stray-range": error(
    () => "Two points stand only between the first and the last step of a loop.",
    () => "Write `h[t] = … for t = 1..3`.",
  ),

  // Names and functions
  "unknown-function": error(
    (name: string, _near: string, _argument: string) => `\`${name}\` is not a function here.`,
    (name, near, argument) => {
      const last = lastName(name);
      const advice = adviceOn(last);
      if (advice !== null) return advice;
      if (near !== "") return didYouMean(near);
      return argument === ""
        ? `Define it above, as in \`${last}(x, y) = …\`.`
        : `For a product, write \`${name} * ${argument}\`.`;
    },
  ),
  "function-without-operands": error(
    (name: string, _example: string) => `\`${name}\` is a function: it needs its operands in brackets.`,
    (_name, example) => `Write \`${example}\`.`,
  ),
  "wrong-operand-count": error(
    (name: string, wanted: string, got: string, _example: string) =>
      `\`${name}\` takes ${wanted}, not ${got}.`,
    (_name, _wanted, _got, example) => `Write \`${example}\`.`,
  ),
  "reserved-name": error(
    (name: string) => `\`${name}\` is a function, so it cannot be assigned.`,
    () => "Choose another name.",
  ),
  "constant-assigned": error(
    (name: string) => `\`${name}\` is a constant, so it cannot be assigned.`,
    () => "Choose another name.",
  ),
  "recursive-function": error(
    (name: string) => `\`${name}\` calls itself, so it would never end.`,
    () => "Write each repetition as a statement of its own.",
  ),
  "too-deep": error(
    (limit: string) => `Functions call functions more than ${limit} deep here.`,
    () => "Put some of them together into one.",
  ),
  "no-output": error(
    (_call: string) => "Functions are defined here, but nothing is calculated with them.",
    (call) => `Add a line that does, such as \`${call}\`.`,
  ),
  "assigned-twice": error(
    (name: string) => `\`${name}\` is assigned already.`,
    () => "Each name is assigned once: choose another name.",
  ),
  "defined-by-itself": error(
    (name: string) => `\`${name}\` is used in its own definition.`,
    () => "Give the new value another name.",
  ),
  "used-before-definition": error(
    (name: string) => `\`${name}\` is used before the line that defines it.`,
    () => "Move that line up.",
  ),
  "too-many-nodes": error(
    (limit: string) => `The graph would have more than ${limit} nodes.`,
    () => "Leave something out, or call functions less often.",
  ),

  // What is right, but may surprise
  "read-as": info(
    (written: string, reading: string, _other: string) => `\`${written}\` is read as \`${reading}\`.`,
    (_written, _reading, other) => `For \`${other}\`, write the brackets.`,
  ),
  "prime-transposes": info(
    (written: string, reading: string) => `\`${written}\` is read as ${reading}.`,
    () => "Derivatives need no prime: they are calculated here for every node.",
  ),

  "role-of-no-input": info(
    (name: string, _near: string) => `\`${name}\` is not an input of this program, so it has no role.`,
    (_name, near) =>
      near === "" ? "Inputs are names never assigned, or assigned a number or a list." : didYouMean(near),
  ),
  "two-roles": info(
    (name: string, role: string) => `\`${name}\` is ${role} already.`,
    () => "Each input has one role, and the first one holds.",
  ),

  // Shapes
  "needs-tensors": error(
    (name: string, left: string, right: string) =>
      `\`${name}\` multiplies vectors and matrices; \`${left}\` and \`${right}\` are single numbers.`,
    (_name, left, right) => `For numbers, write \`${left} * ${right}\`.`,
  ),
  "single-number": error(
    (name: string, operand: string) =>
      `\`${name}\` is of vectors and matrices; \`${operand}\` is a single number.`,
    (name, operand) =>
      name === "@"
        ? `To multiply every entry by \`${operand}\`, write \`*\`.`
        : `Give \`${operand}\` several entries, such as \`[1, 2]\`.`,
  ),
  "inner-sizes": error(
    (name: string, leftShape: string, rightShape: string, left: string, right: string, _fit: string) =>
      `${leftShape} ${name} ${rightShape}: the inner sizes ${left} and ${right} differ.`,
    (_name, _leftShape, _rightShape, _left, _right, fit) =>
      fit === "" ? "The columns on the left must be as many as the rows on the right." : didYouMean(fit),
  ),
  "no-broadcast": error(
    (_operator: string, left: string, leftShape: string, right: string, rightShape: string) =>
      `\`${left}\` is ${leftShape} and \`${right}\` is ${rightShape}: they do not fit entry by entry.`,
    (operator) => `For ${operator}, sizes must be equal, or one of them 1.`,
  ),
  "not-a-vector": error(
    (name: string, operand: string, shape: string) =>
      `\`${name}\` is of vectors; \`${operand}\` is ${shape}.`,
    () => "For matrices, there is `@`; a row of one is written `W[1,:]`.",
  ),
  "not-square": error(
    (name: string, operand: string, shape: string) =>
      `\`${name}\` is of square matrices; \`${operand}\` is ${shape}.`,
    () => "It needs as many rows as columns.",
  ),
  "lengths-differ": error(
    (name: string, left: string, leftLength: string, right: string, rightLength: string) =>
      `\`${name}\` needs vectors of one length: \`${left}\` has ${leftLength} entries and \`${right}\` ${rightLength}.`,
    () => "Give both as many entries.",
  ),
  "rows-differ": error(
    (first: string, other: string) =>
      `The rows of a matrix are equally long; here one has ${first} and one ${other}.`,
    () => "Give every row as many entries.",
  ),
  "row-expected": error(
    (found: string) => `Rows stand only beside rows; \`${found}\` is none.`,
    (found) => `As a row of its own, write \`[${found}]\`.`,
  ),
  "matrix-in-list": error(
    (found: string, shape: string) =>
      `Only numbers and vectors can be joined end to end; \`${found}\` is ${shape}.`,
    (found) => `A row of it is \`${found}[1,:]\`.`,
  ),
  "no-such-entry": error(
    (operand: string, shape: string, place: string) =>
      `\`${operand}\` is ${shape}: there is no entry ${place}.`,
    () => "Places are counted from 1.",
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
    () => "Take less of it at a time.",
  ),

  // Values
  "missing-value": error(
    (name: string) => `\`${name}\` has no value.`,
    () => "Give it one.",
  ),
  "bad-numbers": error(
    (name: string) =>
      `What was given for \`${name}\` is neither a number, nor a vector, nor a matrix by rows.`,
    () => "Rows must be equally long, and lists not empty.",
  ),
  "seed-shape": error(
    (wanted: string, got: string) => `A seed has the shape of the value, ${wanted}; this one is ${got}.`,
    () => "Give it as many entries as the value has.",
  ),
  "cannot-fold": error(
    (what: string, why: string) => `${what} cannot be shown as one node: ${why}.`,
    () =>
      "Name a statement or a call of more than one operation, or operations of which only one is used by others.",
  ),
  "direction-shape": error(
    (name: string, wanted: string, got: string) =>
      `A direction for \`${name}\` has its shape, ${wanted}; this one is ${got}.`,
    (name) => `Give it as many entries as \`${name}\` has.`,
  ),
  "unknown-name": error(
    (name: string, _near: string) => `\`${name}\` is not a name in this program.`,
    (_name, near) => (near === "" ? "Ask for a name of the program." : didYouMean(near)),
  ),
  domain: warning((words: string) => words),
  kink: warning((words: string) => words),
  overflow: warning((name: string) => `${name} is too large for a number of this machine, so it became ∞.`),
  "not-a-number": warning(
    (name: string) =>
      `${name} has no value: ∞ came into it in a way that has no answer, such as ∞ − ∞ or 0 · ∞.`,
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
