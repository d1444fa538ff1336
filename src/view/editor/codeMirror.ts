import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { type Action, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension, Prec, StateEffect, StateField, Transaction } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  highlightActiveLine,
  type KeyBinding,
  keymap,
  lineNumbers,
  placeholder,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import {
  type Fix,
  functionNames,
  operationHelp,
  operationNamed,
  plainText,
  tex,
  tokenAt,
} from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import { renderTex } from "../typeset/typesetter.ts";
import { afterPaint } from "../useAfterPaint.ts";

/** The editor as the page uses it. */
export interface CodeEditor {
  /** Shows a text that came from elsewhere, and lights places in it; at a slider, once the picture is painted. */
  show(text: string, lit: () => readonly LitPlace[]): void;
  focus(caret: number): void;
  close(): void;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** A place in the text with the classes that light it. */
export interface LitPlace extends Place {
  readonly classes: string;
}

/** What the editor tells of the person. */
export interface EditorListener {
  onChange(text: string): void;
  /** The pointer or the caret is at a piece of the text, or, for null, at none. */
  onPoint(by: "pointer" | "focus", piece: Place | null): void;
  /** A place was clicked with Ctrl or ⌘. */
  onPin(offset: number): void;
}

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

const highlighting = HighlightStyle.define([
  { tag: tags.keyword, class: "token-function" },
  { tag: tags.definition(tags.variableName), class: "token-definition" },
  { tag: tags.variableName, class: "token-name" },
  { tag: tags.number, class: "token-number" },
  { tag: tags.comment, class: "token-comment" },
]);

const light = StateEffect.define<readonly LitPlace[]>();
const litField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(light));
    if (effect === undefined) return marks.map(transaction.changes);
    const places: readonly LitPlace[] = effect.value;
    const { length } = transaction.newDoc;
    return Decoration.set(
      places
        .filter(({ from, to }) => from < to && to <= length)
        .map(({ from, to, classes }) => Decoration.mark({ class: classes }).range(from, to)),
      true,
    );
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The sign of a product that has none: seen, and no part of the text. */
class ProductSign extends WidgetType {
  override eq(): boolean {
    return true;
  }
  toDOM(): HTMLElement {
    const sign = document.createElement("span");
    sign.className = "product-sign";
    sign.ariaHidden = "true";
    return sign;
  }
}

const showProducts = StateEffect.define<readonly Place[]>();
const tightProduct = Decoration.widget({ widget: new ProductSign(), side: 1 });
// In a blank there is room for the sign.
const looseProduct = Decoration.mark({ class: "product-gap" });
const productField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(showProducts));
    if (effect === undefined) return marks.map(transaction.changes);
    const places: readonly Place[] = effect.value;
    return Decoration.set(
      places.map(({ from, to }) => (to > from ? looseProduct.range(from, to) : tightProduct.range(from))),
    );
  },
  provide: (field) => EditorView.decorations.from(field),
});

// Enter ends a line, also while names are offered: whoever types on does not look at the list. Tab takes a name.
const completionKeys: readonly KeyBinding[] = [
  ...completionKeymap.filter(({ key }) => key !== "Enter"),
  { key: "Tab", run: acceptCompletion },
];

// Presentation remotes send Page Up and Page Down: these are the page's, wherever the focus is.
const editingKeys = defaultKeymap.filter(({ key }) => key !== "PageUp" && key !== "PageDown");

const NO_PLACES: readonly LitPlace[] = [];

/** A text that is still to be shown. The editor reads its own layout at each change: the picture need not wait for that. */
class Coming {
  private readonly show: CodeEditor["show"];
  private next: Parameters<CodeEditor["show"]> | null = null;
  callOff: () => void = () => undefined;

  constructor(show: CodeEditor["show"]) {
    this.show = show;
  }

  /** Shows a text at once, or else once the frame is painted. */
  await(text: string, lit: () => readonly LitPlace[], isUrgent: boolean): void {
    const isAwaited = this.next !== null;
    this.next = [text, lit];
    if (isUrgent) this.bring();
    else if (!isAwaited) this.callOff = afterPaint(() => this.bring());
  }

  /** The person has written on: what was to come is of a text before. */
  forget(): void {
    this.callOff();
    this.next = null;
  }

  /** Shows what has not been shown yet. */
  bring(): void {
    this.callOff();
    const { next } = this;
    this.next = null;
    if (next !== null) this.show(...next);
  }
}

