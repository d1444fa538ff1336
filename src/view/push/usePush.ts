import {
  type Graph,
  isOfTensors,
  type Push,
  partById,
  pushOf,
  type Run,
  swingSize,
} from "../../core/index.ts";
import type { PushChoice } from "../../store/store.ts";
import { useChoice, useDerived } from "../context.ts";
import { prefersStillness } from "../playback.ts";
import { usePushSeconds } from "./pushClock.ts";

const pushes = new WeakMap<Run, Map<string, Push | null>>();

/** The push of an input in a run, kept: what draws it and what tells of it ask in every frame. */
function pushIn(graph: Graph, run: Run, input: string): Push | null {
  const known = pushes.get(run) ?? new Map<string, Push | null>();
  pushes.set(run, known);
  const found = known.get(input);
  if (found !== undefined) return found;
  const node = partById(graph, input);
  const isInput = node !== undefined && "kind" in node && node.kind === "input";
  // A push is of one number: what is pushed in a program of vectors would be one of its entries.
  const push = isInput && !isOfTensors(run) ? pushOf(graph, run, node.index) : null;
  known.set(input, push);
  return push;
}

/** A push at this moment. */
export interface PushNow {
  readonly push: Push;
  readonly choice: PushChoice;
  /** Null for those who want no motion. */
  readonly seconds: number | null;
  /** The Δ of the swing that is under way. */
  readonly delta: number;
}

/** The push that was chosen, frame by frame; null while there is none. */
export function usePushNow(): PushNow | null {
  const choice = useChoice((choices) => choices.push);
  const graph = useDerived((all) => all.graph);
  const run = useDerived((all) => all.run);
  const isStill = prefersStillness();
  const seconds = usePushSeconds(choice?.input ?? "", choice !== null && !isStill);
  if (choice === null || graph === null || run === null) return null;
  const push = pushIn(graph, run, choice.input);
  if (push === null) return null;
  // Without motion nothing grows: a push begins where both the straight line and the gap can be made out.
  const { deltas, last } = push.sizes;
  const still = choice.delta ?? deltas[Math.max(0, last - 1)] ?? 0;
  return isStill
    ? { push, choice, seconds: null, delta: still }
    : { push, choice, seconds, delta: swingSize(push, choice.delta, seconds) };
}
