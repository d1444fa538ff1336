import type { Operation } from "./operation.ts";

const CALCULUS = "Abramowitz & Stegun, Handbook of Mathematical Functions, §3.3, §4.2–4.5";
const PYTORCH = "PyTorch's rule";

const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** Every operation, defined once. Parser, completion, help, formulas, factors and a test suite derive from it. */
const OPERATIONS = {
  add: {
    names: [],
    notation: { kind: "infix", operator: "+" },
    operands: ["a", "b"],
    doc: "The sum of two numbers.",
    source: CALCULUS,
    value: (a, b) => a + b,
    derivatives: [{ rule: "1" }, { rule: "1" }],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "copies the gradient to both operands",
  },
  subtract: {
    names: [],
    notation: { kind: "infix", operator: "-" },
    operands: ["a", "b"],
    doc: "The difference of two numbers.",
    source: CALCULUS,
    value: (a, b) => a - b,
    derivatives: [{ rule: "1" }, { rule: "-1" }],
    definition: "a + -b",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "copies the gradient to the first operand and its negative to the second",
  },
  multiply: {
    names: [],
    notation: { kind: "infix", operator: "*" },
    operands: ["a", "b"],
    doc: "The product of two numbers.",
    source: CALCULUS,
    value: (a, b) => a * b,
    derivatives: [{ rule: "b" }, { rule: "a" }],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "scales the gradient by the other operand",
  },
  divide: {
    names: [],
    notation: { kind: "infix", operator: "/" },
    operands: ["a", "b"],
    doc: "The quotient of two numbers.",
    source: CALCULUS,
    value: (a, b) => a / b,
    derivatives: [
      { rule: "1 / b" },
      {
        rule: "-(a / b^2)",
        stable: { factor: (_a, b, y) => -y / b, because: "b² overflows long before a/b does" },
      },
    ],
    definition: "a * b^-1",
    exclusions: [{ where: "b = 0", message: "Division by zero has no value." }],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "divides the gradient by the denominator; the denominator gets it with the opposite sign",
  },
  power: {
    names: [],
    notation: { kind: "infix", operator: "^" },
    operands: ["a", "b"],
    doc: "The first number raised to the second.",
    source: CALCULUS,
    // The language's own operator: unlike C's pow it says NaN for 1^∞, which only overflow can reach.
    value: (a, b) => a ** b,
    derivatives: [
      {
        rule: "b * a^(b - 1)",
        conventions: [
          {
            where: "b = 0",
            kind: "gap in the rule",
            slope: 0,
            source: "a⁰ is 1 for every a, so its slope is 0, at a = 0 too",
            anyBetween: null,
          },
        ],
      },
      {
        rule: "a^b * log(a)",
        conventions: [
          {
            where: "a = 0",
            kind: "gap in the rule",
            slope: 0,
            source: `0ᵇ is 0 for every b > 0; at b = 0 it jumps, and 0 is ${PYTORCH}`,
            anyBetween: null,
          },
        ],
        stable: {
          factor: (a, _b, y) => y * Math.log(a),
          because: "the output already holds aᵇ",
        },
      },
    ],
    definition: null,
    exclusions: [
      // Only what is not a number differs from itself: a negative base may also overflow, and that is something else.
      { where: "y ≠ y", message: "A negative number has no real power with a fraction for its exponent." },
      { where: "a = 0", message: "0 raised to a negative number is a division by zero." },
    ],
    shape: "elementwise",
    plotRange: [-2, 2],
    role: "scales the gradient by exponent · base^(exponent − 1)",
  },
  negate: {
    names: [],
    notation: { kind: "prefix", operator: "-" },
    operands: ["x"],
    doc: "The number with the opposite sign.",
    source: CALCULUS,
    value: (x) => -x,
    derivatives: [{ rule: "-1" }],
    definition: "-1 * x",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "turns the gradient's sign",
  },
  exp: {
    names: ["exp"],
    notation: { kind: "exponential" },
    operands: ["x"],
    doc: "Euler's number raised to x. It is its own derivative.",
    source: CALCULUS,
    value: (x) => Math.exp(x),
    derivatives: [
      { rule: "exp(x)", stable: { factor: (_x, _b, y) => y, because: "the output already holds it" } },
    ],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 2],
    role: "scales the gradient by its own output",
  },
  log: {
    names: ["log"],
    notation: { kind: "call", tex: "\\log", glyphs: "log" },
    operands: ["x"],
    doc: "The natural logarithm, to the base of Euler's number.",
    source: CALCULUS,
    value: (x) => Math.log(x),
    derivatives: [{ rule: "1 / x" }],
    definition: null,
    exclusions: [
      { where: "x < 0", message: "The logarithm of a negative number has no real value." },
      { where: "x = 0", message: "The logarithm falls to −∞ at 0." },
    ],
    shape: "elementwise",
    plotRange: [0.05, 4],
    role: "divides the gradient by its operand",
  },
  sin: {
    names: ["sin"],
    notation: { kind: "call", tex: "\\sin", glyphs: "sin" },
    operands: ["x"],
    doc: "The sine of an angle in radians.",
    source: CALCULUS,
    value: (x) => Math.sin(x),
    derivatives: [{ rule: "cos(x)" }],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-6.3, 6.3],
    role: "scales the gradient by the cosine",
  },
  cos: {
    names: ["cos"],
    notation: { kind: "call", tex: "\\cos", glyphs: "cos" },
    operands: ["x"],
    doc: "The cosine of an angle in radians.",
    source: CALCULUS,
    value: (x) => Math.cos(x),
    derivatives: [{ rule: "-sin(x)" }],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-6.3, 6.3],
    role: "scales the gradient by the negative sine",
  },
  tanh: {
    names: ["tanh"],
    notation: { kind: "call", tex: "\\tanh", glyphs: "tanh" },
    operands: ["x"],
    doc: "The hyperbolic tangent: an S-shaped curve from −1 to 1.",
    source: CALCULUS,
    value: (x) => Math.tanh(x),
    derivatives: [
      {
        rule: "1 - y^2",
        stable: { factor: (x) => Math.cosh(x) ** -2, because: "1 − y² cancels once y is near ±1" },
      },
    ],
    definition: "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "lets the gradient through near 0 and holds it back where it is flat",
  },
  sigmoid: {
    names: ["sigmoid"],
    notation: { kind: "call", tex: "\\sigma", glyphs: "σ" },
    operands: ["x"],
    doc: "The logistic function: an S-shaped curve from 0 to 1.",
    source: "Bishop, Pattern Recognition and Machine Learning, eq. 4.88",
    value: sigmoid,
    derivatives: [
      {
        rule: "y * (1 - y)",
        stable: { factor: (x) => sigmoid(x) * sigmoid(-x), because: "1 − y cancels once y is near 1" },
      },
    ],
    definition: "1 / (1 + exp(-x))",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-6, 6],
    role: "passes on at most a quarter of the gradient",
  },
  relu: {
    names: ["relu"],
    notation: { kind: "call", tex: "\\mathrm{relu}", glyphs: "relu" },
    operands: ["x"],
    doc: "The rectifier: x where it is positive, otherwise 0.",
    source: "Glorot, Bordes & Bengio, Deep Sparse Rectifier Neural Networks, 2011",
    value: (x) => Math.max(x, 0),
    derivatives: [
      {
        rule: [
          { where: "x > 0", slope: "1" },
          { where: "x < 0", slope: "0" },
        ],
        conventions: [{ where: "x = 0", kind: "kink", slope: 0, source: PYTORCH, anyBetween: [0, 1] }],
      },
    ],
    definition: "max(x, 0)",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "lets the gradient through or is off for this input",
  },
  max: {
    names: ["max"],
    notation: { kind: "call", tex: "\\max", glyphs: "max" },
    operands: ["a", "b"],
    doc: "The larger of two numbers.",
    source: "Boyd & Vandenberghe, Subgradients, §3.4",
    value: (a, b) => Math.max(a, b),
    derivatives: [
      {
        rule: [
          { where: "a > b", slope: "1" },
          { where: "a < b", slope: "0" },
        ],
        conventions: [{ where: "a = b", kind: "tie", slope: 0.5, source: PYTORCH, anyBetween: [0, 1] }],
      },
      {
        rule: [
          { where: "b > a", slope: "1" },
          { where: "b < a", slope: "0" },
        ],
        conventions: [{ where: "a = b", kind: "tie", slope: 0.5, source: PYTORCH, anyBetween: [0, 1] }],
      },
    ],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "routes the whole gradient to the larger operand",
  },
} as const satisfies Record<string, Operation>;

export type OperationKey = keyof typeof OPERATIONS;

/** The table with every entry seen as an {@link Operation}. */
export const operations: Readonly<Record<OperationKey, Operation>> = OPERATIONS;

export const operationKeys = Object.keys(OPERATIONS) as readonly OperationKey[];

const BY_NAME: ReadonlyMap<string, OperationKey> = new Map(
  operationKeys.flatMap((key) => operations[key].names.map((name) => [name, key] as const)),
);

const BY_OPERATOR: ReadonlyMap<string, OperationKey> = new Map(
  operationKeys.flatMap((key) => {
    const { notation } = operations[key];
    return notation.kind === "infix" ? [[notation.operator, key] as const] : [];
  }),
);

/** The operation that a program calls by `name`. */
export function operationNamed(name: string): OperationKey | undefined {
  return BY_NAME.get(name);
}

export function operationOfOperator(operator: string): OperationKey {
  const key = BY_OPERATOR.get(operator);
  if (key === undefined) throw new Error(`no operation is written ${operator}`);
  return key;
}

/** All names that a program can call, in the order of the table. */
export const functionNames: readonly string[] = [...BY_NAME.keys()];
