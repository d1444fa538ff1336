import { useEffect } from "react";
import { partsAt, partsWithin } from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { useChoice } from "../context.ts";
import type { CodeEditor } from "./codeMirror.ts";
import { useLitPlaces } from "./useLitPlaces.ts";

/** The text in the editor, and what is lit there. */
export function EditorText({ editor }: { readonly editor: CodeEditor }) {
  const text = useChoice((choices) => choices.text);
  const lit = useLitPlaces();
  useEffect(() => editor.show(text, lit), [editor, text, lit]);
  return null;
}

/** What a piece of the text is about, or, where it is empty, its place; nothing while the text is no program. */
export function partsIn(
  store: EdgewiseStore,
  { from, to }: { readonly from: number; readonly to: number },
): readonly string[] {
  const { graph, program } = readingOf(store.getState().text);
  if (graph === null || program === null) return [];
  if (from < to) return partsWithin(graph, program, { from, to });
  const here = partsAt(graph, program, from);
  return here.length > 0 || from === 0 ? here : partsAt(graph, program, from - 1);
}
