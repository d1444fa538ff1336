import { Waypoints } from "lucide-react";
import { useChoice, useEdgewise } from "../context.ts";
import { toggleOnly } from "./toggle.ts";

/** The switch for one node: only what affects it or is affected by it. */
export function OnlyButton({ id, words }: { readonly id: string; readonly words: string }) {
  const store = useEdgewise();
  const isOn = useChoice(({ only }) => only === id);
  return (
    <button
      type="button"
      aria-label={`Only what affects ${words} or is affected by it`}
      aria-pressed={isOn}
      title={`Only what affects ${words} or is affected by it (A)`}
      // The focus stays where it was.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => toggleOnly(store, id)}
    >
      <Waypoints aria-hidden="true" />
    </button>
  );
}
