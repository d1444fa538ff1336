import { inPieces } from "./pieces.ts";

const written = new WeakMap<Element, string>();

/**
 * Puts a formula's markup into an element. Where nothing but texts differs from the formula before, only those are
 * written: when a number changes, the browser keeps every element and its style.
 */
export function writeMarkup(element: Element, markup: string): void {
  const before = written.get(element);
  if (before === markup) return;
  written.set(element, markup);
  if (before === undefined || !changeTexts(element, before, markup)) element.innerHTML = markup;
}

/** Whether it could be done by changing texts alone. */
function changeTexts(element: Element, before: string, markup: string): boolean {
  const [known, next] = [inPieces(before), inPieces(markup)];
  if (known.tags !== next.tags) return false;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (const [place, text] of next.texts.entries()) {
    const node = walker.nextNode();
    // An entity is written in another way than it is read.
    if (node === null || node.nodeValue !== known.texts[place] || text.includes("&")) return false;
    if (text !== node.nodeValue) node.nodeValue = text;
  }
  return true;
}
