import { asMatrix, rowsOf, total, transposed } from "../tensor/kernels.ts";
import { matrixProduct } from "../tensor/product.ts";
import { filled, SCALAR, type Tensor } from "../tensor/tensor.ts";
import type { TensorOperation } from "./operation.ts";
import { offsetsOf } from "./pullback.ts";
import {
  dotShape,
  entryShape,
  joinedShape,
  outerShape,
  productShape,
  rowsShape,
  takenShape,
  traceShape,
} from "./shapes.ts";
import { MATRIX_COOKBOOK, NUMPY, PYTORCH } from "./sources.ts";

const single = (number: number): Tensor => filled(SCALAR, number);

/** An operand that is there, since arity is checked before. */
function operand(operands: readonly Tensor[], place: number): Tensor {
  const found = operands[place];
  if (found === undefined) throw new Error(`an operation lacks operand ${place}`);
  return found;
}

const upright = (name: string) => ({ kind: "call", tex: `\\mathrm{${name}}`, glyphs: name }) as const;

function product(operands: readonly Tensor[]): Tensor {
  return matrixProduct(operand(operands, 0), operand(operands, 1));
}

function joined(operands: readonly Tensor[]): Float64Array {
  const data = new Float64Array(operands.reduce((size, part) => size + part.data.length, 0));
  let offset = 0;
  for (const part of operands) {
    data.set(part.data, offset);
    offset += part.data.length;
  }
  return data;
}

/** The largest number, or NaN if one of them is. */
function largest(numbers: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  // Nothing exceeds NaN, so it stays once it is there.
  for (const number of numbers) most = Number.isNaN(number) || number > most ? number : most;
  return most;
}

function size({ data }: Tensor): number {
  // Scaled by the largest, so that no square overflows.
  const scale = largest(data.map(Math.abs));
  if (scale === 0 || !Number.isFinite(scale)) return scale;
  return scale * Math.sqrt(data.reduce((sum, entry) => sum + (entry / scale) ** 2, 0));
}

/** Makes a row's entries shares of 1, shifted by the largest so that nothing overflows. */
function softmaxRow(row: Float64Array): void {
  const most = largest(row);
  let sum = 0;
  for (let place = 0; place < row.length; place++) {
    const entry = row[place] ?? 0;
    const power = entry === most ? 1 : Math.exp(entry - most);
    row[place] = power;
    sum += power;
  }
  for (let place = 0; place < row.length; place++) row[place] = (row[place] ?? 0) / sum;
}

function logsumexpRow(row: Float64Array): number {
  const most = largest(row);
  if (!Number.isFinite(most)) return most;
  let sum = 0;
  for (const entry of row) sum += Math.exp(entry - most);
  return most + Math.log(sum);
}

/** A copy of a tensor whose rows are changed one by one. */
function byRows({ shape, data }: Tensor, change: (row: Float64Array) => void): Tensor {
  const copy = { shape, data: data.slice() };
  for (const row of rowsOf(copy)) change(row);
  return copy;
}

/** More than one entry equals the result. */
function isTied([x]: readonly Tensor[], y: Tensor): boolean {
  const [wanted] = y.data;
  return x !== undefined && x.data.reduce((count, entry) => count + Number(entry === wanted), 0) > 1;
}

const TIED = {
  holds: isTied,
  kind: "tie",
  words: "the entries that tie share the gradient evenly",
  source: PYTORCH,
} as const;

const TIES = "entries that tie share it evenly";

