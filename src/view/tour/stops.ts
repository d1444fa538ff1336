import type { Step } from "../../core/index.ts";
import type { Derived } from "../derived/derived.ts";

/** One stop of the tour. */
export interface Stop {
  readonly title: string;
  /** What there is to see; code stands between backticks. */
  readonly words: string;
  /** Where the playhead goes, as a position; absent where it stays. */
  readonly position?: (all: Derived) => number;
  /** A selector of what it is about; without a graph, or without such a part in it, the stage is shown. */
  readonly selector: (all: Derived | null) => string;
}

const STAGE = ".graph-area";

/** The steps in which an edge brings its part of a derivative, with their places. */
function edgeSteps({ schedule }: Derived): readonly { readonly step: Step; readonly at: number }[] {
  return schedule.steps.flatMap((step, at) =>
    step.phase === "backward" || step.phase === "tangent" ? [{ step, at }] : [],
  );
}

/** The first node to whose gradient several edges have brought their part, and the place of the last such step. */
function firstSum(all: Derived): { readonly id: string; readonly at: number } | null {
  const uses = new Map<number, number[]>();
  for (const { step, at } of edgeSteps(all)) {
    const edge = step.phase === "backward" ? all.graph.edges[step.edge] : undefined;
    if (edge !== undefined) uses.set(edge.from, [...(uses.get(edge.from) ?? []), at]);
  }
  const sums = [...uses].flatMap(([node, places]) =>
    places.length < 2 ? [] : [{ node, at: Math.max(...places) }],
  );
  const first = sums.sort((one, other) => one.at - other.at)[0];
  const id = first === undefined ? undefined : all.graph.nodes[first.node]?.id;
  return first === undefined || id === undefined ? null : { id, at: first.at };
}

/** The tour, stop by stop. */
export const STOPS: readonly Stop[] = [
  {
    title: "A program",
    words:
      "What you type here becomes the graph: `c = a + b` is a node, and its operands are the edges into it. Names that are never assigned are inputs.",
    selector: () => ".program",
  },
  {
    title: "One step at a time",
    words:
      "Press `→`, or this button: values flow forward, node by node. At the output the direction turns, and gradients flow back, edge by edge. `Space` plays it all.",
    position: () => 0,
    selector: () => ".player-buttons",
  },
  {
    title: "A factor on its edge",
    words:
      "Each edge has its local derivative, as a formula and as a number. The gradient that comes back is multiplied by it.",
    // The factor is a number, and nothing has been multiplied yet.
    position: (all) => (edgeSteps(all)[0]?.at ?? 0) + 0.56,
    selector: (all) => {
      const first = all === null ? undefined : edgeSteps(all)[0];
      return first === undefined ? STAGE : `[data-edge="${CSS.escape(first.step.id)}"]`;
    },
  },
  {
    title: "Where paths meet, a sum",
    words:
      "A value that is used more than once gets something back along each of its edges. These contributions are added, and only the full sum is passed on.",
    position: (all) => (firstSum(all)?.at ?? all.schedule.steps.length - 1) + 1,
    selector: (all) => {
      const sum = all === null ? null : firstSum(all);
      return sum === null ? STAGE : `[data-node="${CSS.escape(sum.id)}"]`;
    },
  },
  {
    title: "The chain rule, written out",
    words:
      "The same derivative as lines of a book: in symbols, in formulas, simplified, in numbers. Point at a factor, and its edge lights up in the graph.",
    position: ({ schedule }) => schedule.steps.length,
    selector: (all) => (all === null ? STAGE : ".derivation"),
  },
  {
    title: "Where more is",
    words:
      "The gallery has figures of books and courses, ready to be played and changed. Help, or `?`, has everything that can be typed, every key, and this tour.",
    selector: () => ".header",
  },
];
