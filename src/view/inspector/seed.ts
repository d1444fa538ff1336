import type { EdgewiseStore } from "../../store/store.ts";

/** Goes to the first field of the seed in the inspector, if it is there. */
export function focusSeed(): void {
  document.querySelector<HTMLElement>(".seed-card :is(input, textarea)")?.focus();
}

/** Opens the inspector where the output's gradient is chosen; the inspector goes on to its field once it has come. */
export function openSeed(store: EdgewiseStore, output: string): void {
  store.getState().choose({ inspected: { kind: "node", id: output } });
  focusSeed();
}
