/** Sizes from the outermost axis inwards: [] for a single number, [n] for a vector, [rows, columns] for a matrix. */
export type Shape = readonly number[];

/** Numbers with a shape, in float64, rows one after another. Rank 0 to 2. */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** What a node can hold: a number, or a tensor of rank 1 or 2. */
export type Value = number | Tensor;

/** A value as plain lists: a number, a vector, or a matrix by rows. */
export type Numbers = number | readonly number[] | readonly (readonly number[])[];

/** More numbers than this in one tensor are refused. */
export const MOST_ENTRIES = 1_000_000;

export const SCALAR: Shape = [];

/** How many numbers a shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

export function sameShape(one: Shape, other: Shape): boolean {
  return one.length === other.length && one.every((axis, place) => axis === other[place]);
}

export function shapeOf(value: Value): Shape {
  return typeof value === "number" ? SCALAR : value.shape;
}

/** The value with a shape of its own, also where it is a single number. */
export function tensorOf(value: Value): Tensor {
  return typeof value === "number" ? { shape: SCALAR, data: Float64Array.of(value) } : value;
}

/** A tensor as a value: a number where it holds a single one without axes. */
export function plainValue({ shape, data }: Tensor): Value {
  return shape.length === 0 ? (data[0] ?? Number.NaN) : { shape, data };
}

/** A tensor of one number everywhere. */
export function filled(shape: Shape, number: number): Tensor {
  return { shape, data: new Float64Array(sizeOf(shape)).fill(number) };
}

/** Whether all its numbers are finite. */
export function isFiniteValue(value: Value): boolean {
  return typeof value === "number" ? Number.isFinite(value) : value.data.every(Number.isFinite);
}

/** A value as lists. */
export function numbersOf(value: Value): Numbers {
  if (typeof value === "number") return value;
  const { shape, data } = value;
  const [rows = 0, columns] = shape;
  if (columns === undefined) return [...data];
  return Array.from({ length: rows }, (_row, row) => [...data.subarray(row * columns, (row + 1) * columns)]);
}

/**
 * Lists as a value. Null where they are none: rows of different lengths, an empty list, lists more than two deep, or
 * something that is no number.
 */
export function valueFromNumbers(numbers: unknown): Value | null {
  if (typeof numbers === "number") return numbers;
  if (!Array.isArray(numbers) || numbers.length === 0) return null;
  // A copy has no holes, which `every` would pass over.
  const entries: readonly unknown[] = [...numbers];
  if (entries.every((entry) => typeof entry === "number"))
    return { shape: [entries.length], data: Float64Array.from(entries) };
  const rows = entries.map((row: unknown) => (Array.isArray(row) ? valueFromNumbers(row) : null));
  const [first] = rows;
  if (typeof first !== "object" || first?.shape.length !== 1) return null;
  const columns = first.data.length;
  const data = new Float64Array(rows.length * columns);
  for (const [index, row] of rows.entries()) {
    if (typeof row !== "object" || row === null || row.shape.length !== 1 || row.data.length !== columns)
      return null;
    data.set(row.data, index * columns);
  }
  return { shape: [rows.length, columns], data };
}

/** The same numbers in another shape of the same rank: entries keep their rows and columns, new ones are 0. */
export function resized({ shape, data }: Tensor, next: Shape): Tensor {
  const [columns, nextColumns] = [shape.at(-1) ?? 1, next.at(-1) ?? 1];
  const changed = Float64Array.from({ length: sizeOf(next) }, (_entry, index) => {
    const column = index % nextColumns;
    const row = Math.floor(index / nextColumns);
    return column < columns ? (data[row * columns + column] ?? 0) : 0;
  });
  return { shape: next, data: changed };
}

/** A shape as a sign beside a name: `3`, `2×3`; empty for a single number. */
export function shapeText(shape: Shape): string {
  return shape.join("×");
}

/** A shape in words: `a single number`, `a vector of 3`, `a 2×3 matrix`. */
export function shapeWords(shape: Shape): string {
  if (shape.length === 0) return "a single number";
  return shape.length === 1 ? `a vector of ${shape[0]}` : `a ${shapeText(shape)} matrix`;
}
