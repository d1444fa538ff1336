import { describe, expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { pushOf } from "../differentiate/push.ts";
import type { Direction } from "../layout/index.ts";
import { SWING } from "../timeline/swing.ts";
import type { Mark } from "./marks.ts";
import { gaugeMarks, type PushFrame, ropeMarks } from "./push.ts";
import { pushPlotMarks } from "./pushPlot.ts";
import { sceneOf } from "./scene.ts";

const { graph, run } = runOf(FIGURE_13);
const push = pushOf(graph, run, graph.byName.get("b") ?? -1);

function frameAt(
  time: PushFrame["time"],
  direction: Direction = "right",
  chosen: number | null = 0.1,
): PushFrame {
  return { scene: sceneOf(graph, direction), push, chosen, time };
}

/** How far a node's dot is from the middle of its gauge, growth counting upwards or to the right. */
function swingOf(marks: readonly Mark[], node: string, direction: Direction = "right"): number {
  const at = (part: string): Mark & { x: number; y: number } => {
    const mark = marks.find(({ key }) => key === `push:${node}:${part}`);
    if (mark?.kind !== "box") throw new Error(`${node} has no ${part}`);
    return mark;
  };
  const [dot, rail] = [at("0:done"), at("rail")];
  return direction === "right" ? rail.y - dot.y : dot.x - rail.x;
}

describe.each(["right", "up"] as const)("gauges of a graph that runs %s", (direction) => {
  it("stand at what uses the input and nowhere else", () => {
    const marks = gaugeMarks(frameAt({ seconds: 1 }, direction));
    const rails = marks.flatMap(({ key }) => /^push:(.*):rail$/.exec(key)?.[1] ?? []);
    expect(rails).toEqual(["b", "c", "d", "e"]);
  });

  it("compare as the changes do: the output's is five times the input's", () => {
    // Each at the top of its own swing, which comes later for the output.
    const top = (node: string): number =>
      Math.max(
        ...Array.from({ length: 200 }, (_, step) =>
          swingOf(gaugeMarks(frameAt({ seconds: 3 + (step / 200) * SWING }, direction)), node, direction),
        ),
      );
    expect(top("e") / top("b")).toBeGreaterThan(5);
    // (5Δ + Δ²) / Δ at Δ = 0.1.
    expect(top("e") / top("b")).toBeCloseTo(5.1, 1);
  });

  it("rest until the wiggle reaches them", () => {
    const marks = gaugeMarks(frameAt({ seconds: SWING / 4 }, direction));
    expect(swingOf(marks, "b", direction)).toBeGreaterThan(1);
    for (const node of ["c", "d", "e"])
      expect(Math.abs(swingOf(marks, node, direction)), node).toBeLessThan(1e-9);
  });

  it("show both ends of the swing where nothing moves", () => {
    const keys = gaugeMarks(frameAt({ still: 0.1 }, direction)).map(({ key }) => key);
    expect(keys.filter((key) => /^push:e:.*done$/.test(key))).toHaveLength(2);
  });
});

it("shakes the edges on the way, and those alone", () => {
  const ids = (time: PushFrame["time"]): readonly string[] => ropeMarks(frameAt(time)).map(({ key }) => key);
  expect(ids({ seconds: 2 })).toEqual(
    ["b-c-1", "c-e-0", "b-d-0", "d-e-1"].map((id) => `push:${id}:rope`).toSorted(),
  );
});

it("says at each gauge what the tangent is", () => {
  const words = gaugeMarks(frameAt({ seconds: 2 })).flatMap((mark) =>
    mark.kind === "figures" ? mark.parts.map(({ text }) => text) : [],
  );
  expect(words).toEqual(["Δ", "1Δ", "1Δ", "5Δ"]);
});

it("marks where a value is lost instead of a dot", () => {
  const { graph: one, run: at } = runOf({ name: "", source: "y = log(x)", values: { x: 1 } });
  const lost = pushOf(one, at, one.byName.get("x") ?? -1);
  const marks = gaugeMarks({ scene: sceneOf(one, "right"), push: lost, chosen: 2, time: { still: 2 } });
  expect(marks.filter(({ key }) => key.endsWith("lost")).map(({ key }) => key)).toEqual(["push:y:0:lost"]);
  expect(marks.some(({ key }) => key === "push:y:1:done")).toBe(true);
});

describe("the plot", () => {
  const size = { width: 200, height: 100 };
  const square = (() => {
    const { graph: one, run: at } = runOf({ name: "", source: "y = x^2", values: { x: 0 } });
    return pushOf(one, at, one.byName.get("x") ?? -1);
  })();

  it("draws curve, straight line and both gaps inside its box", () => {
    const marks = pushPlotMarks(square, { delta: 1, largest: 1, at: 0.5 }, size);
    const gaps = marks.filter(({ key }) => key.startsWith("gap"));
    expect(gaps).toHaveLength(2);
    for (const mark of marks) {
      if (mark.kind !== "box") continue;
      expect(mark.x).toBeGreaterThanOrEqual(0);
      expect(mark.x).toBeLessThanOrEqual(size.width);
      expect(mark.y).toBeGreaterThanOrEqual(0);
      expect(mark.y).toBeLessThanOrEqual(size.height);
    }
  });

  it("breaks its curve where there is no value", () => {
    const { graph: one, run: at } = runOf({ name: "", source: "y = 1/sqrt(x)", values: { x: 1 } });
    const pole = pushOf(one, at, one.byName.get("x") ?? -1);
    const curve = pushPlotMarks(pole, { delta: 2, largest: 2, at: null }, size).filter(({ key }) =>
      key.startsWith("curve"),
    );
    expect(curve).toHaveLength(1);
    for (const mark of curve) expect(mark.kind === "path" && mark.d).not.toMatch(/NaN|Infinity/);
  });
});
