/** A formula's markup as its tags, with a sign where a text stands, and those texts in order. */
export interface Pieces {
  readonly tags: string;
  readonly texts: readonly string[];
}

/** No tag of a formula has one. */
export const TEXT = "\u0000";

/** Takes apart what a typesetter wrote: every `<` and `>` in it is a tag's. */
export function inPieces(markup: string): Pieces {
  const texts: string[] = [];
  const tags = markup.replace(/>([^<]+)/g, (_whole, text: string) => {
    texts.push(text);
    return `>${TEXT}`;
  });
  return { tags, texts };
}
