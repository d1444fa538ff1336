import { defaultKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { EditorState, type Extension, Prec, Transaction } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
  type ViewUpdate,
} from "@codemirror/view";
import { abroad } from "../../core/index.ts";
import { provideAbroad } from "../../store/reading.ts";
import { Coming, type Show } from "./coming.ts";
import { completion, completionKeys } from "./completion.ts";
import { decorations, type LitPlace, light, marksOf, type Place } from "./decorations.ts";
import { highlighting } from "./highlighting.ts";

provideAbroad(abroad);

/** The editor as the page uses it. */
export interface CodeEditor {
  /** Shows a text that came from elsewhere, and lights places in it; at a slider, once the picture is painted. */
  readonly show: Show;
  focus(caret: number): void;
  close(): void;
}

/** What the editor tells of the person. */
export interface EditorListener {
  onChange(text: string): void;
  /** The pointer or the caret is at a piece of the text, or, for null, at none. */
  onPoint(by: "pointer" | "focus", piece: Place | null): void;
  /** A place was clicked with Ctrl or ⌘. */
  onPin(offset: number): void;
}

// Presentation remotes send Page Up and Page Down: these are the page's, wherever the focus is.
const editingKeys = defaultKeymap.filter(({ key }) => key !== "PageUp" && key !== "PageDown");

const NO_PLACES: readonly LitPlace[] = [];

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
        highlighting,
        decorations,
        EditorView.lineWrapping,
        completion,
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
