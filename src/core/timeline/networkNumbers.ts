import type { Run } from "../differentiate/run.ts";
import { type Graph, isEdge, nodeAt, partById } from "../graph/graph.ts";
import type { Place } from "../graph/network.ts";
import type { Value } from "../tensor/tensor.ts";
import { growingGradient, shownValue } from "./slots.ts";
import type { Schedule } from "./steps.ts";

/** The numbers of a network's places at a moment; null where the playhead has not filled them. */
export interface NetworkNumbers {
  readonly value: (place: Place) => number | null;
  readonly gradient: (place: Place) => number | null;
  /** What there will be at the end, whatever the playhead has filled: for scales, which stand still. */
  readonly finalValue: (place: Place) => number | null;
  readonly finalGradient: (place: Place) => number | null;
}

/** What is shown, and how much of it is filled. */
interface Moment {
  readonly graph: Graph;
  readonly schedule: Schedule;
  readonly run: Run;
  readonly settled: number;
  readonly hasBegun: boolean;
}

/** The numbers of a network of `whole`, out of what is shown: the same graph, or one in which something is folded or opened. */
export function networkNumbers(whole: Graph, moment: Moment): NetworkNumbers {
  const { graph, schedule, run, settled } = moment;
  const indexOf = (node: number): number | null => {
    if (whole === graph) return node;
    const part = partById(graph, nodeAt(whole, node).id);
    return part === undefined || isEdge(part) ? null : part.index;
  };
  const entryOf = ({ node, entry }: Place, read: (index: number) => Value | null): number | null => {
    const index = indexOf(node);
    const value = index === null ? null : read(index);
    return value === null || typeof value === "number" ? value : (value.data[entry] ?? null);
  };
  return {
    value: (place) => entryOf(place, (index) => shownValue(schedule, run, index, moment)),
    gradient: (place) =>
      entryOf(place, (index) => growingGradient(graph, schedule, run, index, settled).total),
    finalValue: (place) => entryOf(place, (index) => run.values[index] ?? null),
    finalGradient: (place) =>
      entryOf(place, (index) =>
        Number.isFinite(schedule.gradientAt[index]) ? (run.adjoints[index] ?? null) : null,
      ),
  };
}
