import { type Role, withRole } from "../core/index.ts";
import { readingOf } from "./reading.ts";
import type { EdgewiseStore, Gesture } from "./store.ts";

/** Writes the role of an input into the text, as a comment. */
export function setRole(store: EdgewiseStore, name: string, role: Role, gesture: Gesture): void {
  const { text, setText } = store.getState();
  const inputs = readingOf(text).program?.inputs ?? [];
  const chosen = inputs.find((input) => input.name === name);
  if (chosen !== undefined) setText(withRole(text, inputs, chosen, role), gesture);
}
