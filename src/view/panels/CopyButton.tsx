import { Check, Copy } from "lucide-react";
import { useState } from "react";

/** Puts a line into the clipboard as LaTeX; that it did is shown until the button is left. */
export function CopyButton({ tex }: { readonly tex: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const forget = (): void => setCopied(null);
  const isCopied = copied === tex;
  return (
    <>
      <button
        type="button"
        className="copy"
        aria-label="Copy as LaTeX"
        title={isCopied ? "Copied" : "Copy as LaTeX"}
        onClick={() => void copy(tex).then(() => setCopied(tex))}
        onBlur={forget}
        onPointerLeave={forget}
      >
        {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      </button>
      <span className="spoken" role="status">
        {isCopied ? "Copied" : ""}
      </span>
    </>
  );
}

/** Pages without a secure address have no clipboard of their own: there, a selection is copied as by the keyboard. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const focused = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "spoken";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
