import { type Action, setDiagnostics } from "@codemirror/lint";
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { Fix } from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";

export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A place in the text with the classes that light it. */
export interface LitPlace extends Place {
  readonly classes: string;
}

export const light = StateEffect.define<readonly LitPlace[]>();
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

/** What is lit in the text, and the signs it was read with. */
export const decorations: Extension = [litField, productField];

/** What shows how a text was read: what is wrong with it, and where it has a product without a sign. */
export function marksOf(state: EditorState, text: string): readonly StateEffect<unknown>[] {
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
