import { Pin, PinOff } from "lucide-react";
import { useEdgewise } from "../context.ts";
import { type About, togglePinned } from "./about.ts";
import { usePinned } from "./usePinned.ts";

/** Pins some parts, or takes their pin off. `words` are what they are called. */
export function PinButton({ about, words }: { readonly about: About; readonly words: string }) {
  const store = useEdgewise();
  const isPinned = usePinned(about);
  return (
    <button
      type="button"
      aria-label={`Pin ${words}`}
      aria-pressed={isPinned}
      title={isPinned ? `Unpin ${words} (M)` : `Keep ${words} lit, in a colour of its own (M)`}
      // The focus stays on what is pinned.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => togglePinned(store, about)}
    >
      {isPinned ? <PinOff aria-hidden="true" /> : <Pin aria-hidden="true" />}
    </button>
  );
}
