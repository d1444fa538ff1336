import { type Numbers, numbersOf, type Value, valueFromNumbers } from "../core/index.ts";

const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi;

/** A value as one would type it into a program: `2`, `[1,0.5]`, `[[1,2],[3,4]]`. */
export function writeNumbers(value: Value): string {
  return JSON.stringify(numbersOf(value));
}

/** All digits of a value, as text: `Infinity` and `NaN` too, which no program can hold. */
export function writeDigits(value: Value): string {
  const written = (numbers: unknown): string =>
    Array.isArray(numbers) ? `[${numbers.map(written).join(",")}]` : String(numbers);
  return written(numbersOf(value));
}

/**
 * Reads numbers as people have them: lists of a program, what NumPy and PyTorch print (`array([[1., 2.], [3., 4.]])`,
 * with or without commas), and cells of a spreadsheet or a CSV file. Null for what is none of these, rows of different
 * lengths, and numbers that are not finite.
 */
export function readNumbers(text: string): Value | null {
  const plain = text.replaceAll("−", "-").trim();
  const value = valueFromNumbers(plain.includes("[") ? readLists(plain) : readCells(plain));
  if (value === null) return null;
  const entries = typeof value === "number" ? [value] : [...value.data];
  return entries.every(Number.isFinite) ? value : null;
}

function readLists(text: string): Numbers | null {
  const inner = text
    .replace(/^(?:np\.|numpy\.|torch\.)?(?:array|tensor)\(/, "")
    .replace(/,\s*(?:dtype|device|requires_grad|grad_fn)=.*$/s, "")
    .replace(/\)$/, "")
    .trim();
  const rows = [...inner.matchAll(/\[([^[\]]*)\]/g)].map(([, row = ""]) => row);
  // What is left without the rows and their numbers must be a frame of brackets.
  const frame = inner.replace(/\[[^[\]]*\]/g, "").replace(/[\s,]/g, "");
  const read = rows.map(readRow);
  if (read.some((row) => row === null)) return null;
  const numbers = read.flatMap((row) => (row === null ? [] : [row]));
  if (frame === "" && numbers.length === 1) return numbers[0] ?? null;
  return frame === "[]" ? numbers : null;
}

/** Numbers with commas or blanks between them. */
function readRow(row: string): readonly number[] | null {
  const isNothingElse = row.replace(NUMBER, "").replace(/[\s,]/g, "") === "";
  return isNothingElse ? (row.match(NUMBER) ?? []).map(Number) : null;
}

function readCells(text: string): Numbers | null {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const separator = [/\t/, /;/, /,/, /\s+/].find((candidate) =>
    lines.some((line) => candidate.test(line.trim())),
  );
  // Where cells are kept apart by something else, a comma is a decimal point.
  const hasDecimalComma = separator !== undefined && !separator.test(",") && !separator.test("1,");
  const rows = lines.map((line) =>
    (separator === undefined ? [line] : line.trim().split(separator)).map((cell) =>
      readNumber(hasDecimalComma ? cell.replace(",", ".") : cell),
    ),
  );
  if (rows.length === 0 || rows.some((row) => row.some((cell) => cell === null))) return null;
  const numbers = rows.map((row) => row.flatMap((cell) => cell ?? []));
  const [first = []] = numbers;
  if (numbers.length === 1) return first.length === 1 ? (first[0] ?? null) : first;
  return numbers;
}

function readNumber(cell: string): number | null {
  const trimmed = cell.trim().replace(/^"(.*)"$/, "$1");
  const [whole] = trimmed.match(NUMBER) ?? [];
  return whole !== undefined && whole === trimmed ? Number(whole) : null;
}
