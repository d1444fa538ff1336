import { useEffect, useRef, useState } from "react";
import { isEdge, nodeAt, partById } from "../../core/index.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { Messages } from "../panels/Messages.tsx";
import type { CodeEditor } from "./codeMirror.ts";
import { typingGestures } from "./typing.ts";

const nextGesture = typingGestures();

/** The program's text. A plain text area stands in until the editor has loaded, and wherever it cannot load. */
export function ProgramEditor() {
  const store = useEdgewise();
  const host = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const text = useChoice((choices) => choices.text);
  const lit = useLitSpan();

  useEffect(() => {
    let loaded: CodeEditor | null = null;
    let isGone = false;
    const opening = import("./codeMirror.ts").then(({ openEditor }) => {
      if (isGone || host.current === null) return;
      const hadFocus = document.activeElement === plain.current;
      const caret = plain.current?.selectionStart ?? 0;
      loaded = openEditor(host.current, store.getState().text, (next) =>
        store.getState().setText(next, nextGesture(performance.now())),
      );
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

/** The place in the text that belongs to what is pointed at, or else to the step under way. */
function useLitSpan(): { readonly from: number; readonly to: number } | null {
  const pointed = useChoice((choices) => choices.pointed);
  const isGood = useChoice(({ text, goodText }) => text === goodText);
  const graph = useDerived((all) => all.graph);
  const step = useDerived(({ picture }) => picture.moving?.step ?? null);
  const part = graph && (pointed ? partById(graph, pointed.id) : step && partById(graph, step.id));
  if (!isGood || graph === null || part == null) return null;
  return isEdge(part) ? nodeAt(graph, part.to) : part;
}
