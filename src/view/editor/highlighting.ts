import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import { operationNamed, tokenAt } from "../../core/index.ts";

/** Tokens come from the program's own lexer: what is coloured as a name is one. */
const language = StreamLanguage.define<null>({
  name: "edgewise",
  startState: () => null,
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["("] } },
  token(stream) {
    const token = tokenAt(stream.string, stream.pos);
    if (token.from > stream.pos) {
      stream.pos = token.from;
      return null;
    }
    stream.pos = Math.max(token.to, stream.pos + 1);
    if (token.kind === "name") {
      if (operationNamed(token.text) !== undefined || isLoopSign(stream.string, token)) return "keyword";
      return isDefined(stream.string, token.to) ? "variableName.definition" : "variableName";
    }
    return { number: "number", comment: "comment", operator: "operator" }[token.kind as string] ?? null;
  },
});

/** Whether a name is the `for` of `for t = 1..3`; everywhere else it is a name like any other. */
function isLoopSign(line: string, { text, to }: { readonly text: string; readonly to: number }): boolean {
  const index = tokenAt(line, to);
  return text === "for" && index.kind === "name" && tokenAt(line, index.to).kind === "equals";
}

/** Whether a name that ends here is what a statement assigns: `y =`, or `h[t] =`. */
function isDefined(line: string, to: number): boolean {
  const [places = ""] = /^\[[^\]=]*\]/.exec(line.slice(to)) ?? [];
  return tokenAt(line, to + places.length).kind === "equals";
}

const style = HighlightStyle.define([
  { tag: tags.keyword, class: "token-function" },
  { tag: tags.definition(tags.variableName), class: "token-definition" },
  { tag: tags.variableName, class: "token-name" },
  { tag: tags.number, class: "token-number" },
  { tag: tags.comment, class: "token-comment" },
]);

/** The program's text in colours. */
export const highlighting: Extension = [language, syntaxHighlighting(style)];
