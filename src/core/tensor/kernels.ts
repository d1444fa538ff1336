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

/**
 * `combine` on every entry of one to three operands spread over one shape; what it does not ask for may be anything.
 * A function of one number is given no others: a call is cheaper the fewer it hands over.
 */
export function mapEntries(
  shape: Shape,
  operands: readonly Tensor[],
  combine: (a: number, b: number, c: number) => number,
): Tensor {
  const data = new Float64Array(sizeOf(shape));
  const [x = data, y, z = y] = operands.map((operand) => spreadTo(operand, shape).data);
  for (let entry = 0; entry < data.length; entry++)
    data[entry] =
      y === undefined ? combine(x[entry] ?? 0, 0, 0) : combine(x[entry] ?? 0, y[entry] ?? 0, z?.[entry] ?? 0);
  return { shape, data };
}

/** Two tensors of one shape multiplied entry by entry: with the sum below the two that every sweep does over and over. */
export function times(one: Tensor, other: Tensor): Tensor {
  const [x, y] = [one.data, other.data];
  const data = new Float64Array(x.length);
  for (let entry = 0; entry < data.length; entry++) data[entry] = (x[entry] ?? 0) * (y[entry] ?? 0);
  return { shape: one.shape, data };
}

/** The sum of tensors of this shape: zeros where there are none, and a single one as it is. */
export function sumOf(tensors: readonly Tensor[], shape: Shape): Tensor {
  const [first, ...others] = tensors;
  if (first === undefined) return filled(shape, 0);
  if (others.length === 0) return first;
  const data = first.data.slice();
  for (const other of others)
    for (let entry = 0; entry < data.length; entry++)
      data[entry] = (data[entry] ?? 0) + (other.data[entry] ?? 0);
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
  if (sameShape(tensor.shape, shape)) return tensor;
  const result = filled(shape, 0);
  const [rows, columns] = rowsAndColumns(shape);
  const [rowStride, columnStride] = stridesOf(tensor.shape);
  let entry = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      result.data[entry++] = tensor.data[row * rowStride + column * columnStride] ?? 0;
  return result;
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
