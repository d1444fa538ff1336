import { asMatrix } from "./kernels.ts";
import type { Tensor } from "./tensor.ts";

/** A matrix as it is read: how far apart in `data` neighbours in a column and in a row are. */
interface MatrixView {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
  readonly down: number;
  readonly across: number;
}

/** Which operands are transposed while they are read; no number is moved for it. */
export interface Turned {
  readonly a?: boolean;
  readonly b?: boolean;
}

/** The product of two matrices whose inner sizes agree; a vector is a row on the left and a column on the right. */
export function matrixProduct(a: Tensor, b: Tensor, turned: Turned = {}): Tensor {
  const left = viewOf(a, "row", turned.a);
  const right = viewOf(b, "column", turned.b);
  const data = new Float64Array(left.rows * right.columns);
  for (let column = 0; column < right.columns; column += 2)
    for (let row = 0; row < left.rows; row += 4) fillTile(data, left, right, row, column);
  const rows = a.shape.length === 2 ? [left.rows] : [];
  const columns = b.shape.length === 2 ? [right.columns] : [];
  return { shape: [...rows, ...columns], data };
}

function viewOf(tensor: Tensor, vectorIs: "row" | "column", isTurned = false): MatrixView {
  const { shape, data } = asMatrix(tensor, vectorIs);
  const [rows = 1, columns = 1] = shape;
  // A vector has only one way to lie.
  return isTurned && tensor.shape.length === 2
    ? { rows: columns, columns: rows, data, down: 1, across: columns }
    : { rows, columns, data, down: columns, across: 1 };
}

/**
 * Four rows by two columns of a product at once, since eight sums and what is read for them find a register each: they
 * stay there until they are done, and a number once read serves two or four of them (register tiling; Goto & van de
 * Geijn, Anatomy of High-Performance Matrix Multiplication, §6). Variables are declared one by one: lists of them would
 * be made anew for each tile. Every entry is summed along the inner index in its order. Where a tile hangs over the edge,
 * it takes the last row or column again and writes the same twice.
 */
function fillTile(data: Float64Array, a: MatrixView, b: MatrixView, row: number, column: number): void {
  const { data: x, down, across: xStep, columns: inner } = a;
  const { data: y, down: yStep, across, columns } = b;
  const below = Math.min(1, a.rows - 1 - row);
  const below2 = Math.min(2, a.rows - 1 - row);
  const below3 = Math.min(3, a.rows - 1 - row);
  const beside = Math.min(1, columns - 1 - column);
  const x2 = below * down;
  const x3 = below2 * down;
  const x4 = below3 * down;
  const y2 = beside * across;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let t1 = 0;
  let t2 = 0;
  let t3 = 0;
  let t4 = 0;
  let i = row * down;
  let j = column * across;
  for (let k = 0; k < inner; k++) {
    const q1 = y[j] ?? 0;
    const q2 = y[j + y2] ?? 0;
    const p1 = x[i] ?? 0;
    const p2 = x[i + x2] ?? 0;
    const p3 = x[i + x3] ?? 0;
    const p4 = x[i + x4] ?? 0;
    s1 += p1 * q1;
    t1 += p1 * q2;
    s2 += p2 * q1;
    t2 += p2 * q2;
    s3 += p3 * q1;
    t3 += p3 * q2;
    s4 += p4 * q1;
    t4 += p4 * q2;
    i += xStep;
    j += yStep;
  }
  const to = row * columns + column;
  const to2 = to + below * columns;
  const to3 = to + below2 * columns;
  const to4 = to + below3 * columns;
  data[to] = s1;
  data[to + beside] = t1;
  data[to2] = s2;
  data[to2 + beside] = t2;
  data[to3] = s3;
  data[to3 + beside] = t3;
  data[to4] = s4;
  data[to4 + beside] = t4;
}
