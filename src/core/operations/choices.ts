import type { Operation } from "./operation.ts";
import { CALCULUS, PYTORCH } from "./sources.ts";

/** Operands as large as the largest share the gradient evenly. */
function shareOfTie(operands: readonly number[], place: number): number {
  const largest = Math.max(...operands);
  if (Number.isNaN(largest)) return Number.NaN;
  return operands[place] === largest ? 1 / operands.filter((operand) => operand === largest).length : 0;
}

/** What looks at signs and sizes: here are the kinks, ties and jumps. */
export const choices = {
  abs: {
    names: ["abs"],
    notation: { kind: "bars" },
    operands: ["x"],
    doc: "The size of a number, without its sign.",
    source: CALCULUS,
    value: (x) => Math.abs(x),
    derivatives: [
      {
        rule: [
          { where: "x > 0", slope: "1" },
          { where: "x < 0", slope: "-1" },
        ],
        conventions: [{ where: "x = 0", kind: "kink", slope: 0, source: PYTORCH, anyBetween: [-1, 1] }],
      },
    ],
    definition: "max(x, -x)",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "passes the gradient on, with the operand's sign",
  },
  sign: {
    names: ["sign"],
    notation: { kind: "call", tex: "\\mathrm{sign}", glyphs: "sign" },
    operands: ["x"],
    doc: "−1, 0 or 1: the sign of a number.",
    source: CALCULUS,
    value: (x) => Math.sign(x),
    derivatives: [{ rule: "0", conventions: [{ where: "x = 0", kind: "jump", slope: 0, source: PYTORCH }] }],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "passes no gradient on: it is flat",
  },
  step: {
    names: ["step"],
    notation: { kind: "call", tex: "\\mathrm{step}", glyphs: "step" },
    operands: ["x"],
    doc: "1 where x is positive, otherwise 0.",
    source: CALCULUS,
    // The sign's NaN stays NaN.
    value: (x) => (Math.sign(x) + Math.abs(Math.sign(x))) / 2,
    derivatives: [
      { rule: "0", conventions: [{ where: "x = 0", kind: "jump", slope: 0, source: "as for the sign" }] },
    ],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "passes no gradient on: it is flat",
  },
  max: {
    names: ["max"],
    notation: { kind: "call", tex: "\\max", glyphs: "max" },
    operands: ["a", "b"],
    doc: "The largest of its operands.",
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
    many: { value: (operands) => Math.max(...operands), factor: shareOfTie },
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "routes the whole gradient to the largest operand",
  },
  min: {
    names: ["min"],
    notation: { kind: "call", tex: "\\min", glyphs: "min" },
    operands: ["a", "b"],
    doc: "The smallest of its operands.",
    source: "Boyd & Vandenberghe, Subgradients, §3.4",
    value: (a, b) => Math.min(a, b),
    derivatives: [
      {
        rule: [
          { where: "a < b", slope: "1" },
          { where: "a > b", slope: "0" },
        ],
        conventions: [{ where: "a = b", kind: "tie", slope: 0.5, source: PYTORCH, anyBetween: [0, 1] }],
      },
      {
        rule: [
          { where: "b < a", slope: "1" },
          { where: "b > a", slope: "0" },
        ],
        conventions: [{ where: "a = b", kind: "tie", slope: 0.5, source: PYTORCH, anyBetween: [0, 1] }],
      },
    ],
    many: {
      value: (operands) => Math.min(...operands),
      factor: (operands, place) =>
        shareOfTie(
          operands.map((x) => -x),
          place,
        ),
    },
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "routes the whole gradient to the smallest operand",
  },
} as const satisfies Record<string, Operation>;
