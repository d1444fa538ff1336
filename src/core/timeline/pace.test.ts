import { expect, it } from "vitest";
import { readGraph } from "../graph/read.ts";
import { paceAt } from "./pace.ts";
import { scheduleOf } from "./steps.ts";

const { graph } = readGraph("c = a + b; e = c*b");
if (graph === null) throw new Error("this is a program");
const { steps } = scheduleOf(graph);
const at = (id: string, fraction: number): number =>
  paceAt(graph, steps, steps.findIndex((step) => step.phase === "backward" && step.id === id) + fraction);

it("hurries through the number of a factor that is 1 whatever comes in, and nowhere else", () => {
  // The number's beat is from 0.4 to 0.56 of a backward step.
  expect([0.1, 0.3, 0.5, 0.7, 0.85, 0.95].map((fraction) => at("a-c-0", fraction))).toEqual([
    1, 1, 3, 1, 1, 1,
  ]);
  // This factor is the value of b, which is on its way there.
  expect([0.1, 0.3, 0.5, 0.7, 0.85, 0.95].map((fraction) => at("c-e-0", fraction))).toEqual([
    1, 1, 1, 1, 1, 1,
  ]);
  expect(paceAt(graph, steps, 0.5)).toBe(1);
  expect(paceAt(graph, steps, steps.length)).toBe(1);
});

it("takes its time over a sum of several parts, once a part is in its slot", () => {
  // b is used twice, and a once; the sum's beat is from 0.8 on, half of it the way into the slot.
  expect([0.1, 0.3, 0.7, 0.85, 0.95].map((fraction) => at("b-e-1", fraction))).toEqual([1, 1, 1, 1, 0.5]);
  expect([0.85, 0.95].map((fraction) => at("b-c-1", fraction))).toEqual([1, 0.5]);
});

it("takes its time over a tangent's sum, too, where several operands have one", () => {
  const { steps: along } = scheduleOf(graph, { mode: "forward", along: graph.byName.get("b") ?? -1 });
  const tangent = (id: string): number =>
    paceAt(graph, along, along.findIndex((step) => step.phase === "tangent" && step.id === id) + 0.95);
  expect(tangent("b-e-1")).toBe(0.5);
});
