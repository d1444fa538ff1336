/** An id that no other program has. Not randomUUID: a page that comes over plain http does not have it. */
export function newId(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(words, (word) => word.toString(36)).join("-");
}
