import { type ComponentType, useEffect, useRef, useState } from "react";
import { useChoice, useEdgewise } from "../context.ts";
import { fetchPart } from "../fetching.ts";
import { Messages } from "../panels/Messages.tsx";
import { point, togglePinned } from "../pointing/about.ts";
import type { CodeEditor } from "./codeMirror.ts";
import { typingGestures } from "./typing.ts";

const nextGesture = typingGestures();

interface LoadedEditor {
  readonly editor: CodeEditor;
  /** Keeps what it shows up to date. */
  readonly Text: ComponentType<{ readonly editor: CodeEditor }>;
}

/** The program's text. A plain text area stands in until the editor has loaded, and wherever it cannot load. */
export function ProgramEditor() {
  const store = useEdgewise();
  const host = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const [loadedEditor, setEditor] = useState<LoadedEditor | null>(null);
  const text = useChoice((choices) => choices.text);

  useEffect(() => {
    let loaded: CodeEditor | null = null;
    let isGone = false;
    // Until they have come, the plain text area does: nothing is lost but colours.
    void fetchPart(() => Promise.all([import("./codeMirror.ts"), import("./EditorText.tsx")])).then(
      ([{ openEditor }, { EditorText, partsIn }]) => {
        if (isGone || host.current === null) return;
        const hadFocus = document.activeElement === plain.current;
        const caret = plain.current?.selectionStart ?? 0;
        loaded = openEditor(host.current, store.getState().text, {
          onChange: (next) => store.getState().setText(next, nextGesture(performance.now())),
          onPoint: (by, piece) => point(store, by, piece === null ? [] : partsIn(store, piece)),
          onPin: (offset) => togglePinned(store, partsIn(store, { from: offset, to: offset })),
        });
        setEditor({ editor: loaded, Text: EditorText });
        if (hadFocus) loaded.focus(caret);
      },
    );
    return () => {
      isGone = true;
      loaded?.close();
    };
  }, [store]);

  return (
    <section className="panel program" aria-labelledby="program-title">
      <h2 id="program-title">Program</h2>
      <div className="editor" ref={host}>
        {loadedEditor === null && (
          <textarea
            ref={plain}
            aria-label="Program"
            placeholder="for example (a+b)*(b+1)"
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
      {loadedEditor !== null && <loadedEditor.Text editor={loadedEditor.editor} />}
      <Messages />
    </section>
  );
}
