import { useEffect, useRef, useState } from "react";
import { partsAt, partsWithin } from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { useChoice, useEdgewise } from "../context.ts";
import { Messages } from "../panels/Messages.tsx";
import { point, togglePinned } from "../pointing/about.ts";
import type { CodeEditor } from "./codeMirror.ts";
import { typingGestures } from "./typing.ts";
import { useLitPlaces } from "./useLitPlaces.ts";

const nextGesture = typingGestures();

/** The program's text. A plain text area stands in until the editor has loaded, and wherever it cannot load. */
export function ProgramEditor() {
  const store = useEdgewise();
  const host = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const text = useChoice((choices) => choices.text);
  const lit = useLitPlaces();

  useEffect(() => {
    let loaded: CodeEditor | null = null;
    let isGone = false;
    const opening = import("./codeMirror.ts").then(({ openEditor }) => {
      if (isGone || host.current === null) return;
      const hadFocus = document.activeElement === plain.current;
      const caret = plain.current?.selectionStart ?? 0;
      loaded = openEditor(host.current, store.getState().text, {
        onChange: (next) => store.getState().setText(next, nextGesture(performance.now())),
        onPoint: (by, piece) => point(store, by, piece === null ? [] : partsIn(store, piece)),
        onPin: (offset) => togglePinned(store, partsIn(store, { from: offset, to: offset })),
      });
      setEditor(loaded);
      if (hadFocus) loaded.focus(caret);
    });
    // Without it, the plain text area does: nothing is lost but colours.
    opening.catch(() => undefined);
    return () => {
      isGone = true;
      loaded?.close();
    };
  }, [store]);

  useEffect(() => editor?.show(text, lit), [editor, text, lit]);

  return (
    <section className="panel program" aria-labelledby="program-title">
      <h2 id="program-title">Program</h2>
      <div className="editor" ref={host}>
        {editor === null && (
          <textarea
            ref={plain}
            aria-label="Program"
            rows={Math.max(3, text.split("\n").length)}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            value={text}
            onChange={(event) =>
              store.getState().setText(event.currentTarget.value, nextGesture(event.timeStamp))
            }
          />
        )}
      </div>
      <Messages />
    </section>
  );
}

/** What a piece of the text is about, or, where it is empty, its place; nothing while the text is no program. */
function partsIn(
  store: EdgewiseStore,
  { from, to }: { readonly from: number; readonly to: number },
): readonly string[] {
  const { graph, program } = readingOf(store.getState().text);
  if (graph === null || program === null) return [];
  if (from < to) return partsWithin(graph, program, { from, to });
  const here = partsAt(graph, program, from);
  return here.length > 0 || from === 0 ? here : partsAt(graph, program, from - 1);
}
