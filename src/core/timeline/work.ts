import { entrywiseSign, type Formula, symbol, timesSign } from "../expression/formula.ts";
import { numberText } from "../expression/numbers.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";

/** A tensor that takes part in a calculation, as it is laid out there: a vector may lie as a row or stand as a column. */
export interface Sheet {
  readonly name: Formula;
  /** The same in running text. */
  readonly word: string;
  readonly hue: "value" | "gradient";
  /** Its own shape, by which its entries are counted. */
  readonly shape: Shape;
  readonly rows: number;
  readonly columns: number;
  /** Row by row; null while the playhead has not filled it. */
  readonly data: Float64Array | null;
}

/** A part of a sheet, counted from 0: null stands for all rows, or all columns; the diagonal is where they are equal. */
export interface Region {
  readonly row: number | null;
  readonly column: number | null;
  readonly isDiagonal?: boolean;
}

/** How one entry came about, in numbers, and from where in each operand. */
export interface WrittenEntry {
  readonly text: string;
  /** By operand; null where nothing of it has a part in this entry. */
  readonly lit: readonly (Region | null)[];
}

/** A calculation between sheets, with a look at every entry of what it comes to. */
export interface Work {
  /** A product of matrices is drawn to scale, and the order of its factors matters. */
  readonly kind: "matrix product" | "other";
  readonly operands: readonly Sheet[];
  /** What stands before each operand; null for nothing. */
  readonly signs: readonly (Formula | null)[];
  readonly result: Sheet;
  /** Null while some number that it needs is not there. */
  readonly write: (row: number, column: number) => WrittenEntry | null;
}

/** Sums are written out up to this many terms; of longer ones the first few and the last. */
const MOST_TERMS = 8;
const FIRST_TERMS = 5;

export const ONE: Region = { row: 0, column: 0 };
export const ALL: Region = { row: null, column: null };

/** A tensor as a sheet: a vector lies as a row unless it is to stand as a column. */
export function sheet(
  named: Pick<Sheet, "name" | "word">,
  hue: Sheet["hue"],
  shape: Shape,
  data: Tensor["data"] | null,
  vectorIs: "row" | "column" = "row",
): Sheet {
  const [first = 1, second] = shape;
  const [rows, columns] =
    second !== undefined ? [first, second] : vectorIs === "row" ? [1, first] : [first, 1];
  return { name: named.name, word: named.word, hue, shape, rows, columns, data };
}

export function entryAt({ columns, data }: Sheet, row: number, column: number): number {
  return data?.[row * columns + column] ?? Number.NaN;
}

/** An entry as it is called, counted from 1: `W[1,2]`, `x[3]`, or `L` for a single number. */
export function entryName({ word, shape }: Sheet, row: number, column: number): string {
  if (shape.length === 0) return word;
  return shape.length === 1 ? `${word}[${row + column + 1}]` : `${word}[${row + 1},${column + 1}]`;
}

/** A number in a product or a sum: brackets where it has a sign. */
export function inBrackets(number: number): string {
  return number < 0 || Object.is(number, -0) ? `(${numberText(number)})` : numberText(number);
}

/** `a + b + c`, or with many terms `a + b + … + z (64 terms)`. */
export function sumText(count: number, term: (place: number) => string, sign = " + "): string {
  const terms = (from: number, to: number): readonly string[] =>
    Array.from({ length: to - from }, (_term, index) => term(from + index));
  if (count <= MOST_TERMS) return terms(0, count).join(sign);
  return `${[...terms(0, FIRST_TERMS), "…", term(count - 1)].join(sign)} (${count} terms)`;
}

/** `D[1,2] = 1 · 4 + 2 · 5 = 14`: an entry, how it came about, and what it is, with all its digits where they are more. */
export function equationText(result: Sheet, row: number, column: number, how: string): string {
  const number = entryAt(result, row, column);
  const short = numberText(number);
  const digits = String(number).replace("-", "−");
  const isWhole = Number.isNaN(number) || digits === short || /[e∞I]/.test(digits);
  const value = isWhole ? short : `${short} (${digits})`;
  const isSaid = how === short;
  return `${entryName(result, row, column)} = ${isSaid ? value : `${how} = ${value}`}`;
}

/** Whether all the numbers are there that a look at an entry needs. */
export function isFilled(...sheets: readonly Sheet[]): boolean {
  return sheets.every(({ data }) => data !== null);
}

const dotSign = symbol("\\cdot", "·", "upright", "binary");

/** Rows times columns. */
export function productWork(left: Sheet, right: Sheet, result: Sheet): Work {
  return {
    kind: "matrix product",
    operands: [left, right],
    signs: [null, dotSign],
    result,
    write: (row, column) => {
      if (!isFilled(left, right, result)) return null;
      const term = (place: number): string => {
        const [a, b] = [entryAt(left, row, place), entryAt(right, place, column)];
        // The first number of a sum needs no brackets.
        return `${place === 0 ? numberText(a) : inBrackets(a)} · ${inBrackets(b)}`;
      };
      return {
        text: equationText(result, row, column, sumText(left.columns, term)),
        lit: [
          { row, column: null },
          { row: null, column },
        ],
      };
    },
  };
}

/** Where an operand's entry is when it is spread over the entries of a larger result. */
export function spreadRegion({ rows, columns }: Sheet, row: number, column: number): Required<Place> {
  return { row: rows === 1 ? 0 : row, column: columns === 1 ? 0 : column };
}

interface Place {
  readonly row: number;
  readonly column: number;
}

export function productSign(...sheets: readonly Sheet[]): Formula {
  return sheets.every(({ shape }) => shape.length > 0) ? entrywiseSign : timesSign;
}

/** `smallest −0.3, largest 0.8, mean 0.2`; null of a single number. */
export function statisticsText(data: Float64Array): string | null {
  if (data.length < 2) return null;
  let [least, most, sum] = [Infinity, -Infinity, 0];
  for (const entry of data) {
    least = Math.min(least, entry);
    most = Math.max(most, entry);
    sum += entry;
  }
  if (Number.isNaN(least)) return "not all of them are numbers";
  return `smallest ${numberText(least)}, largest ${numberText(most)}, mean ${numberText(sum / data.length)}`;
}
