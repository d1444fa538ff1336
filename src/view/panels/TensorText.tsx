import { useId } from "react";

interface TensorTextProps {
  readonly name: string;
  readonly text: string;
  /** Whether the tensor has a table to go back to. */
  readonly isSmall: boolean;
  readonly onDraft: (text: string) => void;
  readonly onTake: (text: string) => void;
  readonly onCancel: () => void;
}

/** A tensor as text, for pasting and for large ones; what cannot be read stays as it was typed. */
export function TensorText({ name, text, isSmall, onDraft, onTake, onCancel }: TensorTextProps) {
  const hint = useId();
  return (
    <>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: whoever opens it is about to paste
        autoFocus={isSmall}
        className="tensor-text"
        aria-label={isSmall ? `Numbers of ${name}` : name}
        aria-describedby={hint}
        rows={5}
        spellCheck={false}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel();
          else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onTake(text);
        }}
        onBlur={isSmall ? undefined : () => onTake(text)}
      />
      <p className="remark" id={hint}>
        Paste rows of numbers here: cells of a spreadsheet, a CSV file, or what NumPy prints.
      </p>
      {isSmall && (
        <div className="tensor-buttons">
          <button type="button" onClick={() => onTake(text)}>
            Take over
          </button>
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        </div>
      )}
    </>
  );
}
