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
  | "openList"
  | "closeList"
  /** The transpose, `A'`. */
  | "prime"
  | "colon"
  /** Between the first and the last step of a loop: `1..3`. */
  | "range"
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

// Sticky expressions, tried in this order. A number's exponent needs digits: in `2e` the `e` is a name. Two points are a
// range's: in `1..3` the numbers are whole.
const NUMBER = /(?:[\d０-９]+(?:[.．](?![.．])[\d０-９]*)?|[.．][\d０-９]+)(?:[eEｅＥ][+-]?[\d０-９]+)?/y;
// Lowered digits end a name, as on paper: w₁x₁ is a product.
const NAME =
  /[A-Za-z_Ａ-Ｚａ-ｚ＿Α-ΡΣ-Ωα-ωϕϵ][A-Za-z0-9_Ａ-Ｚａ-ｚ０-９＿Α-ΡΣ-Ωα-ωϕϵ]*(?:[₀-₉]+(?:_[A-Za-z0-9_Ａ-Ｚａ-ｚ０-９＿Α-ΡΣ-Ωα-ωϕϵ]*)?)*/y;
const SUPERSCRIPT = /[⁺⁻]?[⁰¹²³⁴-⁹]+/y;
// What comes along when text is pasted: spaces of all widths, and the byte order mark.
const BLANK = /[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff]+/y;
const COMMENT = /[#＃][^\r\n]*/y;
const NEWLINE = /\r\n|\r|\n/y;

/** Signs and what else they are written as. */
const SIGNS: readonly (readonly [TokenKind, string, string])[] = [
  ["operator", "+", "+＋"],
  ["operator", "-", "-−–－"],
  ["operator", "*", "*·×∙⋅∗＊⊙"],
  ["operator", "/", "/÷∕／"],
  ["operator", "^", "^＾"],
  ["operator", "@", "@＠"],
  ["operator", "√", "√"],
  ["open", "(", "(（"],
  ["close", ")", ")）"],
  ["openList", "[", "[［"],
  ["closeList", "]", "]］"],
  ["prime", "'", "'＇’′ᵀ"],
  ["colon", ":", ":："],
  ["range", "..", "…‥"],
  ["comma", ",", ",，"],
  ["equals", "=", "=＝"],
  ["semicolon", ";", ";；"],
];

const BY_CHARACTER: ReadonlyMap<string, readonly [TokenKind, string]> = new Map(
  SIGNS.flatMap(([kind, text, characters]) =>
    [...characters].map((character) => [character, [kind, text]] as const),
  ),
);

// Nearly all tokens are in ASCII: what each of its characters is stands in tables, and needs no search.
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const ASCII_SIGNS = ASCII.map((character) => BY_CHARACTER.get(character));
/** What a character of a word is; 0 for those of no word. */
const LETTER = 1;
const DIGIT = 2;
const WORDS = Uint8Array.from(ASCII, (character) =>
  /[A-Za-z_]/.test(character) ? LETTER : /\d/.test(character) ? DIGIT : 0,
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
  const from = isBlank(codeAt(text, place)) ? placeAfterBlanks(text, place) : place;
  const code = codeAt(text, from);
  if (WORDS[code] === LETTER) {
    const to = placeAfterWord(text, from);
    if (!isBeyondAscii(codeAt(text, to))) return { kind: "name", text: text.slice(from, to), from, to };
  } else if (WORDS[code] === DIGIT) return numberAt(text, from);
  if (from >= text.length) return { kind: "end", text: "", from, to: from };
  if (code === ASTERISK && codeAt(text, from + 1) === ASTERISK)
    return { kind: "operator", text: "^", from, to: from + 2 };
  if (code === DOT && codeAt(text, from + 1) === DOT)
    return { kind: "range", text: "..", from, to: from + (codeAt(text, from + 2) === DOT ? 3 : 2) };
  const sign = isBeyondAscii(code) ? BY_CHARACTER.get(text[from] ?? "") : ASCII_SIGNS[code];
  if (sign !== undefined) return { kind: sign[0], text: sign[1], from, to: from + 1 };
  if (code === LINE_FEED) return { kind: "newline", text: "\n", from, to: from + 1 };
  return wordAt(text, from) ?? lineEndAt(text, from) ?? unknownAt(text, from);
}

/** The code at a place; 0, which stands for nothing, behind the end: NaN would make every look-up slow. */
function codeAt(text: string, place: number): number {
  return place < text.length ? text.charCodeAt(place) : 0;
}

const ASTERISK = 42;
const LINE_FEED = 10;
const DOT = 46;

function placeAfterBlanks(text: string, place: number): number {
  // One space between two words is the rule.
  const isOne = codeAt(text, place) === 32 && !isBlank(codeAt(text, place + 1));
  return isOne ? place + 1 : place + matchLength(BLANK, text, place);
}

function placeAfterWord(text: string, place: number): number {
  let end = place;
  while (WORDS[codeAt(text, end)]) end += 1;
  return end;
}

function isBeyondAscii(code: number): boolean {
  return code >= 128;
}

function numberAt(text: string, from: number): Token {
  const to = placeAfterPlainNumber(text, from) ?? from + matchLength(NUMBER, text, from);
  return { kind: "number", text: halfWidth(text.slice(from, to)), from, to };
}

/** What East Asian keyboards write as wide as their own characters, as everyone else writes it; each is one code unit. */
function halfWidth(written: string): string {
  return written.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/** Behind digits with at most a dot between them; null where a letter follows, which may begin an exponent. */
function placeAfterPlainNumber(text: string, from: number): number | null {
  let end = placeAfterDigits(text, from);
  const hasPoint = codeAt(text, end) === DOT && codeAt(text, end + 1) !== DOT;
  if (end > from && hasPoint) end = placeAfterDigits(text, end + 1);
  return end > from && WORDS[codeAt(text, end)] !== LETTER ? end : null;
}

function placeAfterDigits(text: string, place: number): number {
  let end = place;
  while (WORDS[codeAt(text, end)] === DIGIT) end += 1;
  return end;
}

/** Whether a character can begin a run of blanks; most are neither a space nor beyond ASCII, and need no more. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code >= 160;
}

function wordAt(text: string, from: number): Token | null {
  const nameEnd = from + matchLength(NAME, text, from);
  if (nameEnd > from) return { kind: "name", text: nameAt(text, from, nameEnd), from, to: nameEnd };
  if (matchLength(NUMBER, text, from) > 0) return numberAt(text, from);
  const raisedEnd = from + matchLength(SUPERSCRIPT, text, from);
  if (raisedEnd === from) return null;
  return { kind: "superscript", text: loweredDigits(text.slice(from, raisedEnd)), from, to: raisedEnd };
}

function lineEndAt(text: string, from: number): Token | null {
  const newlineEnd = from + matchLength(NEWLINE, text, from);
  if (newlineEnd > from) return { kind: "newline", text: text.slice(from, newlineEnd), from, to: newlineEnd };
  const commentEnd = from + matchLength(COMMENT, text, from);
  return commentEnd > from
    ? { kind: "comment", text: text.slice(from, commentEnd), from, to: commentEnd }
    : null;
}

function unknownAt(text: string, from: number): Token {
  const character = String.fromCodePoint(text.codePointAt(from) ?? 0);
  return { kind: "unknown", text: character, from, to: from + character.length };
}

/** The name in its one spelling; σ before a bracket is the function of that sign. */
function nameAt(text: string, from: number, to: number): string {
  const written = halfWidth(text.slice(from, to));
  if (written !== "σ") return canonicalName(written);
  const after = text[to + matchLength(BLANK, text, to)] ?? "";
  return BY_CHARACTER.get(after)?.[0] === "open" ? "sigmoid" : canonicalName(written);
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
