import type { Diagnostic, Fix } from "../../core/index.ts";
import { useEdgewise } from "../context.ts";
import { withCode } from "./withCode.tsx";

interface MessageProps {
  readonly diagnostic: Diagnostic;
  readonly text: string;
}

/** One diagnostic: what is wrong, where, and a button where a fix is certain. */
export function Message({ diagnostic, text }: MessageProps) {
  const store = useEdgewise();
  const { severity, message, hint, from, fix } = diagnostic;
  const mend = ({ from: start, to, insert, label }: Fix, button: HTMLElement): void => {
    // The button goes with its message. Not the editor is next: the key that pressed the button would be typed there.
    button.closest("ul")?.focus();
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
        <button type="button" className="fix" onClick={({ currentTarget }) => mend(fix, currentTarget)}>
          {fix.label}
        </button>
      )}
    </li>
  );
}
