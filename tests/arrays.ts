// Vectors and matrices as plain lists, by nothing but loops: what the core's tensors are held against. It shares no code
// with the core.

/** A number, a vector, or a matrix by rows. */
export type Lists = number | readonly number[] | readonly (readonly number[])[];

type Matrix = readonly (readonly number[])[];

const isMatrix = (lists: Lists): lists is Matrix => Array.isArray(lists) && Array.isArray(lists[0]);
const isVector = (lists: Lists): lists is readonly number[] => Array.isArray(lists) && !isMatrix(lists);

export function shapeOfLists(lists: Lists): readonly number[] {
  if (typeof lists === "number") return [];
  return isMatrix(lists) ? [lists.length, lists[0]?.length ?? 0] : [lists.length];
}

/** All entries in reading order. */
export function entries(lists: Lists): readonly number[] {
  return typeof lists === "number" ? [lists] : lists.flat();
}

/** Lists of a shape, each entry made from its place in reading order. */
export function lists(shape: readonly number[], entry: (place: number) => number): Lists {
  const [rows, columns] = shape;
  if (rows === undefined) return entry(0);
  if (columns === undefined) return Array.from({ length: rows }, (_, place) => entry(place));
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => entry(row * columns + column)),
  );
}

/** The same lists with another number at a place in reading order. */
export function withEntry(given: Lists, place: number, change: (number: number) => number): Lists {
  const all = entries(given);
  return lists(shapeOfLists(given), (index) =>
    index === place ? change(all[index] ?? Number.NaN) : (all[index] ?? Number.NaN),
  );
}

/** The entry at a row and a column, as NumPy spreads what is missing or 1. */
function spreadEntry(given: Lists, row: number, column: number): number {
  if (typeof given === "number") return given;
  const line: Lists = isMatrix(given) ? (given[given.length === 1 ? 0 : row] ?? []) : given;
  return (isVector(line) ? line[line.length === 1 ? 0 : column] : undefined) ?? Number.NaN;
}

/** The shape several come to entry by entry: NumPy's rule, axis by axis from the last; null where they do not fit. */
export function commonShape(shapes: readonly (readonly number[])[]): readonly number[] | null {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  const common: number[] = [];
  for (let fromLast = 1; fromLast <= rank; fromLast++) {
    const sizes = shapes.flatMap((shape) => shape[shape.length - fromLast] ?? []);
    const others = new Set(sizes.filter((size) => size !== 1));
    if (others.size > 1) return null;
    common.unshift([...others][0] ?? 1);
  }
  return common;
}

/** `combine` on the entries that meet; null where the shapes do not fit. */
export function entrywise(
  combine: (...numbers: readonly number[]) => number,
  ...given: readonly Lists[]
): Lists | null {
  const shape = commonShape(given.map(shapeOfLists));
  if (shape === null) return null;
  const columns = shape.at(-1) ?? 1;
  return lists(shape, (place) =>
    combine(...given.map((one) => spreadEntry(one, Math.floor(place / columns), place % columns))),
  );
}

/** The sum of the products of entries in the same places. */
export function inner(one: Lists, other: Lists): number {
  const others = entries(other);
  return entries(one).reduce((sum, entry, place) => sum + entry * (others[place] ?? Number.NaN), 0);
}

// What the operations on tensors come to; null where they have no meaning. ---------------------------------------------

/** Rows times columns; a vector is a row on the left and a column on the right. */
export function matmul(a: Lists, b: Lists): Lists | null {
  if (typeof a === "number" || typeof b === "number") return null;
  const left: Matrix = isMatrix(a) ? a : [a as readonly number[]];
  const right: Matrix = isMatrix(b) ? b : (b as readonly number[]).map((entry) => [entry]);
  if (left[0]?.length !== right.length) return null;
  const product = left.map((row) =>
    (right[0] ?? []).map((_, column) => {
      let sum = 0;
      for (const [place, entry] of row.entries()) sum += entry * (right[place]?.[column] ?? Number.NaN);
      return sum;
    }),
  );
  if (isMatrix(a) && isMatrix(b)) return product;
  if (isMatrix(a)) return product.map(([entry = Number.NaN]) => entry);
  const [row = []] = product;
  return isMatrix(b) ? row : (row[0] ?? Number.NaN);
}

export function transpose(a: Lists): Lists {
  return isMatrix(a) ? (a[0] ?? []).map((_, column) => a.map((row) => row[column] ?? Number.NaN)) : a;
}

export function sum(x: Lists): number {
  return entries(x).reduce((total, entry) => total + entry, 0);
}

export function dot(a: Lists, b: Lists): Lists | null {
  return isVector(a) && isVector(b) && a.length === b.length ? inner(a, b) : null;
}

export function outer(a: Lists, b: Lists): Lists | null {
  return isVector(a) && isVector(b) ? a.map((left) => b.map((right) => left * right)) : null;
}

export function trace(a: Lists): Lists | null {
  if (!isMatrix(a) || a.length !== a[0]?.length) return null;
  return a.reduce((total, row, place) => total + (row[place] ?? Number.NaN), 0);
}

export function softmax(x: Lists): Lists {
  if (typeof x === "number") return softmaxOf([x])[0] ?? Number.NaN;
  return isMatrix(x) ? x.map(softmaxOf) : softmaxOf(x as readonly number[]);
}

function softmaxOf(row: readonly number[]): readonly number[] {
  const whole = sum(row.map(Math.exp));
  return row.map((entry) => Math.exp(entry) / whole);
}

export function logsumexp(x: Lists): Lists {
  const ofRow = (row: readonly number[]): number => Math.log(sum(row.map(Math.exp)));
  return isMatrix(x) ? x.map(ofRow) : ofRow(entries(x));
}

/** Numbers and vectors end to end. */
export function concat(...parts: readonly Lists[]): Lists | null {
  return parts.some(isMatrix) ? null : parts.flatMap(entries);
}

/** Vectors one below the other. */
export function rows(...parts: readonly Lists[]): Lists | null {
  const vectors = parts.filter(isVector);
  const isEven = vectors.every((vector) => vector.length === vectors[0]?.length);
  return vectors.length === parts.length && isEven ? vectors : null;
}

/** The entry, row or column at places counted from 1, null for all. */
export function entryAt(x: Lists, places: readonly Taken[]): Lists | null {
  const shape = shapeOfLists(x);
  const fits = places.every((place, axis) => endOf(place) <= (shape[axis] ?? 0));
  if (shape.length === 0 || places.length !== shape.length || !fits) return null;
  const [row = null, column = null] = places;
  if (isVector(x)) return taken(x, row);
  return taken(
    (x as Matrix).map((line) => taken(line, column)),
    row,
  ) as Lists;
}

/** One of a list, all of it, or from one to another. */
type Taken = number | null | { readonly first: number; readonly last: number };

const endOf = (place: Taken): number => (typeof place === "number" ? place : (place?.last ?? 0));

function taken<Item>(list: readonly Item[], place: Taken): Item | readonly Item[] {
  if (place === null) return list;
  if (typeof place !== "number") return list.slice(place.first - 1, place.last);
  const item = list[place - 1];
  if (item === undefined) throw new Error("the place was looked at before");
  return item;
}
