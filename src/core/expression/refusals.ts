import { isSeparator } from "./cursor.ts";
import { type Diagnostic, diagnose, withFix } from "./diagnostics.ts";
import type { Token } from "./lexer.ts";
import { StatementError } from "./statementError.ts";
import { type Bracket, isBracket, type Waiting } from "./waiting.ts";

/** A bracket closed by one of the other kind. */
export function mismatched({ kind, open }: Bracket, token: Token): StatementError {
  const insert = kind === "list" ? "]" : ")";
  const { from, to } = token;
  const fix = { from, to, insert, label: `Write ${insert}` };
  return new StatementError(
    withFix(diagnose("mismatched-bracket", token, open.text, insert, token.text), fix),
  );
}

export function missingOperand(before: Token, found: Token, frame: Waiting | undefined): Diagnostic {
  if (found.kind === "unknown") return diagnose("unknown-character", found, describe(found), "");
  const isClose = found.kind === "close" || found.kind === "closeList";
  const isOpen = before.kind === "open" || before.kind === "openList";
  if (isClose && frame !== undefined && isBracket(frame) && isOpen)
    return diagnose("empty-brackets", { from: frame.open.from, to: found.to });
  if (isClose && frame === undefined) return strayBracket(found);
  const isAfterSomething = before.from < found.from && !isSeparator(before);
  const what = found.kind === "end" || isSeparator(found) ? "" : `\`${found.text}\``;
  return diagnose("missing-operand", found, isAfterSomething ? before.text : "", what);
}

export function strayBracket(token: Token): Diagnostic {
  const { from, to } = token;
  return withFix(diagnose("stray-bracket", token, token.text), {
    from,
    to,
    insert: "",
    label: `Remove ${token.text}`,
  });
}

/** A character in words that can be shown: those that cannot be seen are named by their number. */
export function describe(token: Token): string {
  if (token.kind !== "unknown") return `\`${token.text}\``;
  const code = token.text.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(token.text) ? `\`${token.text}\`` : `The character ${number}`;
}
