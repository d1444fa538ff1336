import { useEffect, useId, useState } from "react";

interface NumberFieldProps {
  readonly name: string;
  readonly value: number;
  readonly isDisabled: boolean;
  readonly onBegin: () => void;
  readonly onChange: (value: number) => void;
}

/** A field that keeps what is typed: a number takes effect at once, anything else is marked and waits. */
export function NumberField({ name, value, isDisabled, onBegin, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const message = useId();
  const number = draft === null ? value : readNumber(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value from elsewhere replaces a finished draft
  useEffect(() => {
    if (number === value) setDraft(null);
  }, [value]);
  return (
    <span className="number-field">
      <input
        type="text"
        inputMode="decimal"
        aria-label={name}
        aria-invalid={number === null}
        aria-describedby={number === null ? message : undefined}
        value={draft ?? String(value)}
        disabled={isDisabled}
        onFocus={onBegin}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          const typed = readNumber(text);
          if (typed !== null) onChange(typed);
        }}
        onBlur={() => setDraft(null)}
      />
      {number === null && (
        <span className="field-message" id={message}>
          Not a number
        </span>
      )}
    </span>
  );
}

/** A number as people type it, with a point or a comma; null for anything else. */
function readNumber(text: string): number | null {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}
