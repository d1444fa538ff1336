import { filled, type Shape, sameShape, sizeOf, type Tensor } from "./tensor.ts";

/**
 * The shape of two operands taken entry by entry, by NumPy's rule: axes are compared from the last one on, and must be
 * equal, or 1, or missing. Null where they do not fit.
 */
export function broadcastShape(one: Shape, other: Shape): Shape | null {
  const rank = Math.max(one.length, other.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const a = one[one.length - rank + axis] ?? 1;
    const b = other[other.length - rank + axis] ?? 1;
    if (a !== b && a !== 1 && b !== 1) return null;
    shape.push(a === 1 ? b : a);
  }
  return shape;
}

/** How far apart neighbours along rows and along columns are in `shape`, when it is spread over a larger shape. */
function stridesOf(shape: Shape): readonly [row: number, column: number] {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.length < 2 ? 1 : (shape[0] ?? 1);
  return [rows === 1 ? 0 : columns, columns === 1 ? 0 : 1];
}

function rowsAndColumns(shape: Shape): readonly [rows: number, columns: number] {
  return shape.length === 2 ? [shape[0] ?? 0, shape[1] ?? 0] : [1, shape[0] ?? 1];
}

/** `combine` on every entry of three operands spread over one shape. Two operands: pass the second one twice. */
export function mapEntries(
  shape: Shape,
  [a, b, c]: readonly [Tensor, Tensor, Tensor],
  combine: (a: number, b: number, c: number) => number,
): Tensor {
  const data = new Float64Array(sizeOf(shape));
  const [x, y, z] = [a.data, b.data, c.data];
  if (sameShape(a.shape, shape) && sameShape(b.shape, shape) && sameShape(c.shape, shape)) {
    for (let entry = 0; entry < data.length; entry++)
      data[entry] = combine(x[entry] ?? 0, y[entry] ?? 0, z[entry] ?? 0);
    return { shape, data };
  }
  const [rows, columns] = rowsAndColumns(shape);
  const [[aRow, aColumn], [bRow, bColumn], [cRow, cColumn]] = [
    stridesOf(a.shape),
    stridesOf(b.shape),
    stridesOf(c.shape),
  ];
  let entry = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      data[entry++] = combine(
        x[row * aRow + column * aColumn] ?? 0,
        y[row * bRow + column * bColumn] ?? 0,
        z[row * cRow + column * cColumn] ?? 0,
      );
  return { shape, data };
}

/** Adds up the entries that a broadcast made of one: what comes back has `shape`. */
export function sumTo(tensor: Tensor, shape: Shape): Tensor {
  if (sameShape(tensor.shape, shape)) return tensor;
  const result = filled(shape, 0);
  const [rows, columns] = rowsAndColumns(tensor.shape);
  const [rowStride, columnStride] = stridesOf(shape);
  let entry = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const place = row * rowStride + column * columnStride;
      result.data[place] = (result.data[place] ?? 0) + (tensor.data[entry++] ?? 0);
    }
  return result;
}

/** Copies entries along the axes where `tensor` has one and `shape` has more. */
export function spreadTo(tensor: Tensor, shape: Shape): Tensor {
  return sameShape(tensor.shape, shape) ? tensor : mapEntries(shape, [tensor, tensor, tensor], (a) => a);
}

/** The same numbers in another shape of as many. */
export function reshaped({ data }: Tensor, shape: Shape): Tensor {
  return { shape, data };
}

/** A vector as a matrix of one row, or of one column; a matrix as it is. */
export function asMatrix(tensor: Tensor, vectorIs: "row" | "column"): Tensor {
  const [length = 1] = tensor.shape;
  if (tensor.shape.length === 2) return tensor;
  return reshaped(tensor, vectorIs === "row" ? [1, length] : [length, 1]);
}

/** The product of two matrices whose inner sizes agree. */
export function matrixProduct(a: Tensor, b: Tensor): Tensor {
  const [rows = 0, inner = 0] = a.shape;
  const columns = b.shape[1] ?? 0;
  const data = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const factors = a.data.subarray(row * inner, (row + 1) * inner);
    addRows(factors, b.data, data.subarray(row * columns, (row + 1) * columns));
  }
  return { shape: [rows, columns], data };
}

/**
 * Adds to `sums` the rows of a matrix, each times its factor. The innermost loop runs along memory and takes four rows
 * at a time, so that a sum is read and written once for all four; they are added in their order all the same.
 */
function addRows(factors: Float64Array, matrix: Float64Array, sums: Float64Array): void {
  const columns = sums.length;
  let row = 0;
  for (; row + 4 <= factors.length; row += 4) {
    const [f, g] = [factors[row] ?? 0, factors[row + 1] ?? 0];
    const [h, k] = [factors[row + 2] ?? 0, factors[row + 3] ?? 0];
    const first = row * columns;
    const [second, third, fourth] = [first + columns, first + 2 * columns, first + 3 * columns];
    for (let column = 0; column < columns; column++)
      sums[column] =
        (sums[column] ?? 0) +
        f * (matrix[first + column] ?? 0) +
        g * (matrix[second + column] ?? 0) +
        h * (matrix[third + column] ?? 0) +
        k * (matrix[fourth + column] ?? 0);
  }
  for (; row < factors.length; row++) {
    const factor = factors[row] ?? 0;
    const from = row * columns;
    for (let column = 0; column < columns; column++)
      sums[column] = (sums[column] ?? 0) + factor * (matrix[from + column] ?? 0);
  }
}

/** A matrix with rows and columns exchanged; vectors and numbers have only one way to lie. */
export function transposed(tensor: Tensor): Tensor {
  const [rows = 0, columns] = tensor.shape;
  if (columns === undefined) return tensor;
  const data = new Float64Array(tensor.data.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      data[column * rows + row] = tensor.data[row * columns + column] ?? 0;
  return { shape: [columns, rows], data };
}

/** The sum of all entries, in reading order. */
export function total({ data }: Tensor): number {
  let sum = 0;
  for (const entry of data) sum += entry;
  return sum;
}

/** The rows of a matrix; a vector, or a number, is one row. Each shares its numbers with the tensor. */
export function rowsOf({ shape, data }: Tensor): readonly Float64Array[] {
  const columns = shape.length === 0 ? 1 : (shape.at(-1) ?? 1);
  return Array.from({ length: data.length / columns }, (_row, row) =>
    data.subarray(row * columns, (row + 1) * columns),
  );
}
