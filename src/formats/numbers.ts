import { type Numbers, numbersOf, type Value, valueFromNumbers } from "../core/index.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A value as one would type it into a program: `2`, `[1,0.5]`, `[[1,2],[3,4]]`. */
export function writeNumbers(value: Value): string {
  return JSON.stringify(numbersOf(value));
}

/** A value as the lines of a CSV file. */
export function writeLines(value: Value): string {
  const rows = [numbersOf(value)].flat().map((row) => [row].flat().join(", "));
  return rows.join(typeof value !== "number" && value.shape.length > 1 ? "\n" : ", ");
}

/** All digits of a value, as text: `Infinity` and `NaN` too, which no program can hold. */
export function writeDigits(value: Value): string {
  const written = (numbers: unknown): string =>
    Array.isArray(numbers) ? `[${numbers.map(written).join(",")}]` : String(numbers);
  return written(numbersOf(value));
}

/** The numbers of a text with the headings above them, or in one sentence why there are none. */
export type ReadTable =
  | { readonly value: Value; readonly headings: readonly string[] }
  | { readonly problem: string };

/** As {@link readTable} reads them; null for what it refuses. */
export function readNumbers(text: string): Value | null {
  const read = readTable(text);
  return "value" in read ? read.value : null;
}

/**
 * Reads numbers as people have them: lists of a program, what NumPy and PyTorch print (`array([[1., 2.], [3., 4.]])`,
 * with or without commas), and cells of a spreadsheet or a CSV file, with or without a line of headings. Rows of
 * different lengths are refused, and so is a cell that is no finite number.
 */
export function readTable(text: string): ReadTable {
  const plain = text.replaceAll("−", "-").trim();
  if (plain === "") return { problem: "There are no numbers here." };
  if (/\.\.\.|…/.test(plain))
    return {
      problem: "Some numbers are left out where it says `...`: print all of them, as `.tolist()` does.",
    };
  return plain.includes("[") ? readLists(plain) : readCells(plain);
}

function readLists(text: string): ReadTable {
  const inner = text
    .replace(/^(?:np\.|numpy\.|torch\.)?(?:array|tensor)\(/, "")
    .replace(/,\s*(?:dtype|device|requires_grad|grad_fn)=.*$/s, "")
    .replace(/\)$/, "")
    .trim();
  const rows = [...inner.matchAll(/\[([^[\]]*)\]/g)].map(([, row = ""]) =>
    row
      .trim()
      .replace(/,$/, "")
      .split(/\s*,\s*|\s+/),
  );
  // What is left without the rows must be a frame of brackets.
  const frame = inner.replace(/\[[^[\]]*\]/g, "").replace(/[\s,]/g, "");
  if (frame === "[]") return tableOf(rows, []);
  const [row] = rows;
  if (frame !== "" || row === undefined || rows.length > 1)
    return { problem: "These brackets are neither a list of numbers nor a list of such rows." };
  const table = tableOf(rows, []);
  return "value" in table ? { ...table, value: asVector(table.value) } : table;
}

function readCells(text: string): ReadTable {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const separator = [/\t/, /;/, /,/, /\s+/].find((candidate) =>
    lines.some((line) => candidate.test(line.trim())),
  );
  // Where cells are kept apart by something else, a comma is a decimal point.
  const hasDecimalComma = separator !== undefined && !separator.test(",") && !separator.test("1,");
  const cells = lines.map((line) =>
    (separator === undefined ? [line] : line.trim().split(separator)).map((cell) => {
      const bare = cell.trim().replace(/^"(.*)"$/, "$1");
      return hasDecimalComma && NUMBER.test(bare.replace(",", ".")) ? bare.replace(",", ".") : bare;
    }),
  );
  const [first = [], ...others] = cells;
  const hasHeadings = others.length > 0 && first.every(isHeading);
  const table = hasHeadings ? tableOf(others, first) : tableOf(cells, []);
  return "value" in table && cells.length === 1 ? { ...table, value: asNumber(table.value) } : table;
}

/** A word that is no number, nor a sign that one is missing. */
function isHeading(cell: string): boolean {
  return cell !== "" && !NUMBER.test(cell) && !/^[+-]?(?:nan|inf|infinity|na|n\/a|null|none)$/i.test(cell);
}

/** Rows of cells as a matrix. */
function tableOf(cells: readonly (readonly string[])[], headings: readonly string[]): ReadTable {
  for (const [row, own] of cells.entries()) {
    const column = own.findIndex((cell) => !NUMBER.test(cell) || !Number.isFinite(Number(cell)));
    if (column >= 0) return { problem: wrongCell(row, column, own[column] ?? "") };
  }
  const columns = cells[0]?.length ?? 0;
  const other = cells.findIndex((row) => row.length !== columns);
  if (other >= 0) {
    const count = cells[other]?.length ?? 0;
    return {
      problem: `Rows must be equally long: row 1 has ${counted(columns)}, and row ${other + 1} has ${count}.`,
    };
  }
  const value = valueFromNumbers(cells.map((row) => row.map(Number)));
  return value === null ? { problem: "There are no numbers here." } : { value, headings };
}

function wrongCell(row: number, column: number, cell: string): string {
  const place = `Row ${row + 1}, column ${column + 1}`;
  if (cell === "") return `${place} is empty.`;
  const shown = cell.length > 24 ? `${cell.slice(0, 23)}…` : cell;
  return `${place} is \`${shown}\`, which is ${NUMBER.test(cell) ? "too large" : "not a number"}.`;
}

function counted(numbers: number): string {
  return numbers === 1 ? "1 number" : `${numbers} numbers`;
}

/** A matrix of one row as a vector. */
function asVector(value: Value): Value {
  return valueFromNumbers([numbersOf(value)].flat(2)) ?? value;
}

/** A line on its own: a vector, or the number in it. */
function asNumber(value: Value): Value {
  return typeof value !== "number" && value.data.length === 1 ? (value.data[0] ?? value) : asVector(value);
}

/** Numbers in the rank that an input has, where only the way of writing differs: one row for a matrix, or a column for a vector. */
export function withRank(value: Value, rank: number): Value {
  const numbers: Numbers = numbersOf(value);
  const flat = [numbers].flat(2);
  const isLine = typeof value === "number" || value.shape.length === 1;
  if (rank === 2 && isLine) return valueFromNumbers([flat]) ?? value;
  if (rank === 1 && (isLine || value.shape[1] === 1)) return valueFromNumbers(flat) ?? value;
  return value;
}
