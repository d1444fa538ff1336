import { describe, expect, test } from "vitest";
import { atGrain } from "../graph/atGrain.ts";
import { OPERATIONS } from "../graph/grain.ts";
import type { Graph } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { carriedPlayhead } from "./carry.ts";
import { stepsOf } from "./steps.ts";

function graphOf(source: string): Graph {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error("a program");
  return graph;
}

// x, y ─► q ─► f, and z: two statements; e is unfolded into two products and a sum.
const fine = graphOf("e = x*y + y*z; f = sigmoid(e)");
const folded = atGrain(fine, { ...OPERATIONS, folded: ["e"] });
const opened = atGrain(fine, { ...OPERATIONS, opened: new Map([["f", "definition"]]) });

describe("the playhead at another grain", () => {
  test.each([
    ["a step that stays", "forward", "f", 0.5, "f", 0.5],
    ["one of several operations is part of one that has begun", "forward", "e.0", 0.5, "e", 0],
    ["the last of them goes on", "forward", "e", 0.5, "e", 0.5],
    ["an edge that stays", "backward", "e-f-0", 0.25, "e-f-0", 0.25],
    ["an edge inside", "backward", "e.1-e-1", 0.5, "x-e-0", 0],
    ["an edge from outside", "backward", "x-e.0-0", 0.5, "x-e-0", 0.5],
    ["nothing has happened yet", "forward", "", 0, "", 0],
  ] as const)("folded: %s", (_name, phase, id, fraction, wanted, at) => {
    expect(carriedPlayhead(fine, folded, { phase, id, fraction })).toEqual({
      phase,
      id: wanted,
      fraction: at,
    });
  });

  test.each([
    ["the merged edge", "backward", "y-e-1", 0.5, "y-e.1-0", 0.5],
    ["the folded node", "forward", "e", 1, "e", 1],
  ] as const)("unfolded: %s", (_name, phase, id, fraction, wanted, at) => {
    expect(carriedPlayhead(folded, fine, { phase, id, fraction })).toEqual({
      phase,
      id: wanted,
      fraction: at,
    });
  });

  test("an operation opened and closed again", () => {
    const edge = { phase: "backward", id: "e-f-0", fraction: 0.5 } as const;
    const inside = carriedPlayhead(fine, opened, edge);
    expect(inside.id).toBe("f.in2-f-1");
    expect(carriedPlayhead(opened, fine, { phase: "forward", id: "f.in1", fraction: 0.5 })).toEqual({
      phase: "forward",
      id: "f",
      fraction: 0,
    });
  });

  test("every step is found again at every grain", () => {
    for (const before of [fine, folded, opened])
      for (const after of [fine, folded, opened])
        for (const step of stepsOf(before)) {
          const playhead = carriedPlayhead(before, after, { phase: step.phase, id: step.id, fraction: 1 });
          expect(stepsOf(after).map(({ id }) => id)).toContain(playhead.id);
        }
  });
});
