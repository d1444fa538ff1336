import { canonicalName } from "./names.ts";
import type { Span } from "./span.ts";

export type TokenKind =
  | "number"
  | "name"
  | "operator"
  /** A raised number, `x²`: its text is the number, `-1` included. */
  | "superscript"
  | "open"
  | "close"
  | "comma"
  | "equals"
  | "newline"
  | "semicolon"
  | "comment"
  | "unknown"
  | "end";

export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
}

// Sticky expressions, tried in this order. A number's exponent needs digits: in `2e` the `e` is a name.
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_Α-ΡΣ-Ωα-ωϕϵ][A-Za-z0-9_Α-ΡΣ-Ωα-ωϕϵ₀-₉]*/y;
const SUPERSCRIPT = /[⁺⁻]?[⁰¹²³⁴-⁹]+/y;
// What comes along when text is pasted: spaces of all widths, and the byte order mark.
const BLANK = /[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff]+/y;
const COMMENT = /#[^\r\n]*/y;
const NEWLINE = /\r\n|\r|\n/y;

/** Signs and what else they are written as. */
const SIGNS: readonly (readonly [TokenKind, string, string])[] = [
  ["operator", "+", "+＋"],
  ["operator", "-", "-−–－"],
  ["operator", "*", "*·×∙⋅∗＊"],
  ["operator", "/", "/÷∕／"],
  ["operator", "^", "^＾"],
  ["operator", "√", "√"],
  ["open", "(", "(（"],
  ["close", ")", ")）"],
  ["comma", ",", ",，"],
  ["equals", "=", "=＝"],
  ["semicolon", ";", ";；"],
];

const BY_CHARACTER: ReadonlyMap<string, readonly [TokenKind, string]> = new Map(
  SIGNS.flatMap(([kind, text, characters]) =>
    [...characters].map((character) => [character, [kind, text]] as const),
  ),
);

/** The length of `pattern`'s match at `place`, 0 for none. */
function matchLength(pattern: RegExp, text: string, place: number): number {
  pattern.lastIndex = place;
  return pattern.test(text) ? pattern.lastIndex - place : 0;
}

/**
 * The token that begins at `place`, blanks skipped. Never throws: what it does not know is one `unknown` token of
 * one whole character. At the end of the text it is an empty `end` token, again and again.
 */
export function tokenAt(text: string, place: number): Token {
  const from = place + matchLength(BLANK, text, place);
  const token = (kind: TokenKind, length: number, value = text.slice(from, from + length)): Token => ({
    kind,
    text: value,
    from,
    to: from + length,
  });
  const character = text[from];
  if (character === undefined) return token("end", 0);
  if (character === "*" && text[from + 1] === "*") return token("operator", 2, "^");
  const sign = BY_CHARACTER.get(character);
  if (sign !== undefined) return token(sign[0], 1, sign[1]);
  const name = matchLength(NAME, text, from);
  if (name > 0) return token("name", name, nameAt(text, from, from + name));
  const number = matchLength(NUMBER, text, from);
  if (number > 0) return token("number", number);
  const superscript = matchLength(SUPERSCRIPT, text, from);
  if (superscript > 0)
    return token("superscript", superscript, loweredDigits(text.slice(from, from + superscript)));
  const newline = matchLength(NEWLINE, text, from);
  if (newline > 0) return token("newline", newline);
  const comment = matchLength(COMMENT, text, from);
  if (comment > 0) return token("comment", comment);
  return token("unknown", String.fromCodePoint(text.codePointAt(from) ?? 0).length);
}

/** The name in its one spelling; σ before a bracket is the function of that sign. */
function nameAt(text: string, from: number, to: number): string {
  const written = text.slice(from, to);
  const after = text[to + matchLength(BLANK, text, to)] ?? "";
  if (written === "σ" && BY_CHARACTER.get(after)?.[0] === "open") return "sigmoid";
  return canonicalName(written);
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function loweredDigits(raised: string): string {
  return [...raised]
    .map((character) => (character === "⁻" ? "-" : character === "⁺" ? "" : RAISED.indexOf(character)))
    .join("");
}

/** All tokens of a text in order, comments left out, closed by one `end` token. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  for (;;) {
    const token = tokenAt(text, place);
    if (token.kind !== "comment") tokens.push(token);
    if (token.kind === "end") return tokens;
    place = token.to;
  }
}
