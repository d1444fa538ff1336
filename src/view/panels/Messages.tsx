import type { ReactNode } from "react";
import type { Diagnostic, Fix } from "../../core/index.ts";
import { isEmpty, readingOf } from "../../store/reading.ts";
import { useChoice, useDerived, useEdgewise } from "../context.ts";
import { useAfterPaint } from "../useAfterPaint.ts";

/** What a person is told about the program: errors of the text; without any, how it was read, and remarks on its numbers. */
export function Messages() {
  const text = useChoice((choices) => choices.text);
  // What is told of numbers follows when the picture shows them.
  const remarks = useAfterPaint(useDerived((all) => all.remarks));
  const { graph, diagnostics } = readingOf(text);
  // Of an empty text there is nothing to mend: the stage says what can be typed.
  const said = isEmpty(text) ? [] : diagnostics;
  const shown = graph === null ? said : [...said, ...(remarks?.() ?? [])];
  return (
    <ul className="messages" aria-label="Messages" aria-live="polite">
      {shown.slice(0, 8).map((diagnostic) => (
        <Message
          key={`${diagnostic.code}:${diagnostic.from}:${diagnostic.message}`}
          diagnostic={diagnostic}
          text={text}
        />
      ))}
      {shown.length > 8 && <li>and {shown.length - 8} more</li>}
    </ul>
  );
}

function Message({ diagnostic, text }: { readonly diagnostic: Diagnostic; readonly text: string }) {
  const store = useEdgewise();
  const { severity, message, hint, from, fix } = diagnostic;
  const mend = ({ from: start, to, insert, label }: Fix): void => {
    store
      .getState()
      .setText(text.slice(0, start) + insert + text.slice(to), `fix:${label}:${start}:${text.length}`);
  };
  const before = text.slice(0, from).split(/\r\n|\r|\n/);
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return (
    <li className={`message is-${severity}`}>
      {withCode(message)} {withCode(hint ?? "")} <span className="place">({place})</span>
      {fix !== undefined && (
        <button type="button" className="fix" onClick={() => mend(fix)}>
          {fix.label}
        </button>
      )}
    </li>
  );
}

/** Words with what stands between backticks as code. */
export function withCode(words: string): ReactNode {
  return words.split("`").map((part, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence keep their places
    place % 2 === 1 ? <code key={place}>{part}</code> : part,
  );
}
