import { describe, expect, it } from "vitest";
import { playheadAt, SWEEP_MODES } from "../../core/index.ts";
import { type Choices, createEdgewiseStore } from "../../store/store.ts";
import { type Derived, derived } from "../derived/derived.ts";
import { edgeState, nodeState } from "./parts.ts";
import { settlingBetween } from "./settling.ts";

const PROGRAMS = {
  "paths that meet": "x = 2\nw = 3\na = x*w + x\nb = tanh(a) * a\nc = b - x",
  "a net of vectors": "h = tanh(W @ x + b)\nL = sum((h - t)^2)",
  "an input without a use": "u = 5\nx = 2\ny = x^2 + 1",
};

function seenWith(text: string, choices: Partial<Choices>): Derived {
  const seen = derived({ ...createEdgewiseStore({ text }).getState(), ...choices }, "right");
  if (seen === null) throw new Error("there is no graph");
  return seen;
}

/** What every part shows, by its kind and index. */
function shownIn({ still }: Derived): ReadonlyMap<string, string> {
  return new Map([
    ...still.scene.nodes.map(
      (node) => [`node ${node.node.index}`, JSON.stringify(nodeState(still, node))] as const,
    ),
    ...still.scene.edges.map(
      (edge) => [`edge ${edge.edge.index}`, JSON.stringify(edgeState(still, edge, "all"))] as const,
    ),
  ]);
}

describe.each(Object.entries(PROGRAMS))("what settles: %s", (_name, text) => {
  it.each(SWEEP_MODES)("is all that changes with a step, in mode %s", (mode) => {
    const { graph, schedule } = seenWith(text, { mode });
    const pictures = Array.from({ length: schedule.steps.length + 1 }, (_, position) =>
      shownIn(seenWith(text, { mode, playhead: playheadAt(schedule.steps, position) })),
    );
    for (const [position, after] of pictures.entries()) {
      const before = pictures[position - 1];
      const settling = before && settlingBetween(graph, schedule, position - 1, position);
      if (before === undefined || settling === null || settling === undefined) continue;
      const told = new Set([
        ...[...settling.nodes].map((index) => `node ${index}`),
        ...[...settling.edges].map((index) => `edge ${index}`),
      ]);
      const changed = [...after.keys()].filter((part) => after.get(part) !== before.get(part));
      expect(
        changed.filter((part) => !told.has(part)),
        `step ${position}`,
      ).toEqual([]);
      // Never more than an edge and its ends, however large the graph.
      expect(told.size).toBeLessThanOrEqual(3);
    }
  });

  it("is not told where it may be anything", () => {
    const { graph, schedule } = seenWith(text, {});
    const seed = schedule.steps.findIndex(({ phase }) => phase === "seed");
    expect(settlingBetween(graph, schedule, 0, 1)).toBeNull();
    expect(settlingBetween(graph, schedule, 2, 1)).toBeNull();
    expect(settlingBetween(graph, schedule, seed, seed + 1)).toBeNull();
  });
});
