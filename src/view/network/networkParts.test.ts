import { expect, it } from "vitest";
import {
  networkNumbers,
  networkOf,
  networkScene,
  nodeAt,
  presentedIds,
  readGraph,
  runGraph,
  type Step,
  sceneOf,
  scheduleOf,
} from "../../core/index.ts";
import { litMarks, networkParts } from "./networkParts.ts";

const { graph } = readGraph("h1 = tanh(w11*x1 + w12*x2)\nh2 = tanh(w21*x1 + w22*x2)\ny = v1*h1 + v2*h2");
if (graph === null) throw new Error("this is a program");
const network = networkOf(graph);
if (network === null) throw new Error("this is a network");
const scene = networkScene(graph, network, "right");
const run = runGraph(graph, () => 0.5);
const schedule = scheduleOf(graph);
const parts = networkParts(
  graph,
  scene,
  networkNumbers(graph, { graph, run, schedule, settled: 0, hasBegun: true }),
  0,
);

/** What is lit at a step, in the words of its part. */
function litAt(isWanted: (step: Step) => boolean): readonly string[] {
  const step = schedule.steps.find(isWanted);
  if (step === undefined || graph === null) return [];
  const lit = litMarks(scene, parts, step, presentedIds(sceneOf(graph, "right"), step));
  const looks = lit.map(({ look }) => look);
  return parts
    .flatMap(({ key, label }) =>
      lit.some((mark) => mark.key.endsWith(`:${key}`)) ? [label.split(",")[0] ?? ""] : [],
    )
    .concat([...new Set(looks)])
    .sort();
}

it("lights the weight and both units while a product is worked out", () => {
  expect(litAt((step) => step.phase === "forward" && nodeAt(graph, step.node).id === "h1.0.0")).toEqual([
    "band value",
    "h1",
    "ring value",
    "weight from x1",
    "x1",
  ]);
});

it("lights the same when its gradient comes back, in the gradient's colour", () => {
  const back = litAt((step) => step.phase === "backward" && step.id.startsWith("w11-"));
  expect(back).toEqual(expect.arrayContaining(["band gradient", "ring gradient", "h1", "x1"]));
  expect(back).not.toEqual(expect.arrayContaining(["h2"]));
});
