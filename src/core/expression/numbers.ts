import { type Formula, row, superscript, symbol, timesSign } from "./formula.ts";
import type { Expression } from "./tree.ts";

/** Significant digits shown; all of them are there on demand. */
const SHOWN_DIGITS = 4;
/** From here on, and below 1e-4, numbers are shown with a power of ten. */
const LARGEST_PLAIN = 1e6;

/**
 * A number to four significant digits, as one would type it: `0.1966`, `-12`, `1.5e-7`; besides `∞`, `-∞` and
 * `undefined` (not a number). Digits before the point are never rounded away: 12345.67 is 12346, not 12350.
 */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return "undefined";
  const size = Math.abs(value);
  const sign = value < 0 ? "-" : "";
  if (size === Infinity) return `${sign}∞`;
  if (size === 0) return "0";
  if (size < 1e-4 || Math.round(size) >= LARGEST_PLAIN) {
    const [digits = "", exponent = ""] = size.toExponential(SHOWN_DIGITS - 1).split("e");
    return `${sign}${withoutTrailingZeros(digits)}e${exponent.replace("+", "")}`;
  }
  const digits = size < 10 ** (SHOWN_DIGITS - 1) ? size.toPrecision(SHOWN_DIGITS) : size.toFixed(0);
  return sign + withoutTrailingZeros(digits);
}

function withoutTrailingZeros(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number as plain text, to four significant digits: `0.1966`, `−12`, `1.5·10⁻⁷`, `∞`, `undefined`. */
export function numberText(value: number): string {
  const [digits = "", exponent] = shortNumber(value).split("e");
  // "undefined" holds an e of its own.
  if (exponent === undefined || digits.startsWith("u")) return shortNumber(value).replace("-", "−");
  const raised = exponent.replace("-", "⁻").replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? "");
  return `${digits.replace("-", "−")}·10${raised}`;
}

/** Digits as typed (`2`, `.5`, `1e-3`, `∞`, `undefined`, no sign) in the type of a formula. */
export function digitsFormula(text: string): Formula {
  if (text === "∞") return symbol("\\infty", "∞");
  if (text === "undefined") return symbol("\\text{undefined}", "undefined");
  const [digits = "", exponent] = text.toLowerCase().split("e");
  const written = digits.startsWith(".") ? `0${digits}` : digits;
  const mantissa = symbol(written, written);
  if (exponent === undefined) return mantissa;
  const power = String(Number(exponent));
  const ten = superscript(symbol("10", "10"), symbol(power, power.replace("-", "−")));
  return row(mantissa, timesSign, ten);
}

/** A value as an expression, to be typeset where its name stood: a signed number is a negation, which knows its brackets. */
export function numberExpression(value: number): Expression {
  return expressionOfDigits(value, shortNumber(value));
}

/** The same with all digits. */
export function wholeNumberExpression(value: number): Expression {
  return expressionOfDigits(value, Number.isFinite(value) ? String(value) : shortNumber(value));
}

function expressionOfDigits(value: number, short: string): Expression {
  const nowhere = { from: 0, to: 0 };
  const isNegative = short.startsWith("-");
  const text = isNegative ? short.slice(1) : short;
  const literal: Expression = { kind: "number", value: Math.abs(value), text, ...nowhere };
  return isNegative ? { kind: "negate", operand: literal, ...nowhere } : literal;
}
