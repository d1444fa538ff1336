import { LATER } from "./later.tsx";

/** What programs may need of the fonts: the typesetter's letters, signs and brackets; Greek and accents elsewhere. */
function mayBeNeeded({ family, unicodeRange }: FontFace): boolean {
  return /KaTeX_(Main|Math|Size|AMS)/.test(family) || /U\+(100|370)-/.test(unicodeRange);
}

/** Resolves when the page has nothing better to do. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === "undefined") setTimeout(resolve, 50);
    else requestIdleCallback(() => resolve());
  });
}

/**
 * Fetches what nobody has needed yet, one part after the other, so that panels open at once, and open without a
 * connection too. What fails is left: it is fetched when it is needed.
 */
export async function fetchAhead(): Promise<void> {
  // A part that comes may bring parts of its own, which the set then has as well.
  for (const load of LATER) {
    await idle();
    await load().catch(() => undefined);
  }
  for (const font of document.fonts) {
    if (!mayBeNeeded(font)) continue;
    await idle();
    await font.load().catch(() => undefined);
  }
}
