import { isEmpty } from "../../store/reading.ts";
import { useChoice, useDerived } from "../context.ts";
import { useAfterPaint } from "../useAfterPaint.ts";
import { useReadText } from "../useReadText.ts";
import { Message } from "./Message.tsx";

/** What a person is told about the program: errors of the text; without any, how it was read, and remarks on its numbers. */
export function Messages() {
  const text = useChoice((choices) => choices.text);
  // What is told of numbers follows when the picture shows them.
  const remarks = useAfterPaint(useDerived((all) => all.remarks));
  const read = useReadText();
  // Of an empty text there is nothing to mend: the stage says what can be typed.
  const said = isEmpty(text) ? [] : (read?.diagnostics ?? []);
  const shown = read?.graph == null ? said : [...said, ...(remarks?.() ?? [])];
  return (
    <ul className="messages" aria-label="Messages" aria-live="polite" tabIndex={-1}>
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
