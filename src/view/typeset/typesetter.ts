import { useSyncExternalStore } from "react";
import { RecentTexts } from "./recent.ts";
import type { writeMarkup } from "./writeMarkup.ts";

/**
 * Edits and sliders make ever new formulas, so only so much markup is remembered: that of several hundred labels, more
 * than are typeset of any picture.
 */
const MOST_CHARACTERS = 300_000;

type Render = (tex: string) => string;

// The typesetter comes after the first paint: until then formulas stand as plain text, in the places they will keep.
let render: Render | null = null;
let write: typeof writeMarkup | null = null;
const waiting = new Set<() => void>();

/** Fetches the typesetter and its fonts. */
export async function loadTypesetter(): Promise<void> {
  const [{ default: katex }, writing] = await Promise.all([
    import("katex"),
    import("./writeMarkup.ts"),
    import("katex/dist/katex.css"),
  ]);
  write = writing.writeMarkup;
  const known = new RecentTexts(MOST_CHARACTERS);
  render = (tex) => {
    const cached = known.find(tex);
    if (cached !== undefined) return cached;
    const html = katex.renderToString(tex, {
      output: "html",
      strict: "ignore",
      throwOnError: false,
      trust: false,
    });
    // What was put together of hundreds of pieces keeps them all until somebody looks through it.
    html.search(/$/);
    known.keep(tex, html);
    return html;
  };
  for (const notify of waiting) notify();
}

function subscribe(notify: () => void): () => void {
  waiting.add(notify);
  return () => waiting.delete(notify);
}

/** The typesetter, or null until it has loaded. */
export function useTypesetter(): Render | null {
  return useSyncExternalStore(subscribe, () => render);
}

/** Puts what the typesetter made into an element. */
export function writeTypeset(element: Element, markup: string): void {
  write?.(element, markup);
}

/** A formula as HTML, outside React; its plain text while the typesetter has not loaded. */
export function renderTex(tex: string, plain: string): string {
  if (render !== null) return render(tex);
  const holder = document.createElement("span");
  holder.textContent = plain;
  return holder.innerHTML;
}
