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
  /**
   * What is given to the example, for what a text alone does not provoke: its values, the name whose gradient is asked for
   * with its seed, and the name whose tangents are asked for with its direction.
   */
  readonly given?: {
    readonly values?: Readonly<Record<string, number | number[]>>;
    readonly gradient?: string;
    readonly seed?: readonly number[];
    /** What is to be shown as one node. */
    readonly fold?: readonly string[];
    readonly tangent?: string;
    readonly direction?: readonly number[];
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

/** What somebody probably meant by a character that other languages have. */
const MEANT: Readonly<Record<string, string>> = {
  "`.`": "Functions stand alone: `dot(W, x)`, and the transpose is written `W'`.",
  "`<`": "Nothing is compared here; for cases there are `max`, `min`, `relu` and `abs`.",
  "`>`": "Nothing is compared here; for cases there are `max`, `min`, `relu` and `abs`.",
  "`|`": "The size of `x` is written `abs(x)`, the length of a vector `norm(x)`.",
};

/** The same for functions of other languages. */
const MEANT_FUNCTIONS: Readonly<Record<string, string>> = {
  print: "Every value is seen in the graph: leave it out.",
  array: "A vector is written `[1, 2]`, a matrix `[[1, 2], [3, 4]]`.",
  tensor: "A vector is written `[1, 2]`, a matrix `[[1, 2], [3, 4]]`.",
  matmul: "The product of matrices is written `A @ B`.",
};

/** What is used instead of each word that branches or repeats. */
const insteadOf = (word: string): string => {
  if (word === "for" || word === "while")
    return "What is repeated is a loop in one line: `h[t] = 2 * h[t-1] for t = 1..3`.";
  return "For cases there are `max`, `min`, `relu` and `abs`; for an input that is on or off, multiply by 1 or 0.";
};

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
    (character) => MEANT[character] ?? "Remove it; remarks begin with `#`.",
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
    (open: string, _close: string) => `This \`${open}\` is never closed.`,
    (_open, close) => `Add \`${close}\`.`,
  ),
  "stray-bracket": error(
    { means: "A bracket is closed that was never opened.", example: "y = (a + b)) * 2" },
    (close: string) => `This \`${close}\` closes nothing.`,
    () => "Remove it, or open a bracket before it.",
  ),
  "mismatched-bracket": error(
    { means: "A bracket is closed by one of the other kind.", example: "y = [1, 2)" },
    (open: string, _close: string, found: string) => `This \`${found}\` cannot close a \`${open}\`.`,
    (_open, close) => `Write \`${close}\`.`,
  ),
  "stray-comma": error(
    { means: "A comma stands outside a function's operands and a list.", example: "y = 1,5 * x" },
    () => "A comma stands only between the operands of a function and the entries of a list.",
    () => "Remove it; decimals are written with a point: `1.5`.",
  ),
  "list-after-operand": error(
    {
      means: "A list stands right behind an operand, with nothing between them.",
      example: "y = [[1, 2] [3, 4]]",
    },
    () => "A list cannot follow directly here.",
    () => "Put a comma or an operator before it; the place of an entry, `x[2]`, stands close to its name.",
  ),
  "stray-colon": error(
    { means: "A colon stands outside the places of an entry.", example: "y = x : 2" },
    () => "A colon stands only among the places of entries.",
    () =>
      "Write `W[1,:]` for the first row, `W[:,1]` for the first column, `x[1:2]` for the first two entries.",
  ),
  "bad-place": error(
    { means: "The place of an entry is no whole number.", example: "y = x[k]" },
    (found: string) =>
      `The place of an entry is a whole number, a range from one to another, or \`:\` for all of them, not ${found}.`,
    () => "Write `x[1]`, `x[1:2]`, `W[1,2]` or `W[1,:]`.",
  ),
  "range-backwards": error(
    { means: "A range of places ends before it begins.", example: "y = x[3:1]" },
    (first: string, last: string) => `The range \`${first}:${last}\` ends before it begins.`,
    (first, last) => `Write the smaller place first: \`${last}:${first}\`.`,
  ),
  "place-zero": error(
    { means: "An entry is counted from 0.", example: "y = x[0]" },
    () => "Places are counted from 1, as in mathematics: there is no entry 0.",
    () => "The first entry is `x[1]`.",
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

  // Brought along from other languages
  import: error(
    { means: "Something is imported, as in Python.", example: "import torch\ny = relu(x)" },
    () => "Nothing needs to be imported here.",
    () => "Leave the line out: functions are called by their own names, such as `relu(x)`.",
  ),
  declaration: error(
    { means: "A word stands before a name to declare it, as in JavaScript or C.", example: "let y = 2 * x" },
    (word: string, _name: string) => `Names need no \`${word}\` here.`,
    (_word, name) => `Write \`${name} = …\`.`,
  ),
  "python-function": error(
    { means: "A function is defined as in Python.", example: "def f(x):\n  return x^2\ny = f(3)" },
    (word: string, _written: string) => `A function is defined without \`${word}\` here.`,
    (_word, written) => `Write \`${written} = …\`.`,
  ),
  return: error(
    { means: "A value is returned, as in Python.", example: "y = 2 * x\nreturn y" },
    () => "Nothing is returned here: the last statement is the output.",
    () => "Leave `return` out.",
  ),
  "control-flow": error(
    { means: "Something is repeated, or done in some cases only.", example: "if x: y = 2" },
    (word: string) => `There is no \`${word}\` here: a graph has the same operations for all numbers.`,
    insteadOf,
  ),
  comparison: error(
    { means: "Two things are compared.", example: "y == 2 * x" },
    () => "`==` compares, and nothing is compared here.",
    () => "To give a name a value, write a single `=`.",
  ),
  "augmented-assignment": error(
    { means: "A name is changed.", example: "x += 1" },
    (sign: string, name: string, _operator: string) =>
      `\`${sign}\` would change \`${name}\`, but each name is assigned once.`,
    (_sign, name, operator) =>
      `Give the new value a name of its own, such as \`${name}_new = ${name} ${operator} …\`.`,
  ),
  "dotted-name": error(
    {
      means: "A function or the transpose is written with a point, as in Python.",
      example: "y = np.tanh(x)",
    },
    (written: string, meant: string) => `\`${written}\` is written \`${meant}\` here.`,
    () => "Functions stand alone, with their operands in brackets; the transpose is `A'`.",
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

  // Loops
  "step-without-loop": error(
    { means: "A step is assigned, and no loop says which there are.", example: "h[t] = w*h[t-1]" },
    (_index: string) => "Nothing says which steps there are.",
    (index: string) => `Add \`for ${index} = 1..3\` behind it.`,
  ),
  "loop-without-bounds": error(
    {
      means: "A loop does not say its first or its last step.",
      example: "h[t] = w*h[t-1] for t = 1",
    },
    (_index: string) => "A loop needs its first and its last step, with two points between them.",
    (index: string) => `Write \`for ${index} = 1..3\`.`,
  ),
  "bad-bound": error(
    {
      means: "A loop's first or last step is not written as a whole number.",
      example: "h[t] = w*h[t-1] for t = 1..n",
    },
    (found: string) => `The first and the last step are whole numbers, not \`${found}\`.`,
    () => "Write the numbers themselves, as in `1..3`: they say how large the graph is.",
  ),
  "loop-backwards": error(
    { means: "A loop's last step comes before its first.", example: "h[t] = w*h[t-1] for t = 3..1" },
    (first: string, last: string) => `From ${first} to ${last} there are no steps.`,
    (first, last) => `Write \`${last}..${first}\`.`,
  ),
  "loop-too-long": error(
    {
      means: "A loop has more steps than anyone would look at.",
      example: "h[t] = h[t-1] + 1 for t = 1..99999",
    },
    (what: string) => `Written out, the loop would have more than ${what}.`,
    () => "Take fewer steps.",
  ),
  "other-index": error(
    {
      means: "A loop counts another name than its statement has in brackets.",
      example: "h[t] = w for k = 1..3",
    },
    (found: string, index: string) => `The steps are counted by \`${index}\`, not by \`${found}\`.`,
    (_found, index) => `Write \`for ${index} = …\`.`,
  ),
  "behind-loop": error(
    { means: "Something stands behind a loop's last step.", example: "h[t] = w for t = 1..3 * 2" },
    (found: string) => `A loop ends with its last step: \`${found}\` cannot follow.`,
    () => "Begin a new line there, or write the last step as one number.",
  ),
  "nested-loop": error(
    { means: "A loop has a loop behind it.", example: "h[t] = w for t = 1..3 for s = 1..2" },
    () => "A loop cannot be repeated by another.",
    () => "Write one loop a line; one may use the steps of another.",
  ),
  "loop-without-step": error(
    { means: "What a loop repeats is no statement `name[t] = …`.", example: "y = w*x for t = 1..3" },
    () => "A loop repeats a whole statement, and each step gets a name of its own.",
    () => "Write `y[t] = … for t = 1..3`; a sum is written `y1 + y2 + y3`.",
  ),
  "loop-in-function": error(
    { means: "A function has a loop in it.", example: "f(x) = 2x for t = 1..3\nf(1)" },
    () => "A function has one expression, and no steps.",
    () => "Call it in a loop: `y[t] = f(y[t-1]) for t = 1..3`.",
  ),
  "loop-first": error(
    { means: "A loop stands before what it repeats.", example: "for t in range(3):" },
    (_index: string) => "A loop stands behind what it repeats.",
    (index: string) => `Write \`h[${index}] = … for ${index} = 1..3\`.`,
  ),
  "bad-step": error(
    {
      means: "A place in a loop is something other than its index, or that with a whole number added.",
      example: "h[t] = x[2t] for t = 1..3",
    },
    (_index: string) => "A place in a loop is a whole number, or the index with one added or subtracted.",
    (index) => `Write \`${index}\`, \`${index}-1\` or \`${index}+1\`.`,
  ),
  "step-before-start": error(
    {
      means: "A step goes back behind the start.",
      example: "h[t] = h[t-2] for t = 1..3",
    },
    (name: string, step: string, first: string) =>
      `This would be \`${name}[${step}]\`, and nothing comes before \`${first}\`.`,
    () => "Begin the loop with a later step.",
  ),
  "step-not-yet": error(
    { means: "A step needs one that is not calculated yet.", example: "h[t] = h[t+1] for t = 1..3" },
    (name: string, step: string, now: string, _index: string) =>
      `At ${now}, \`${name}[${step}]\` is not calculated yet.`,
    (name, _step, _now, index) => `A step uses earlier ones, such as \`${name}[${index}-1]\`.`,
  ),
  "no-such-step": error(
    {
      means: "A step is used that the loop does not have.",
      example: "h[t] = h[t-1]^2 for t = 1..3\ny = h[4]",
    },
    (name: string, step: string, last: string) =>
      `There is no \`${name}[${step}]\`: the last step is \`${name}[${last}]\`.`,
    () => "Use an earlier step, or let the loop go further.",
  ),
  "step-name-taken": error(
    { means: "A step has the name of something else.", example: "h2 = 1\nh[t] = h[t-1]^2 for t = 1..3" },
    (name: string, loop: string) =>
      name === loop
        ? `\`${name}\` is assigned, and a loop has that name too.`
        : `\`${name}\` is assigned twice: once as a step of \`${loop}\`.`,
    () => "Choose another name for one of them.",
  ),
  "loop-alone": error(
    { means: "The name of a loop stands without a step.", example: "h[t] = h[t-1]^2 for t = 1..3\ny = 2*h" },
    (name: string, _last: string) => `\`${name}\` is a loop: which of its steps is meant?`,
    (name, last) => `The last one is \`${name}[${last}]\`.`,
  ),
  "stray-range": error(
    { means: "Two points stand outside of a loop's bounds.", example: "y = 1..3" },
    () => "Two points stand only between the first and the last step of a loop.",
    () => "Write `h[t] = … for t = 1..3`.",
  ),

  // Names and functions
  "unknown-function": error(
    {
      means: "A name with brackets behind it is no function of the language, and none defined above.",
      example: "y = sigmod(x)",
    },
    (name: string, _near: string, _argument: string) => `\`${name}\` is not a function here.`,
    (name, near, argument) => {
      if (Object.hasOwn(MEANT_FUNCTIONS, name)) return MEANT_FUNCTIONS[name] ?? "";
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
    { means: "A function has too few operands, or too many.", example: "y = hypot(x)" },
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

  "role-of-no-input": info(
    {
      means: "A role is given to a name that is no input of the program.",
      example: "# data: t\ny = w*x",
    },
    (name: string, _near: string) => `\`${name}\` is not an input of this program, so it has no role.`,
    (_name, near) =>
      near === "" ? "Inputs are names never assigned, or assigned a number or a list." : didYouMean(near),
  ),
  "two-roles": info(
    { means: "A name is given a second role.", example: "# data: x\n# constants: x\ny = w*x" },
    (name: string, role: string) => `\`${name}\` is ${role} already.`,
    () => "Each input has one role, and the first one holds.",
  ),

  // Shapes
  "needs-tensors": error(
    { means: "A matrix product of two numbers.", example: "a = 2\nb = 3\ny = a @ b" },
    (name: string, left: string, right: string) =>
      `\`${name}\` multiplies vectors and matrices; \`${left}\` and \`${right}\` are single numbers.`,
    (_name, left, right) => `For numbers, write \`${left} * ${right}\`.`,
  ),
  "single-number": error(
    { means: "A number stands where a vector or a matrix is needed.", example: "a = 2\ny = [1, 2] @ a" },
    (name: string, operand: string) =>
      `\`${name}\` is of vectors and matrices; \`${operand}\` is a single number.`,
    (name, operand) =>
      name === "@"
        ? `To multiply every entry by \`${operand}\`, write \`*\`.`
        : `Give \`${operand}\` several entries, such as \`[1, 2]\`.`,
  ),
  "inner-sizes": error(
    { means: "Rows and columns of a matrix product do not meet.", example: "y = [[1, 2, 3]] @ [1, 2]" },
    (name: string, leftShape: string, rightShape: string, left: string, right: string, _fit: string) =>
      `${leftShape} ${name} ${rightShape}: the inner sizes ${left} and ${right} differ.`,
    (_name, _leftShape, _rightShape, _left, _right, fit) =>
      fit === "" ? "The columns on the left must be as many as the rows on the right." : didYouMean(fit),
  ),
  "no-broadcast": error(
    { means: "Two shapes do not fit entry by entry.", example: "y = [1, 2] + [1, 2, 3]" },
    (_operator: string, left: string, leftShape: string, right: string, rightShape: string) =>
      `\`${left}\` is ${leftShape} and \`${right}\` is ${rightShape}: they do not fit entry by entry.`,
    (operator) => `For ${operator}, sizes must be equal, or one of them 1.`,
  ),
  "not-a-vector": error(
    { means: "A number or a matrix stands where a vector is needed.", example: "y = dot([[1, 2]], [1, 2])" },
    (name: string, operand: string, shape: string) =>
      `\`${name}\` is of vectors; \`${operand}\` is ${shape}.`,
    () => "For matrices, there is `@`; a row of one is written `W[1,:]`.",
  ),
  "not-square": error(
    { means: "A matrix must have as many rows as columns here.", example: "y = trace([[1, 2]])" },
    (name: string, operand: string, shape: string) =>
      `\`${name}\` is of square matrices; \`${operand}\` is ${shape}.`,
    () => "It needs as many rows as columns.",
  ),
  "lengths-differ": error(
    { means: "Two vectors must be equally long here.", example: "y = dot([1, 2], [1, 2, 3])" },
    (name: string, left: string, leftLength: string, right: string, rightLength: string) =>
      `\`${name}\` needs vectors of one length: \`${left}\` has ${leftLength} entries and \`${right}\` ${rightLength}.`,
    () => "Give both as many entries.",
  ),
  "rows-differ": error(
    { means: "A matrix has rows of different lengths.", example: "y = [[1, 2], [3]]" },
    (first: string, other: string) =>
      `The rows of a matrix are equally long; here one has ${first} and one ${other}.`,
    () => "Give every row as many entries.",
  ),
  "row-expected": error(
    { means: "A number stands among the rows of a matrix.", example: "y = [[1, 2], 3]" },
    (found: string) => `Rows stand only beside rows; \`${found}\` is none.`,
    (found) => `As a row of its own, write \`[${found}]\`.`,
  ),
  "matrix-in-list": error(
    { means: "A matrix is joined to something end to end.", example: "A = [[1, 2]]\ny = [A, 1]" },
    (found: string, shape: string) =>
      `Only numbers and vectors can be joined end to end; \`${found}\` is ${shape}.`,
    (found) => `A row of it is \`${found}[1,:]\`.`,
  ),
  "no-such-entry": error(
    { means: "A place is beyond the last entry.", example: "x = [1, 2]\ny = x[3]" },
    (operand: string, shape: string, place: string) =>
      `\`${operand}\` is ${shape}: there is no entry ${place}.`,
    () => "Places are counted from 1.",
  ),
  "wrong-place-count": error(
    { means: "An entry has too many places, or too few.", example: "W = [[1, 2]]\ny = W[1]" },
    (operand: string, shape: string, wanted: string) =>
      `\`${operand}\` is ${shape}: its entries have ${wanted}.`,
    (operand, _shape, wanted) =>
      wanted.startsWith("one")
        ? `Write \`${operand}[1]\`.`
        : `Write \`${operand}[1,2]\` or \`${operand}[1,:]\`.`,
  ),
  "too-large": error(
    {
      means: "A vector or a matrix would have more than a million numbers.",
      example: `a = [${new Array(1001).fill(1)}]\nouter(a, a)`,
      inWords: "the outer product of two vectors of 1001",
    },
    (what: string, shape: string) => `${what} would be ${shape}, more than 1 000 000 numbers: too large.`,
    () => "Take less of it at a time.",
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
  "bad-numbers": error(
    {
      means: "What was given for an input is neither a number, nor a vector, nor a matrix.",
      example: "y = 2 * x",
      inWords: "`y = 2 * x`, with `[]` given for x",
      given: { values: { x: [] } },
    },
    (name: string) =>
      `What was given for \`${name}\` is neither a number, nor a vector, nor a matrix by rows.`,
    () => "Rows must be equally long, and lists not empty.",
  ),
  "seed-shape": error(
    {
      means: "The gradient placed on the output has another shape than the output.",
      example: "y = 2 * x",
      inWords: "`y = 2 * x`, with the seed `[1, 1]`",
      given: { values: { x: 1 }, gradient: "x", seed: [1, 1] },
    },
    (wanted: string, got: string) => `A seed has the shape of the value, ${wanted}; this one is ${got}.`,
    () => "Give it as many entries as the value has.",
  ),
  "cannot-fold": error(
    {
      means: "Some operations are to be shown as one node, and cannot be.",
      example: "q = x + y\nf = q * z\ng = f + q",
      inWords: "`g = f + q`, with `q` and `f` as one",
      given: { fold: ["q", "f"] },
    },
    (what: string, why: string) => `${what} cannot be shown as one node: ${why}.`,
    () =>
      "Name a statement or a call of more than one operation, or operations of which only one is used by others.",
  ),
  "direction-shape": error(
    {
      means: "The direction in which an input is moved has another shape than the input.",
      example: "y = 2 * x",
      inWords: "`y = 2 * x`, with the direction `[1, 1]`",
      given: { values: { x: 1 }, tangent: "x", direction: [1, 1] },
    },
    (name: string, wanted: string, got: string) =>
      `A direction for \`${name}\` has its shape, ${wanted}; this one is ${got}.`,
    (name) => `Give it as many entries as \`${name}\` has.`,
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