/** Opens an editor in an element. The listener hears of what the person does, not of what `show` brings. */
export function openEditor(parent: HTMLElement, text: string, listener: EditorListener): CodeEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        placeholder("for example (a+b)*(b+1)"),
        highlightActiveLine(),
        bracketMatching(),
        language,
        syntaxHighlighting(highlighting),
        litField,
        productField,
        EditorView.lineWrapping,
        autocompletion({ override: [complete], icons: false, defaultKeymap: false }),
        // Undo is the page's: one history for text and values. Escape leaves the editor.
        Prec.highest(keymap.of([...completionKeys, { key: "Escape", run: leave }])),
        keymap.of(editingKeys),
        EditorView.contentAttributes.of({
          "aria-label": "Program",
          autocapitalize: "off",
          autocorrect: "off",
          spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => {
          tellCaret(update, listener);
          if (!update.docChanged) return;
          const isTyped = !update.transactions.some((transaction) =>
            transaction.annotation(Transaction.remote),
          );
          if (isTyped) {
            coming.forget();
            listener.onChange(update.state.doc.toString());
          }
        }),
        pointing(listener),
      ],
    }),
  });
  let shown = { text, lit: NO_PLACES };
  view.dispatch({ effects: marksOf(view.state, text) });
  const show = (next: string, places: () => readonly LitPlace[]): void => {
    const current = view.state.doc.toString();
    const lit = places();
    const isMarked = next === shown.text;
    const isLitElsewhere = lit !== shown.lit;
    shown = { text: next, lit };
    if (next === current && isMarked && !isLitElsewhere) return;
    // One transaction, because the view measures itself after each.
    view.dispatch({
      changes: next === current ? [] : difference(current, next),
      effects: [...(isLitElsewhere ? [light.of(lit)] : []), ...(isMarked ? [] : marksOf(view.state, next))],
      annotations: Transaction.remote.of(true),
    });
  };
  const coming = new Coming(show);
  // Who is about to type has the newest text before them.
  view.dom.addEventListener("focusin", () => coming.bring());
  return {
    // What was typed is there already, and only its marks are to come.
    show: (next, lit) => coming.await(next, lit, view.hasFocus && next !== view.state.doc.toString()),
    focus(caret) {
      view.focus();
      view.dispatch({ selection: { anchor: Math.min(caret, view.state.doc.length) } });
    },
    close() {
      coming.callOff();
      view.destroy();
    },
  };
}

/** What the caret, or the selection, is at; while somebody types, nothing is pointed at. */
function tellCaret(update: ViewUpdate, { onPoint }: EditorListener): void {
  if (update.focusChanged && !update.view.hasFocus) onPoint("focus", null);
  else if (update.docChanged) onPoint("focus", null);
  else if (update.selectionSet && update.view.hasFocus) {
    const { from, to } = update.state.selection.main;
    onPoint("focus", { from, to });
  }
}

/** The pointer over the text, and clicks that pin. */
function pointing({ onPoint, onPin }: EditorListener): Extension {
  const under = ({ clientX, clientY }: MouseEvent, view: EditorView): number | null => {
    const side = view.posAndSideAtCoords({ x: clientX, y: clientY });
    if (side === null) return null;
    // The character under the pointer, and nothing beyond the end of a line.
    const offset = side.assoc < 0 ? side.pos - 1 : side.pos;
    const box = view.coordsForChar(Math.max(0, offset));
    return box !== null && clientX >= box.left - 1 && clientX <= box.right + 1 ? offset : null;
  };
  return EditorView.domEventHandlers({
    mousemove(event, view) {
      const offset = under(event, view);
      onPoint("pointer", offset === null ? null : { from: offset, to: offset });
    },
    mouseleave: () => onPoint("pointer", null),
    mousedown(event, view) {
      const offset = event.ctrlKey || event.metaKey ? under(event, view) : null;
      if (offset === null) return false;
      onPin(offset);
      return true;
    },
  });
}

function leave(view: EditorView): boolean {
  view.contentDOM.blur();
  return true;
}

/** The smallest change between two texts, so that the caret stays where it is. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0;
  const shortest = Math.min(before.length, after.length);
  while (from < shortest && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < shortest - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** What shows how a text was read: what is wrong with it, and where it has a product without a sign. */
function marksOf(state: EditorState, text: string): readonly StateEffect<unknown>[] {
  const read = readingOf(text);
  const diagnostics = read.diagnostics
    .filter(({ code }) => code !== "empty-program")
    .map(({ from, to, severity, message, hint, fix }) => ({
      // An error at the end of the text is shown on its last character.
      from: Math.min(from, Math.max(0, text.length - 1)),
      to: Math.min(Math.max(to, from + 1), text.length),
      severity,
      message: hint === undefined ? message : `${message} ${hint}`,
      ...(fix && { actions: [fixAction(fix)] }),
    }));
  const { effects = [] } = setDiagnostics(state, diagnostics);
  return [showProducts.of(read.impliedProducts), effects].flat();
}

/** A fix as a button in the tooltip of its squiggle. */
function fixAction({ label, from, to, insert }: Fix): Action {
  return { name: label, apply: (view) => view.dispatch({ changes: { from, to, insert } }) };
}

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
