import type { Span } from "./span.ts";

export type TokenKind =
  | "number"
  | "name"
  | "operator"
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
const NAME = /[A-Za-z_Α-ΡΣ-Ωα-ωϕϵ][A-Za-z0-9_Α-ΡΣ-Ωα-ωϕϵ]*/y;
const BLANK = /[ \t\u00a0\ufeff]+/y;
const COMMENT = /#[^\r\n]*/y;
const NEWLINE = /\r\n|\r|\n/y;

const PUNCTUATION: Readonly<Record<string, TokenKind>> = {
  "+": "operator",
  "-": "operator",
  "*": "operator",
  "/": "operator",
  "^": "operator",
  "(": "open",
  ")": "close",
  ",": "comma",
  "=": "equals",
  ";": "semicolon",
};

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
  const punctuation = PUNCTUATION[character];
  if (punctuation !== undefined) return token(punctuation, 1);
  const name = matchLength(NAME, text, from);
  if (name > 0) return token("name", name);
  const number = matchLength(NUMBER, text, from);
  if (number > 0) return token("number", number);
  const newline = matchLength(NEWLINE, text, from);
  if (newline > 0) return token("newline", newline);
  const comment = matchLength(COMMENT, text, from);
  if (comment > 0) return token("comment", comment);
  return token("unknown", String.fromCodePoint(text.codePointAt(from) ?? 0).length);
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
