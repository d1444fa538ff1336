import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { KeyBinding } from "@codemirror/view";
import { functionNames, operationHelp, operationNamed, plainText, tex } from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import { renderTex } from "../typeset/typesetter.ts";

// Enter ends a line, also while names are offered: whoever types on does not look at the list. Tab takes a name.
export const completionKeys: readonly KeyBinding[] = [
  ...completionKeymap.filter(({ key }) => key !== "Enter"),
  { key: "Tab", run: acceptCompletion },
];

/** The list of a comment that gives roles, up to the word that is being typed in it. */
const ROLE_LIST = /#+[ \t]*(?:data|parameters?|constants?)[ \t]*[:：]([^#]*?)[A-Za-z0-9_]*$/i;

function complete(context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (before.includes("#")) return completeRoles(context, before);
  const word = context.matchBefore(/[A-Za-z_][A-Za-z0-9_]*/);
  if (word === null || (word.from === word.to && !context.explicit)) return null;
  const inputs = readingOf(context.state.doc.toString()).program?.inputs ?? [];
  // The word being typed is, for the program, a name like any other.
  const names = inputs.filter(({ from }) => from !== word.from).map(({ name }) => name);
  return {
    from: word.from,
    options: [
      ...functionNames.map(functionCompletion),
      ...loopCompletion(context),
      ...names.map((label): Completion => ({ label, detail: "input" })),
    ],
    validFor: /^[A-Za-z0-9_]*$/,
  };
}

/** What ends a loop, behind `h[t] = …`. */
function loopCompletion(context: CompletionContext): readonly Completion[] {
  const { text, from } = context.state.doc.lineAt(context.pos);
  const [, index] =
    /^\s*[^\s=[]+\[([A-Za-z_]\w*)[^\]=]*\]\s*=\s*\S/.exec(text.slice(0, context.pos - from)) ?? [];
  if (index === undefined) return [];
  return [{ label: "for", detail: ` ${index} = 1..3`, apply: `for ${index} = 1..3` }];
}

/** In a comment that gives roles, the inputs that it does not list yet; in any other, nothing. */
function completeRoles(context: CompletionContext, before: string): CompletionResult | null {
  const [list, listed] = ROLE_LIST.exec(before) ?? [];
  if (list === undefined || listed === undefined) return null;
  const word = context.matchBefore(/[A-Za-z0-9_]*/);
  const known = new Set(listed.split(/[\s,]+/));
  const inputs = readingOf(context.state.doc.toString()).program?.inputs ?? [];
  const options = inputs.flatMap(({ name, role }) =>
    known.has(name) ? [] : [{ label: name, detail: role }],
  );
  return { from: word?.from ?? context.pos, options, validFor: /^[A-Za-z0-9_]*$/ };
}

/** A function with its formula and its derivative, from the table. */
function functionCompletion(label: string): Completion {
  const key = operationNamed(label);
  if (key === undefined) return { label };
  const { usage, doc, formula, derivatives } = operationHelp(key, label);
  return {
    label,
    detail: usage.slice(label.length),
    apply: `${label}(`,
    info: () => {
      const box = document.createElement("div");
      const line = (html: string): void => {
        const paragraph = document.createElement("p");
        paragraph.innerHTML = html;
        box.append(paragraph);
      };
      const sentence = document.createElement("p");
      sentence.textContent = doc;
      box.append(sentence);
      line(renderTex(tex(formula), plainText(formula)));
      for (const { symbol, formula: slope } of derivatives) {
        line(renderTex(`${symbol.tex} = ${tex(slope)}`, `${symbol.plain} = ${plainText(slope)}`));
      }
      return box;
    },
  };
}

/** Offers functions and names while somebody types. */
export const completion: Extension = autocompletion({
  override: [complete],
  icons: false,
  defaultKeymap: false,
});
