import { constantNumber } from "../core/index.ts";

/** A typed number, or in one sentence why it is none. */
export type TypedNumber = { readonly value: number } | { readonly problem: string };

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** A number on its way: `1e` would otherwise be one times e. */
const WITHOUT_EXPONENT = /^[+-]?(?:\d+\.?\d*|\.\d+)e[+-]?$/i;
const LONGEST_QUOTE = 24;

/**
 * Reads what somebody types into a field for one number: with a point or a comma, or as something to calculate without
 * names of its own, `1/3` or `2pi`. Only finite numbers are taken.
 */
export function readTypedNumber(text: string): TypedNumber {
  const plain = text.trim().replaceAll("−", "-");
  if (plain === "") return { problem: "There is no number here." };
  const decimal = plain.replace(",", ".");
  if (DECIMAL.test(decimal)) {
    const value = Number(decimal);
    return Number.isFinite(value) ? { value } : { problem: `${quoted(plain)} is too large for a number.` };
  }
  const value = WITHOUT_EXPONENT.test(decimal) ? null : constantNumber(plain);
  if (value === null) return { problem: `${quoted(plain)} is not a number.` };
  return Number.isFinite(value) ? { value } : { problem: `${quoted(plain)} has no finite value.` };
}

function quoted(text: string): string {
  return `\`${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text}\``;
}
