import { erf, logistic, normalShare } from "./kernels.ts";
import type { Operation } from "./operation.ts";
import { ERROR_FUNCTION, PYTORCH } from "./sources.ts";

/** What neurons are made of. */
export const activations = {
  sigmoid: {
    names: ["sigmoid"],
    notation: { kind: "call", tex: "\\sigma", glyphs: "σ" },
    operands: ["x"],
    doc: "The logistic function: an S-shaped curve from 0 to 1.",
    source: "Bishop, Pattern Recognition and Machine Learning, eq. 4.88",
    value: (x) => logistic(x),
    derivatives: [
      {
        rule: "y * (1 - y)",
        stable: { factor: (x) => logistic(x) * logistic(-x), because: "1 − y cancels once y is near 1" },
      },
    ],
    definition: "1 / (1 + exp(-x))",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-6, 6],
    role: "passes on at most a quarter of the gradient",
    steepest: 0.25,
  },
  softplus: {
    names: ["softplus"],
    notation: { kind: "call", tex: "\\mathrm{softplus}", glyphs: "softplus" },
    operands: ["x"],
    doc: "A smooth rectifier: log(1 + eˣ).",
    source: "Dugas et al., Incorporating Second-Order Functional Knowledge, 2001",
    value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    derivatives: [{ rule: "sigmoid(x)" }],
    definition: "log(1 + exp(x))",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-4, 4],
    role: "scales the gradient by the sigmoid",
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
  leaky_relu: {
    names: ["leaky_relu"],
    notation: { kind: "call", tex: "\\mathrm{leaky\\_relu}", glyphs: "leaky_relu" },
    operands: ["x", "a"],
    doc: "x where it is positive, otherwise a small share a of it.",
    source: "Maas, Hannun & Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models, 2013",
    value: (x, a) => (x > 0 ? x : a * x),
    derivatives: [
      {
        rule: [
          { where: "x > 0", slope: "1" },
          { where: "x < 0", slope: "a" },
        ],
        conventions: [{ where: "x = 0", kind: "kink", slope: "a", source: PYTORCH, anyBetween: ["a", 1] }],
      },
      {
        rule: [
          { where: "x > 0", slope: "0" },
          { where: "x ≤ 0", slope: "x" },
        ],
      },
    ],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "lets the gradient through, or a share of it",
  },
  elu: {
    names: ["elu"],
    notation: { kind: "call", tex: "\\mathrm{elu}", glyphs: "elu" },
    operands: ["x"],
    doc: "x where it is positive, otherwise eˣ − 1.",
    source: "Clevert, Unterthiner & Hochreiter, Exponential Linear Units, 2016",
    value: (x) => (x > 0 ? x : Math.expm1(x)),
    derivatives: [
      {
        rule: [
          { where: "x > 0", slope: "1" },
          { where: "x ≤ 0", slope: "exp(x)" },
        ],
      },
    ],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "lets the gradient through, and fades it out where x is negative",
  },
  gelu: {
    names: ["gelu"],
    notation: { kind: "call", tex: "\\mathrm{gelu}", glyphs: "gelu" },
    operands: ["x"],
    doc: "x times the share of a normal distribution below x.",
    source: "Hendrycks & Gimpel, Gaussian Error Linear Units, 2016",
    value: (x) => (x === -Infinity ? 0 : x * normalShare(x)),
    derivatives: [
      {
        rule: "(1 + erf(x / sqrt(2))) / 2 + x * exp(-x^2 / 2) / sqrt(2 * pi)",
        stable: {
          factor: (x) =>
            normalShare(x) + (Math.abs(x) > 40 ? 0 : (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)),
          because: "1 + erf cancels for negative x",
        },
      },
    ],
    definition: "x * (1 + erf(x / sqrt(2))) / 2",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-4, 4],
    role: "lets the gradient through where x is large, and hardly where it is small",
  },
  silu: {
    names: ["silu", "swish"],
    notation: { kind: "call", tex: "\\mathrm{silu}", glyphs: "silu" },
    operands: ["x"],
    doc: "x times its sigmoid.",
    source: "Ramachandran, Zoph & Le, Searching for Activation Functions, 2017",
    value: (x) => (x === -Infinity ? 0 : x * logistic(x)),
    derivatives: [
      {
        rule: "sigmoid(x) * (1 + x * (1 - sigmoid(x)))",
        stable: {
          factor: (x) => logistic(x) + (Math.abs(x) > 800 ? 0 : x * logistic(x) * logistic(-x)),
          because: "1 − σ cancels for large x",
        },
      },
    ],
    definition: "x * sigmoid(x)",
    exclusions: [],
    shape: "elementwise",
    plotRange: [-5, 5],
    role: "lets the gradient through where x is large, and hardly where it is small",
  },
  erf: {
    names: ["erf"],
    notation: { kind: "call", tex: "\\mathrm{erf}", glyphs: "erf" },
    operands: ["x"],
    doc: "The error function: the share of a normal distribution between ±x·√2.",
    source: ERROR_FUNCTION,
    value: (x) => erf(x),
    derivatives: [{ rule: "2 * exp(-x^2) / sqrt(pi)" }],
    definition: null,
    exclusions: [],
    shape: "elementwise",
    plotRange: [-3, 3],
    role: "lets the gradient through near 0 and holds it back far out",
    steepest: 2 / Math.sqrt(Math.PI),
  },
} as const satisfies Record<string, Operation>;
