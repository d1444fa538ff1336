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
  expect([0.1, 0.3, 0.5, 0.7, 0.9].map((fraction) => at("a-c-0", fraction))).toEqual([1, 1, 3, 1, 1]);
  // This factor is the value of b, which is on its way there.
  expect([0.1, 0.3, 0.5, 0.7, 0.9].map((fraction) => at("c-e-0", fraction))).toEqual([1, 1, 1, 1, 1]);
  expect(paceAt(graph, steps, 0.5)).toBe(1);
  expect(paceAt(graph, steps, steps.length)).toBe(1);
});
