import { useSyncExternalStore } from "react";
import type { writeMarkup } from "./writeMarkup.ts";

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
  const known = new Map<string, string>();
  render = (tex) => {
    const cached = known.get(tex);
    if (cached !== undefined) return cached;
    // Numbers on a slider make ever new formulas; a cache that only grew would be a leak.
    if (known.size > 2000) known.clear();
    const html = katex.renderToString(tex, {
      output: "html",
      strict: "ignore",
      throwOnError: false,
      trust: false,
    });
    known.set(tex, html);
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
