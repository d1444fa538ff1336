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

/** What somebody reads about a code before they ever meet it. */
interface Explanation {
  /** One sentence. */
  readonly means: string;
  /** A program that provokes it, as it would be typed. */
  readonly example: string;
  /** The example in words, where its text is too long to be shown or does not say it all. */
  readonly inWords?: string;
  /** What is given to the example, for what a text alone does not provoke: its values, and the name whose gradient is asked for. */
  readonly given?: {
    readonly values?: Readonly<Record<string, number | number[]>>;
    readonly gradient?: string;
  };
}

interface Rule<Details extends readonly string[]> extends Explanation {
  readonly severity: Severity;
  readonly message: (...details: Details) => string;
  readonly hint?: (...details: Details) => string;
}

/** An error always says what would do instead. */
function error<Details extends readonly string[]>(
  explanation: Explanation,
  message: (...details: Details) => string,
  hint: (...details: Details) => string,
): Rule<Details> {
  return { severity: "error", ...explanation, message, hint };
}

function warning<Details extends readonly string[]>(
  explanation: Explanation,
  message: (...details: Details) => string,
): Rule<Details> {
  return { severity: "warning", ...explanation, message };
}

function info<Details extends readonly string[]>(
  explanation: Explanation,
  message: (...details: Details) => string,
  hint: (...details: Details) => string,
): Rule<Details> {
  return { severity: "info", ...explanation, message, hint };
}

const didYouMean = (near: string): string => `Did you mean \`${near}\`?`;

