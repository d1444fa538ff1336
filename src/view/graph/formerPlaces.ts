import type { LayoutInput, Scene } from "../../core/index.ts";

/** What a text looked like: where its nodes stood. */
export interface Shown {
  readonly text: string;
  readonly scene: Scene;
}

/**
 * Where nodes stood, for the layout of an edited text; undefined where the text is the same, so that a picture that was
 * opened stays as it is, or is another program, whose picture must not depend on what was looked at before.
 */
export function formerPlaces(
  shown: Shown | null,
  text: string,
  direction: Scene["direction"],
): LayoutInput["former"] {
  if (shown === null || shown.scene.direction !== direction || !isEdit(shown.text, text)) return undefined;
  return shown.scene.nodes.map(({ node: { id }, box: { x, y } }) => ({ id, x, y }));
}

/** Whether a text is another one with at most half of the longer of them written anew, in one place. */
export function isEdit(before: string, after: string): boolean {
  if (before === after) return false;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return 2 * (start + end) >= Math.max(before.length, after.length);
}
