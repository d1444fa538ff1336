import type { Diagnostic } from "./diagnostics.ts";
import type { Token } from "./lexer.ts";
import type { Span } from "./span.ts";

/** The token so many places ahead of the one at hand. */
export type Look = (ahead: number) => Token;

/** Whether there is a function of this name for so many operands; for null operands, a constant. */
export type Takes = (name: string, operands: number | null) => boolean;

/**
 * What is known of other languages' signs, at a token that cannot be read in any case: it only words what is wrong, so
 * that a page can begin without it.
 */
export type Abroad = (peek: Look, text: Text) => Diagnostic | null;

/** What can be asked of a text besides its tokens. */
export interface Text {
  readonly source: string;
  readonly takes: Takes;
  readonly abroad: Abroad;
}

export function isLineEnd({ kind }: Token): boolean {
  return kind === "newline" || kind === "semicolon" || kind === "end";
}

/** Places of tokens, counted as `Look` does. */
export interface Arguments {
  /** The first and the last token of each operand. */
  readonly operands: readonly Span[];
  /** Those given by name, `axis=0`, from the name on. */
  readonly keywords: readonly Span[];
  readonly close: number;
}

/** What stands between the bracket at `open` and the one that closes it; null where none does, or where it is unclear. */
export function argumentsAt(peek: Look, open: number): Arguments | null {
  const operands: Span[] = [];
  const keywords: Span[] = [];
  let from = open + 1;
  let depth = 0;
  for (let at = open; ; at += 1) {
    const { kind } = peek(at);
    if (kind === "end" || kind === "semicolon") return null;
    if (kind === "open" || kind === "openList") depth += 1;
    const isClose = kind === "close" || kind === "closeList";
    if (isClose) depth -= 1;
    if (depth > 1 || !(isClose || kind === "comma") || (isClose && depth === 1)) continue;
    while (peek(from).kind === "newline") from += 1;
    if (peek(from).kind === "name" && peek(from + 1).kind === "equals") keywords.push({ from, to: at - 1 });
    else if (from < at) operands.push({ from, to: at - 1 });
    else if (kind === "comma") return null;
    from = at + 1;
    if (isClose) return { operands, keywords, close: at };
  }
}

/** The place of the first token of what ends at `last`: of a name, a call, brackets, an entry, a transpose. */
export function beginningOf(peek: Look, last: number): number | null {
  let at = last;
  for (;;) {
    const token = peek(at);
    if (token.kind === "name") return at;
    if (token.kind === "prime") {
      at -= 1;
      continue;
    }
    if (token.kind !== "close" && token.kind !== "closeList") return null;
    const open = openingOf(peek, at);
    if (open === null) return null;
    const before = peek(open - 1);
    const isBehind = before !== peek(open) && before.to === peek(open).from;
    if (peek(open).kind === "open") return isBehind && before.kind === "name" ? open - 1 : open;
    if (!isBehind || !["name", "close", "closeList", "prime"].includes(before.kind)) return open;
    at = open - 1;
  }
}

function openingOf(peek: Look, close: number): number | null {
  let depth = 0;
  for (let at = close; ; at -= 1) {
    const token = peek(at);
    if (token.kind === "close" || token.kind === "closeList") depth += 1;
    if (token.kind === "open" || token.kind === "openList") depth -= 1;
    if (depth === 0) return at;
    if (token.kind === "semicolon" || token === peek(at - 1)) return null;
  }
}
