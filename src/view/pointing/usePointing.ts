import { type KeyboardEvent as ReactKeyboardEvent, useEffect } from "react";
import { useEdgewise } from "../context.ts";
import { aboutOf, point, togglePinned } from "./about.ts";

/** What has a use of its own for a click. */
const CONTROLS = "button, a, select, input, textarea";
/** What stands in the editor is known to the editor alone. */
const EDITOR = ".cm-content";

const isWithin = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** Hears, once for the whole page, what the pointer and the focus are on; a click with Ctrl or ⌘ pins it. */
export function usePointing(): void {
  const store = useEdgewise();
  useEffect(() => {
    const listening = new AbortController();
    const listen = <Name extends keyof DocumentEventMap>(
      name: Name,
      hear: (event: DocumentEventMap[Name]) => void,
      capture = false,
    ): void => document.addEventListener(name, hear, { signal: listening.signal, capture });
    let isTouched = false;
    listen("pointerdown", ({ pointerType }) => {
      isTouched = pointerType === "touch";
    });
    listen("pointerover", ({ target }) => {
      if (!isWithin(target, EDITOR)) point(store, "pointer", aboutOf(target));
    });
    listen("pointerout", ({ relatedTarget }) => {
      if (relatedTarget === null) point(store, "pointer", []);
    });
    listen("focusin", ({ target }) => {
      if (isWithin(target, EDITOR)) return;
      // After a click, what the pointer leaves goes out again; a finger has no other way to point.
      const isMeant = isTouched || (target instanceof Element && target.matches(":focus-visible"));
      point(store, "focus", isMeant ? aboutOf(target) : []);
    });
    listen("focusout", () => point(store, "focus", []));
    listen(
      "click",
      (event) => {
        if (!(event.ctrlKey || event.metaKey) || isWithin(event.target, CONTROLS)) return;
        const about = aboutOf(event.target);
        if (about.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        togglePinned(store, about);
      },
      true,
    );
    // The caret stays where it was while the player goes on: then the step is what the text shows.
    const stop = store.subscribe((now, before) => {
      if (now.playhead !== before.playhead && isWithin(document.activeElement, EDITOR))
        point(store, "focus", []);
    });
    return () => {
      listening.abort();
      stop();
    };
  }, [store]);
}

const NEXT: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrow keys walk through what a list of parts is about, one after the other. */
export function walkAlong(event: ReactKeyboardEvent<Element>): void {
  const by = NEXT[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  // Fields and lists inside have their own use for arrows.
  if (isWithin(event.target, CONTROLS)) return;
  const parts = [...event.currentTarget.querySelectorAll<HTMLElement | SVGElement>("[data-about][tabindex]")];
  const here = parts.indexOf(event.target as HTMLElement);
  const next = here < 0 ? parts.at(by > 0 ? 0 : -1) : parts[Math.max(0, here + by)];
  event.preventDefault();
  next?.focus();
}