/** Every diagnostic there is: its code, its severity, its words, and an example. Nothing else in the project words an error. */
export const DIAGNOSTICS = {
  // Reading the text
  "empty-program": error(
    { means: "There is nothing to draw.", example: "# only a remark" },
    () => "There is no program yet.",
    () => "Type an expression, such as `(a+b)*(b+1)`.",
  ),
  "unknown-character": error(
    { means: "A character is no part of the language.", example: "y = x $ 2" },
    (character: string) => `${character} means nothing here.`,
    () => "Remove it; remarks begin with `#`.",
  ),
  "missing-operand": error(
    { means: "An operator, a comma or an equals sign has nothing to work on.", example: "y = 2 * x +" },
    (after: string, found: string) =>
      after === ""
        ? `Something to calculate with is missing before ${found}.`
        : `Something to calculate with is missing after \`${after}\`${found === "" ? "" : `, before ${found}`}.`,
    () => "Put a number, a name or a call there.",
  ),
  "missing-operator": error(
    { means: "A number stands right behind an operand, with no operator between them.", example: "y = x 2" },
    (_left: string, right: string) => `An operator is missing before \`${right}\`.`,
    (left, right) =>
      left === "" ? "For a product, write `*` between them." : `For a product, write \`${left} * ${right}\`.`,
  ),
  "missing-line-break": error(
    { means: "Two statements stand on one line with nothing between them.", example: "a = x b = a" },
    (name: string) => `\`${name} =\` begins a new statement.`,
    () => "Put it on a line of its own, or after `;`.",
  ),
  "unclosed-bracket": error(
    { means: "A bracket is opened and never closed.", example: "y = 2 * (a + b" },
    () => "This `(` is never closed.",
    () => "Add `)`.",
  ),
  "stray-bracket": error(
    { means: "A bracket is closed that was never opened.", example: "y = (a + b)) * 2" },
    () => "This `)` closes nothing.",
    () => "Remove it, or open a bracket before it.",
  ),
  "stray-comma": error(
    { means: "A comma stands outside the brackets of a function.", example: "y = 1,5 * x" },
    () => "A comma stands only between the operands of a function.",
    () => "Remove it; decimals are written with a point: `1.5`.",
  ),
  "empty-brackets": error(
    { means: "Brackets have nothing in them.", example: "y = 2 * ()" },
    () => "There is nothing between these brackets.",
    () => "Put a number, a name or a call there.",
  ),
  "bad-assignment": error(
    { means: "Something other than a name is assigned.", example: "x + 1 = 2" },
    () => "Only a name, or a function with its parameters, can stand left of `=`.",
    () => "Write `name = …`, or `f(x) = …`.",
  ),
  "bad-parameter": error(
    { means: "A function is defined with something other than names in its brackets.", example: "f(2) = 4" },
    (found: string) => `A function's parameters are names with commas between them, not \`${found}\`.`,
    () => "Write `f(x) = …`, or `f(x, y) = …`.",
  ),
  "repeated-parameter": error(
    { means: "Two parameters of a function have the same name.", example: "f(x, x) = 2x\nf(1, 2)" },
    (name: string) => `\`${name}\` is a parameter already.`,
    () => "Choose another name.",
  ),
  "text-too-long": error(
    {
      means: "The text is longer than the page can follow while it is typed.",
      example: "x".repeat(200_001),
      inWords: "200 001 characters",
    },
    (limit: string) => `The text is longer than ${limit} characters.`,
    () => "Leave something out.",
  ),

  // Names and functions
  "unknown-function": error(
    {
      means: "A name with brackets behind it is no function of the language, and none defined above.",
      example: "y = sigmod(x)",
    },
    (name: string, _near: string, _argument: string) => `\`${name}\` is not a function here.`,
    (name, near, argument) => {
      if (near !== "") return didYouMean(near);
      return argument === ""
        ? `Define it above, as in \`${name}(x, y) = …\`.`
        : `For a product, write \`${name} * ${argument}\`.`;
    },
  ),
  "function-without-operands": error(
    { means: "A function stands without brackets.", example: "y = sin + 1" },
    (name: string, _example: string) => `\`${name}\` is a function: it needs its operands in brackets.`,
    (_name, example) => `Write \`${example}\`.`,
  ),
  "wrong-operand-count": error(
    { means: "A function has too few operands, or too many.", example: "y = max(x)" },
    (name: string, wanted: string, got: string, _example: string) =>
      `\`${name}\` takes ${wanted}, not ${got}.`,
    (_name, _wanted, _got, example) => `Write \`${example}\`.`,
  ),
  "reserved-name": error(
    { means: "The name of a function is assigned.", example: "max = 3" },
    (name: string) => `\`${name}\` is a function, so it cannot be assigned.`,
    () => "Choose another name.",
  ),
  "constant-assigned": error(
    { means: "A constant is assigned.", example: "pi = 3" },
    (name: string) => `\`${name}\` is a constant, so it cannot be assigned.`,
    () => "Choose another name.",
  ),
  "recursive-function": error(
    { means: "A function calls itself.", example: "f(x) = x * f(x - 1)\nf(3)" },
    (name: string) => `\`${name}\` calls itself, so it would never end.`,
    () => "Write each repetition as a statement of its own.",
  ),
  "too-deep": error(
    {
      means: "Functions call functions that call functions, too many times.",
      example: `f0(x) = x\n${Array.from({ length: 202 }, (_, n) => `f${n + 1}(x) = f${n}(x)\n`).join("")}f202(2)`,
      inWords: "f1(x) = f0(x), f2(x) = f1(x), …, f202(2)",
    },
    (limit: string) => `Functions call functions more than ${limit} deep here.`,
    () => "Put some of them together into one.",
  ),
  "no-output": error(
    { means: "Functions are defined, and none is called.", example: "f(x) = x^2" },
    () => "Functions are defined here, but nothing is calculated with them.",
    () => "Add a line that does, such as `f(2)`.",
  ),
  "assigned-twice": error(
    { means: "A name is assigned a second time.", example: "a = 1\na = 2" },
    (name: string) => `\`${name}\` is assigned already.`,
    () => "Each name is assigned once: choose another name.",
  ),
  "defined-by-itself": error(
    { means: "A name is needed for its own value.", example: "x = x + 1" },
    (name: string) => `\`${name}\` is used in its own definition.`,
    () => "Give the new value another name.",
  ),
  "used-before-definition": error(
    { means: "A name is used above the line that defines it.", example: "a = b + 1\nb = 2" },
    (name: string) => `\`${name}\` is used before the line that defines it.`,
    () => "Move that line up.",
  ),
  "too-many-nodes": error(
    {
      means: "The graph would be larger than anyone could look at.",
      example: "-".repeat(20_001).concat("x"),
      inWords: "x with 20 001 minus signs before it",
    },
    (limit: string) => `The graph would have more than ${limit} nodes.`,
    () => "Leave something out, or call functions less often.",
  ),

  // What is right, but may surprise
  "read-as": info(
    {
      means: "A product or a root without its sign or brackets can be read in two ways.",
      example: "y = 1/2x",
    },
    (written: string, reading: string, _other: string) => `\`${written}\` is read as \`${reading}\`.`,
    (_written, _reading, other) => `For \`${other}\`, write the brackets.`,
  ),

  // Values
  "missing-value": error(
    {
      means: "The library is asked for a value, and a free name has none.",
      example: "y = 2 * x",
      inWords: "y = 2 * x, evaluated without x",
      given: {},
    },
    (name: string) => `\`${name}\` has no value.`,
    () => "Give it one.",
  ),
  "not-a-scalar": error(
    {
      means: "The library is given a list where a single number is needed.",
      example: "y = 2 * x",
      inWords: "y = 2 * x, where x is [1, 2]",
      given: { values: { x: [1, 2] } },
    },
    (name: string) => `\`${name}\` is a single number here; a list was given.`,
    () => "Give it one number.",
  ),
  "unknown-name": error(
    {
      means: "The library is asked for a gradient with respect to a name that is nowhere.",
      example: "y = 2 * alpha",
      inWords: "y = 2 * alpha, and the gradient of alhpa",
      given: { values: { alpha: 1 }, gradient: "alhpa" },
    },
    (name: string, _near: string) => `\`${name}\` is not a name in this program.`,
    (_name, near) => (near === "" ? "Ask for a name of the program." : didYouMean(near)),
  ),
  domain: warning(
    { means: "An operation has no value for these numbers.", example: "x = -1\ny = log(x)" },
    (words: string) => words,
  ),
  kink: warning(
    { means: "There is no single slope here, so a convention holds.", example: "x = 0\ny = relu(x)" },
    (words: string) => words,
  ),
  overflow: warning(
    {
      means: "A value is beyond the largest number there is, about 1.8·10³⁰⁸.",
      example: "x = 1000\ny = exp(x)",
    },
    (name: string) => `${name} is too large for a number of this machine, so it became ∞.`,
  ),
  "not-a-number": warning(
    {
      means: "Something infinite was calculated with in a way that has no answer.",
      example: "y = a - b",
      inWords: "y = a - b, where a and b are ∞",
      given: { values: { a: Number.POSITIVE_INFINITY, b: Number.POSITIVE_INFINITY } },
    },
    (name: string) =>
      `${name} has no value: ∞ came into it in a way that has no answer, such as ∞ − ∞ or 0 · ∞.`,
  ),
  "infinite-slope": warning(
    { means: "The tangent is vertical here.", example: "x = 0\ny = sqrt(x)" },
    (edge: string) => `${edge} is infinite here: the tangent is vertical.`,
  ),
  "undefined-slope": warning(
    { means: "There is a value here, but no slope.", example: "n = 3\ny = (-2)^n" },
    (edge: string) => `${edge} does not exist here.`,
  ),
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

/** All diagnostics with what explains them, in the order of the catalogue. */
export function messageHelp(): readonly (Explanation & {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
})[] {
  const rules = Object.entries<Explanation & { readonly severity: Severity }>(DIAGNOSTICS);
  return rules.map(([code, rule]) => ({ ...rule, code: code as DiagnosticCode }));
}