/** What is of vectors and matrices as wholes. */
export const tensors = {
  matmul: {
    names: [],
    notation: { kind: "infix", operator: "@" },
    operands: ["A", "B"],
    doc: "The product of two matrices, rows times columns; a vector counts as a row on the left and as a column on the right.",
    source: MATRIX_COOKBOOK,
    shape: productShape,
    value: product,
    pullbacks: [{ rule: "δ @ B'" }, { rule: "A' @ δ" }],
    pushforward: "dA @ B + A @ dB",
    liftsVectors: true,
    definition: null,
    role: "carries the gradient back through the transpose of the other operand",
  },
  transpose: {
    names: ["transpose"],
    notation: { kind: "transpose" },
    operands: ["A"],
    doc: "A matrix with rows and columns exchanged; a vector stays as it is. Also written A'.",
    source: MATRIX_COOKBOOK,
    shape: ({ shapes: [shape = SCALAR] }) => [...shape].reverse(),
    value: (operands) => transposed(operand(operands, 0)),
    pullbacks: [{ rule: "δ'" }],
    pushforward: "itself",
    definition: null,
    role: "turns the gradient the same way back",
  },
  sum: {
    names: ["sum"],
    notation: upright("sum"),
    operands: ["x"],
    doc: "The sum of all entries.",
    source: MATRIX_COOKBOOK,
    shape: () => SCALAR,
    value: (operands) => single(total(operand(operands, 0))),
    pullbacks: [{ rule: "δ * ones(x)" }],
    pushforward: "itself",
    definition: null,
    role: "copies the gradient to every entry",
  },
  mean: {
    names: ["mean"],
    notation: upright("mean"),
    operands: ["x"],
    doc: "The mean of all entries.",
    source: MATRIX_COOKBOOK,
    shape: () => SCALAR,
    value: (operands) => single(total(operand(operands, 0)) / operand(operands, 0).data.length),
    pullbacks: [{ rule: "δ / size(x) * ones(x)" }],
    pushforward: "itself",
    definition: "sum(x) / size(x)",
    role: "copies the gradient to every entry, divided by their number",
  },
  maxEntry: {
    names: ["max"],
    notation: { kind: "call", tex: "\\max", glyphs: "max" },
    operands: ["x"],
    doc: "The largest of all entries.",
    source: PYTORCH,
    shape: () => SCALAR,
    value: (operands) => single(largest(operand(operands, 0).data)),
    pullbacks: [{ rule: "δ * hit(x, y)" }],
    pushforward: "sum(hit(x, y) * dx)",
    convention: TIED,
    definition: null,
    role: `routes the gradient to the largest entry; ${TIES}`,
  },
  minEntry: {
    names: ["min"],
    notation: { kind: "call", tex: "\\min", glyphs: "min" },
    operands: ["x"],
    doc: "The smallest of all entries.",
    source: PYTORCH,
    shape: () => SCALAR,
    value: (operands) => single(-largest(operand(operands, 0).data.map((entry) => -entry))),
    pullbacks: [{ rule: "δ * hit(x, y)" }],
    pushforward: "sum(hit(x, y) * dx)",
    convention: TIED,
    definition: null,
    role: `routes the gradient to the smallest entry; ${TIES}`,
  },
  norm: {
    names: ["norm"],
    notation: { kind: "norm" },
    operands: ["x"],
    doc: "The length of a vector: the root of the sum of the squares of all entries.",
    source: MATRIX_COOKBOOK,
    shape: () => SCALAR,
    value: (operands) => single(size(operand(operands, 0))),
    pullbacks: [
      {
        rule: "δ * x / y",
        stable: {
          apply: (delta, y, { operands }) => {
            const x = operand(operands, 0);
            const [seed = 0] = delta.data;
            const [length = 0] = y.data;
            return {
              shape: x.shape,
              data: x.data.map((entry) => (length === 0 ? 0 : seed * (entry / length))),
            };
          },
          because: "at the origin there is no direction; PyTorch gives 0 there",
        },
      },
    ],
    pushforward: "sum(x * dx) / y",
    convention: {
      holds: (_operands, y) => y.data[0] === 0,
      kind: "kink",
      words: "the gradient is 0 at the origin, where there is no direction",
      source: PYTORCH,
    },
    definition: "sqrt(sum(x^2))",
    role: "sends the gradient along the vector's direction",
  },
  dot: {
    names: ["dot"],
    notation: upright("dot"),
    operands: ["a", "b"],
    doc: "The sum of the products of the entries of two vectors.",
    source: MATRIX_COOKBOOK,
    shape: dotShape,
    value: product,
    pullbacks: [{ rule: "δ * b" }, { rule: "δ * a" }],
    pushforward: "sum(da * b) + sum(a * db)",
    definition: "sum(a * b)",
    role: "scales the gradient by the other vector",
  },
  outer: {
    names: ["outer"],
    notation: upright("outer"),
    operands: ["a", "b"],
    doc: "The matrix of all products of an entry of a with one of b.",
    source: NUMPY,
    shape: outerShape,
    value: (operands) =>
      matrixProduct(asMatrix(operand(operands, 0), "column"), asMatrix(operand(operands, 1), "row")),
    pullbacks: [{ rule: "δ @ b" }, { rule: "δ' @ a" }],
    pushforward: "outer(da, b) + outer(a, db)",
    definition: null,
    role: "sums the gradient against the other vector",
  },
  trace: {
    names: ["trace"],
    notation: { kind: "call", tex: "\\mathrm{tr}", glyphs: "tr" },
    operands: ["A"],
    doc: "The sum of the entries on a square matrix's diagonal.",
    source: MATRIX_COOKBOOK,
    shape: traceShape,
    value: (operands) => {
      const { shape, data } = operand(operands, 0);
      const side = (shape[0] ?? 0) + 1;
      return single(data.reduce((sum, entry, index) => (index % side === 0 ? sum + entry : sum), 0));
    },
    pullbacks: [{ rule: "δ * identity(A)" }],
    pushforward: "itself",
    definition: null,
    role: "copies the gradient to the diagonal",
  },
  softmax: {
    names: ["softmax"],
    notation: upright("softmax"),
    operands: ["x"],
    doc: "Exponentials as shares of their sum, so that they add up to 1; of a matrix, row by row.",
    source: PYTORCH,
    shape: ({ shapes: [shape = SCALAR] }) => shape,
    value: (operands) => byRows(operand(operands, 0), softmaxRow),
    pullbacks: [{ rule: "y * (δ - rowSum(δ * y))" }],
    pushforward: "y * (dx - rowSum(dx * y))",
    definition: "exp(x) / rowSum(exp(x))",
    role: "passes on only what tells the entries apart: an equal gradient for all comes to 0",
  },
  logsumexp: {
    names: ["logsumexp"],
    notation: upright("logsumexp"),
    operands: ["x"],
    doc: "The logarithm of the sum of the exponentials, a smooth maximum; of a matrix, row by row.",
    source: PYTORCH,
    shape: ({ shapes: [shape = SCALAR] }) => shape.slice(0, -1),
    value: (operands) => {
      const x = operand(operands, 0);
      return { shape: x.shape.slice(0, -1), data: Float64Array.from(rowsOf(x), logsumexpRow) };
    },
    pullbacks: [{ rule: "perRow(δ) * softmax(x)" }],
    pushforward: "rowSum(softmax(x) * dx)",
    definition: "log(rowSum(exp(x)))",
    role: "scales the gradient by the softmax, entry by entry",
  },
  concat: {
    names: ["concat"],
    notation: { kind: "list" },
    operands: ["a"],
    doc: "Numbers and vectors joined end to end. Also written [a, b].",
    source: NUMPY,
    shape: joinedShape,
    value: (operands) => {
      const data = joined(operands);
      return { shape: [data.length], data };
    },
    pullbacks: [{ rule: "part(δ, a)" }],
    pushforward: "itself",
    many: true,
    definition: null,
    role: "gives every operand its own part of the gradient",
  },
  rows: {
    names: [],
    notation: { kind: "list" },
    operands: ["a"],
    doc: "Vectors as the rows of a matrix, written [[1, 2], [3, 4]].",
    source: NUMPY,
    shape: rowsShape,
    value: (operands) => {
      const data = joined(operands);
      return { shape: [operands.length, data.length / operands.length], data };
    },
    pullbacks: [{ rule: "part(δ, a)" }],
    pushforward: "itself",
    many: true,
    definition: null,
    role: "gives every row its own part of the gradient",
  },
  entry: {
    names: [],
    notation: { kind: "entry" },
    operands: ["x"],
    doc: "An entry, a row, a column or a range of entries, written x[1], W[1,2], W[1,:], x[1:2]; places are counted from 1, as in mathematics, and a range has both its ends.",
    source: NUMPY,
    shape: entryShape,
    value: (operands, places) => {
      const x = operand(operands, 0);
      const shape = takenShape(x.shape, places);
      return { shape, data: Float64Array.from(offsetsOf(x, places), (offset) => x.data[offset] ?? 0) };
    },
    pullbacks: [{ rule: "scattered(δ)" }],
    pushforward: "itself",
    definition: null,
    role: "gives the gradient to the entries taken, and 0 to the others",
  },
} as const satisfies Record<string, TensorOperation>;
