import { numberText } from "../expression/numbers.ts";
import { numbersOf, shapeWords, type Value } from "./tensor.ts";

/** Tensors of more entries are called by their shape. */
const MOST_WRITTEN = 9;

/** A value as text, to four significant digits: `0.1966`, `[0.6457, 0.3318, 1]`; larger tensors as `a 32×64 matrix`. */
export function valueText(value: Value): string {
  if (typeof value === "number") return numberText(value);
  return value.data.length > MOST_WRITTEN ? shapeWords(value.shape) : listText(value);
}

/** A value with all its entries, however many. */
export function listText(value: Value): string {
  const written = (numbers: unknown): string =>
    Array.isArray(numbers) ? `[${numbers.map(written).join(", ")}]` : numberText(Number(numbers));
  return written(numbersOf(value));
}
