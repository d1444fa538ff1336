import type { Token } from "./lexer.ts";

/** A place among the tokens of a text. */
export class Cursor {
  protected place = 0;
  protected readonly tokens: readonly Token[];
  /** What is found by looking before the first token, and behind the last, which is the text's end. */
  protected readonly first: Token;
  protected readonly end: Token;

  constructor(tokens: readonly Token[]) {
    const [first, end] = [tokens[0], tokens.at(-1)];
    if (first === undefined || end === undefined) throw new Error("the token list lacks its end");
    this.tokens = tokens;
    this.first = first;
    this.end = end;
  }

  protected peek(ahead = 0): Token {
    return this.tokens[this.place + ahead] ?? (this.place + ahead < 0 ? this.first : this.end);
  }

  protected next(): Token {
    const token = this.peek();
    this.place += 1;
    return token;
  }
}

/** Whether a token ends a statement and begins another. */
export function isSeparator(token: Token): boolean {
  return token.kind === "newline" || token.kind === "semicolon";
}
