import { DIAGNOSTICS, type DiagnosticCode, type Severity } from "./diagnostics.ts";

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

/** Apart from the words themselves: these are needed only where somebody reads about them. */
const EXPLANATIONS: Readonly<Record<DiagnosticCode, Explanation>> = {
  "empty-program": { means: "There is nothing to draw.", example: "# only a remark" },
  "unknown-character": { means: "A character is no part of the language.", example: "y = x $ 2" },
  "missing-operand": {
    means: "An operator, a comma or an equals sign has nothing to work on.",
    example: "y = 2 * x +",
  },
  "missing-operator": {
    means: "A number stands right behind an operand, with no operator between them.",
    example: "y = x 2",
  },
  "missing-line-break": {
    means: "Two statements stand on one line with nothing between them.",
    example: "a = x b = a",
  },
  "unclosed-bracket": { means: "A bracket is opened and never closed.", example: "y = 2 * (a + b" },
  "stray-bracket": { means: "A bracket is closed that was never opened.", example: "y = (a + b)) * 2" },
  "mismatched-bracket": { means: "A bracket is closed by one of the other kind.", example: "y = [1, 2)" },
  "stray-comma": {
    means: "A comma stands outside a function's operands and a list.",
    example: "y = 1,5 * x",
  },
  "list-after-operand": {
    means: "A list stands right behind an operand, with nothing between them.",
    example: "y = [[1, 2] [3, 4]]",
  },
  "stray-colon": { means: "A colon stands outside the places of an entry.", example: "y = x : 2" },
  "bad-place": { means: "The place of an entry is no whole number.", example: "y = x[k]" },
  "range-backwards": { means: "A range of places ends before it begins.", example: "y = x[3:1]" },
  "place-zero": { means: "An entry is counted from 0.", example: "y = x[0]" },
  "empty-brackets": { means: "Brackets have nothing in them.", example: "y = 2 * ()" },
  "bad-assignment": { means: "Something other than a name is assigned.", example: "x + 1 = 2" },
  "bad-parameter": {
    means: "A function is defined with something other than names in its brackets.",
    example: "f(2) = 4",
  },
  "repeated-parameter": {
    means: "Two parameters of a function have the same name.",
    example: "f(x, x) = 2x\nf(1, 2)",
  },
  import: { means: "Something is imported, as in Python.", example: "import torch\ny = relu(x)" },
  declaration: {
    means: "A word stands before a name to declare it, as in JavaScript or C.",
    example: "let y = 2 * x",
  },
  "python-function": {
    means: "A function is defined as in Python.",
    example: "def f(x):\n  return x^2\ny = f(3)",
  },
  return: { means: "A value is returned, as in Python.", example: "y = 2 * x\nreturn y" },
  "control-flow": { means: "Something is repeated, or done in some cases only.", example: "if x: y = 2" },
  comparison: { means: "Two things are compared.", example: "y == 2 * x" },
  "augmented-assignment": { means: "A name is changed.", example: "x += 1" },
  command: { means: "A line commands another program.", example: "clear all\ny = 2 * x" },
  "other-sign": { means: "A sign is written otherwise here.", example: "y := 2 * x" },
  "dotted-name": {
    means: "A function or the transpose is written with a point, as in Python.",
    example: "y = np.tanh(x)",
  },
  "wrapped-value": {
    means: "A number or a list is made into a tensor, which it is here by itself.",
    example: "x = torch.tensor([1, 2])",
  },
  "power-of-function": {
    means: "A power stands between a function's name and its brackets, as on paper.",
    example: "y = sin^2(x)",
  },
  "no-settings": {
    means: "A function is told how to calculate, as in Python: along which axis, for example.",
    example: "y = sum(x, axis=0)",
  },
  "text-too-long": {
    means: "The text is longer than the page can follow while it is typed.",
    example: "x".repeat(200_001),
    inWords: "200 001 characters",
  },
  "step-without-loop": {
    means: "A step is assigned, and no loop says which there are.",
    example: "h[t] = w*h[t-1]",
  },
  "loop-without-bounds": {
    means: "A loop does not say its first or its last step.",
    example: "h[t] = w*h[t-1] for t = 1",
  },
  "bad-bound": {
    means: "A loop's first or last step is not written as a whole number.",
    example: "h[t] = w*h[t-1] for t = 1..n",
  },
  "loop-backwards": {
    means: "A loop's last step comes before its first.",
    example: "h[t] = w*h[t-1] for t = 3..1",
  },
  "loop-too-long": {
    means: "A loop has more steps than anyone would look at.",
    example: "h[t] = h[t-1] + 1 for t = 1..99999",
  },
  "other-index": {
    means: "A loop counts another name than its statement has in brackets.",
    example: "h[t] = w for k = 1..3",
  },
  "behind-loop": {
    means: "Something stands behind a loop's last step.",
    example: "h[t] = w for t = 1..3 * 2",
  },
  "nested-loop": { means: "A loop has a loop behind it.", example: "h[t] = w for t = 1..3 for s = 1..2" },
  "loop-without-step": {
    means: "What a loop repeats is no statement `name[t] = …`.",
    example: "y = w*x for t = 1..3",
  },
  "loop-in-function": { means: "A function has a loop in it.", example: "f(x) = 2x for t = 1..3\nf(1)" },
  "loop-first": { means: "A loop stands before what it repeats.", example: "for t in range(3):" },
  "bad-step": {
    means: "A place in a loop is something other than its index, or that with a whole number added.",
    example: "h[t] = x[2t] for t = 1..3",
  },
  "step-before-start": {
    means: "A step goes back behind the start.",
    example: "h[t] = h[t-2] for t = 1..3",
  },
  "step-not-yet": {
    means: "A step needs one that is not calculated yet.",
    example: "h[t] = h[t+1] for t = 1..3",
  },
  "no-such-step": {
    means: "A step is used that the loop does not have.",
    example: "h[t] = h[t-1]^2 for t = 1..3\ny = h[4]",
  },
  "step-name-taken": {
    means: "A step has the name of something else.",
    example: "h2 = 1\nh[t] = h[t-1]^2 for t = 1..3",
  },
  "loop-alone": {
    means: "The name of a loop stands without a step.",
    example: "h[t] = h[t-1]^2 for t = 1..3\ny = 2*h",
  },
  "stray-range": { means: "Two points stand outside of a loop's bounds.", example: "y = 1..3" },
  "unknown-function": {
    means: "A name with brackets behind it is no function of the language, and none defined above.",
    example: "y = sigmod(x)",
  },
  "function-without-operands": { means: "A function stands without brackets.", example: "y = sin + 1" },
  "wrong-operand-count": { means: "A function has too few operands, or too many.", example: "y = hypot(x)" },
  "reserved-name": { means: "The name of a function is assigned.", example: "max = 3" },
  "constant-assigned": { means: "A constant is assigned.", example: "pi = 3" },
  "recursive-function": { means: "A function calls itself.", example: "f(x) = x * f(x - 1)\nf(3)" },
  "too-deep": {
    means: "Functions call functions that call functions, too many times.",
    example: `f0(x) = x\n${Array.from({ length: 202 }, (_, n) => `f${n + 1}(x) = f${n}(x)\n`).join("")}f202(2)`,
    inWords: "f1(x) = f0(x), f2(x) = f1(x), …, f202(2)",
  },
  "no-output": { means: "Functions are defined, and none is called.", example: "f(x) = x^2" },
  "assigned-twice": { means: "A name is assigned a second time.", example: "a = 1\na = 2" },
  "defined-by-itself": { means: "A name is needed for its own value.", example: "x = x + 1" },
  "used-before-definition": {
    means: "A name is used above the line that defines it.",
    example: "a = b + 1\nb = 2",
  },
  "too-many-nodes": {
    means: "The graph would be larger than anyone could look at.",
    example: "-".repeat(20_001).concat("x"),
    inWords: "x with 20 001 minus signs before it",
  },
  "read-as": {
    means: "A product or a root without its sign or brackets can be read in two ways.",
    example: "y = 1/2x",
  },
  "prime-transposes": {
    means: "A prime may have been meant as a derivative, and is a transpose.",
    example: "y = f'(x)",
  },
  "role-of-no-input": {
    means: "A role is given to a name that is no input of the program.",
    example: "# data: t\ny = w*x",
  },
  "two-roles": { means: "A name is given a second role.", example: "# data: x\n# constants: x\ny = w*x" },
  "needs-tensors": { means: "A matrix product of two numbers.", example: "a = 2\nb = 3\ny = a @ b" },
  "single-number": {
    means: "A number stands where a vector or a matrix is needed.",
    example: "a = 2\ny = [1, 2] @ a",
  },
  "inner-sizes": {
    means: "Rows and columns of a matrix product do not meet.",
    example: "y = [[1, 2, 3]] @ [1, 2]",
  },
  "no-broadcast": { means: "Two shapes do not fit entry by entry.", example: "y = [1, 2] + [1, 2, 3]" },
  "not-a-vector": {
    means: "A number or a matrix stands where a vector is needed.",
    example: "y = dot([[1, 2]], [1, 2])",
  },
  "not-square": { means: "A matrix must have as many rows as columns here.", example: "y = trace([[1, 2]])" },
  "lengths-differ": {
    means: "Two vectors must be equally long here.",
    example: "y = dot([1, 2], [1, 2, 3])",
  },
  "rows-differ": { means: "A matrix has rows of different lengths.", example: "y = [[1, 2], [3]]" },
  "row-expected": { means: "A number stands among the rows of a matrix.", example: "y = [[1, 2], 3]" },
  "matrix-in-list": {
    means: "A matrix is joined to something end to end.",
    example: "A = [[1, 2]]\ny = [A, 1]",
  },
  "no-such-entry": { means: "A place is beyond the last entry.", example: "x = [1, 2]\ny = x[3]" },
  "wrong-place-count": {
    means: "An entry has too many places, or too few.",
    example: "W = [[1, 2]]\ny = W[1]",
  },
  "too-large": {
    means: "A vector or a matrix would have more than a million numbers.",
    example: `a = [${new Array(1001).fill(1)}]\nouter(a, a)`,
    inWords: "the outer product of two vectors of 1001",
  },
  "missing-value": {
    means: "The library is asked for a value, and a free name has none.",
    example: "y = 2 * x",
    inWords: "y = 2 * x, evaluated without x",
    given: {},
  },
  "bad-numbers": {
    means: "What was given for an input is neither a number, nor a vector, nor a matrix.",
    example: "y = 2 * x",
    inWords: "`y = 2 * x`, with `[]` given for x",
    given: { values: { x: [] } },
  },
  "seed-shape": {
    means: "The gradient placed on the output has another shape than the output.",
    example: "y = 2 * x",
    inWords: "`y = 2 * x`, with the seed `[1, 1]`",
    given: { values: { x: 1 }, gradient: "x", seed: [1, 1] },
  },
  "cannot-fold": {
    means: "Some operations are to be shown as one node, and cannot be.",
    example: "q = x + y\nf = q * z\ng = f + q",
    inWords: "`g = f + q`, with `q` and `f` as one",
    given: { fold: ["q", "f"] },
  },
  "direction-shape": {
    means: "The direction in which an input is moved has another shape than the input.",
    example: "y = 2 * x",
    inWords: "`y = 2 * x`, with the direction `[1, 1]`",
    given: { values: { x: 1 }, tangent: "x", direction: [1, 1] },
  },
  "unknown-name": {
    means: "The library is asked for a gradient with respect to a name that is nowhere.",
    example: "y = 2 * alpha",
    inWords: "y = 2 * alpha, and the gradient of alhpa",
    given: { values: { alpha: 1 }, gradient: "alhpa" },
  },
  domain: { means: "An operation has no value for these numbers.", example: "x = -1\ny = log(x)" },
  kink: { means: "There is no single slope here, so a convention holds.", example: "x = 0\ny = relu(x)" },
  overflow: {
    means: "A value is beyond the largest number there is, about 1.8·10³⁰⁸.",
    example: "x = 1000\ny = exp(x)",
  },
  "not-a-number": {
    means: "Something infinite was calculated with in a way that has no answer.",
    example: "y = a - b",
    inWords: "y = a - b, where a and b are ∞",
    given: { values: { a: Number.POSITIVE_INFINITY, b: Number.POSITIVE_INFINITY } },
  },
  "infinite-slope": { means: "The tangent is vertical here.", example: "x = 0\ny = sqrt(x)" },
  "undefined-slope": { means: "There is a value here, but no slope.", example: "n = 3\ny = (-2)^n" },
};

/** All diagnostics with what explains them, in the order of the catalogue. */
export function messageHelp(): readonly (Explanation & {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
})[] {
  const rules = Object.entries<{ readonly severity: Severity }>(DIAGNOSTICS);
  return rules.map(([name, { severity }]) => {
    const code = name as DiagnosticCode;
    return { ...EXPLANATIONS[code], code, severity };
  });
}
