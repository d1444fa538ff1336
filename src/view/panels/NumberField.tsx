import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { readTypedNumber } from "../../formats/typedNumber.ts";
import { withCode } from "./withCode.tsx";

interface NumberFieldProps {
  readonly name: string;
  readonly value: number;
  readonly isDisabled: boolean;
  readonly onBegin: () => void;
  readonly onChange: (value: number) => void;
  /** Where there is room for what is wrong, once it is there. */
  readonly messagesIn: HTMLElement | null;
}

/**
 * A field for a number, which takes effect as it is typed. Anything else stays as it was typed, with what is wrong with
 * it, until it is mended or Escape takes it away; meanwhile the number holds that was there before.
 */
export function NumberField({ name, value, isDisabled, onBegin, onChange, messagesIn }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const message = useId();
  /** The number before anything was typed, and the one that was given last. */
  const known = useRef({ before: value, given: value });
  const read = draft === null ? null : readTypedNumber(draft);
  const problem = read !== null && "problem" in read ? read.problem : null;
  useEffect(() => {
    // A number from elsewhere is a decision too.
    if (value !== known.current.given) setDraft(null);
    known.current.given = value;
  }, [value]);

  function give(next: number): void {
    known.current.given = next;
    if (next !== value) onChange(next);
  }
  function take(text: string): void {
    if (draft === null) known.current.before = value;
    setDraft(text);
    const typed = readTypedNumber(text);
    give("value" in typed ? typed.value : known.current.before);
  }
  function cancel(event: KeyboardEvent): void {
    if (event.key !== "Escape" || draft === null) return;
    // This key is used up: it neither closes the inspector nor ends a push.
    event.stopPropagation();
    setDraft(null);
    give(known.current.before);
  }

  return (
    <span className="number-field">
      <input
        type="text"
        inputMode="decimal"
        aria-label={name}
        aria-invalid={problem !== null}
        aria-describedby={problem !== null ? message : undefined}
        value={draft ?? String(value)}
        disabled={isDisabled}
        onFocus={onBegin}
        onChange={(event) => take(event.currentTarget.value)}
        onKeyDown={cancel}
        onBlur={() => {
          if (problem === null) setDraft(null);
        }}
      />
      {problem !== null &&
        messagesIn !== null &&
        createPortal(
          <p className="field-message" id={message}>
            {name}: {withCode(problem)} {String(value)} stays until it is mended; Escape brings it back.
          </p>,
          messagesIn,
        )}
    </span>
  );
}
