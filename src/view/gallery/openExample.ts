import { OPERATIONS } from "../../core/index.ts";
import type { Example } from "../../lessons/opening.ts";
import { newId } from "../../store/newId.ts";
import type { EdgewiseStore } from "../../store/store.ts";
import { openProgram } from "../programs/useKeeping.ts";

/** Opens an example as its figure has it; undo brings back what was there. */
export function openExample(store: EdgewiseStore, example: Example): void {
  const folded = example.folded ?? [];
  const grain = folded.length === 0 ? OPERATIONS : { ...OPERATIONS, folded };
  openProgram(store, { ...example, grain, id: newId() });
  const { direction = "auto", mode = "reverse", isComparing = store.getState().isComparing } = example;
  store.getState().choose({ direction, mode, isComparing });
}
