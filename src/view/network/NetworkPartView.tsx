import { type KeyboardEvent, type MouseEvent, memo, useCallback, useSyncExternalStore } from "react";
import { useEdgewise } from "../context.ts";
import { MarkView } from "../graph/MarkView.tsx";
import { canInspect, toggleInspected } from "../inspector/toggle.ts";
import { lightsOf } from "../pointing/lights.ts";
import type { NetworkPart } from "./networkParts.ts";

interface PartProps {
  readonly part: NetworkPart;
  /** Whether Tab leads here: arrows lead to the others. */
  readonly isInOrder: boolean;
}

/** A circle or a line, which can be pointed at and focused; a click or Enter looks into its entry. */
export const NetworkPartView = memo(function NetworkPartView({ part, isInOrder }: PartProps) {
  const { key, kind, about, litBy, label, marks, inspected } = part;
  const store = useEdgewise();
  const light = useLights(litBy);

  function inspect(event: MouseEvent | KeyboardEvent): void {
    if (inspected === null || !canInspect(store, inspected.id)) return;
    event.preventDefault();
    event.stopPropagation();
    toggleInspected(store, inspected.id, inspected.entry);
  }

  const [line] = kind === "unit" ? [] : marks;
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: graphics-symbol is the role of a part of a graphic; arrows walk between parts
    <g
      data-part={key}
      data-about={about.join(" ")}
      role="graphics-symbol"
      aria-label={label}
      aria-roledescription={kind}
      className={`part ${light}`.trim()}
      tabIndex={isInOrder ? 0 : -1}
      onClick={(event) => {
        if (!event.ctrlKey && !event.metaKey) inspect(event);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") inspect(event);
      }}
    >
      {marks.map((mark) => (
        <MarkView key={mark.key} mark={mark} />
      ))}
      {/* Wider than the line, for the pointer. */}
      {line?.kind === "path" && <path className="network-reach" d={line.d} />}
    </g>
  );
});

/** The classes of what is lit by any of several parts of the graph. */
function useLights(ids: readonly string[]): string {
  const lights = lightsOf(useEdgewise());
  const keys = ids.join(" ");
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = keys.split(" ").map((id) => lights.subscribe(`part ${id}`, listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [lights, keys],
  );
  return useSyncExternalStore(subscribe, () => {
    const classes = keys.split(" ").flatMap((id) => lights.of(`part ${id}`).split(" "));
    return [...new Set(classes)].join(" ").trim();
  });
}
