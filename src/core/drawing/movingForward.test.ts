import { describe, expect, it } from "vitest";
import { runOfExample } from "../../../tests/golden/examples.ts";
import { GALLERY } from "../../lessons/gallery.ts";
import { tex } from "../expression/formula.ts";
import { nodeAt } from "../graph/graph.ts";
import type { Box } from "../layout/index.ts";
import { numbersInFormula } from "../timeline/growingValue.ts";
import { scheduleOf } from "../timeline/steps.ts";
import { overlap } from "./boxes.ts";
import { TYPE } from "./marks.ts";
import { measureFormula } from "./measure.ts";
import { movingMarks } from "./moving.ts";
import { sceneOf } from "./scene.ts";

const SCALARS = GALLERY.filter(({ values }) =>
  Object.values(values).every((value) => typeof value === "number"),
);

describe.each(["right", "up"] as const)("operands that have arrived (%s)", (direction) => {
  it.each(SCALARS.map(({ id }) => id))("can each be read in %s", (id) => {
    const { graph, run } = runOfExample(id);
    const scene = sceneOf(graph, direction);
    const schedule = scheduleOf(graph);
    for (const [settled, step] of schedule.steps.entries()) {
      if (step.phase !== "forward") continue;
      const picture = { settled, moving: { step, beat: 1, progress: 0.5 } };
      const tabs = movingMarks({ scene, schedule, run, tangents: null, picture, mode: "all" }).filter(
        (mark): mark is typeof mark & Box & { kind: "box" } =>
          mark.kind === "box" && mark.look === "tab value active",
      );
      for (const [place, one] of tabs.entries())
        for (const other of tabs.slice(place + 1))
          expect(overlap(one, other), `${step.id}: ${one.key} over ${other.key}`).toBe(0);
    }
  });
});

describe.each(["right", "up"] as const)("numbers in a formula (%s)", (direction) => {
  it.each(GALLERY.map(({ id }) => id))("can be read, and touch no tab, in %s", (id) => {
    const { graph, run } = runOfExample(id);
    const scene = sceneOf(graph, direction);
    const schedule = scheduleOf(graph);
    for (const [settled, step] of schedule.steps.entries()) {
      if (step.phase !== "forward") continue;
      const picture = { settled, moving: { step, beat: 2, progress: 1 } };
      const marks = movingMarks({ scene, schedule, run, tangents: null, picture, mode: "all" });
      const label = marks.find(({ key }) => key === "node:label");
      const numbers = numbersInFormula(graph, run, nodeAt(graph, step.node));
      if (label?.kind !== "formula" || numbers === null) continue;
      expect(label.tex, step.id).toContain(tex(numbers));
      // As large as what stands on the edges, or larger.
      expect(label.size, step.id).toBeGreaterThanOrEqual(TYPE.plaque);
      const least = { ...label, width: measureFormula(numbers).width * label.size, height: 1 };
      for (const tab of marks)
        if (tab.kind === "box" && ["node:value", "node:gradient"].includes(tab.key))
          expect(overlap(tab, least), `${step.id}: ${tab.key}`).toBe(0);
    }
  });
});

describe("an operand of figure 13", () => {
  const { graph, run } = runOfExample("used-twice");
  const scene = sceneOf(graph, "right");
  const schedule = scheduleOf(graph);
  const c = scene.nodes.find(({ node }) => node.id === "c")?.box;
  const e = scene.nodes.find(({ node }) => node.id === "e")?.box;
  if (c === undefined || e === undefined) throw new Error("figure 13 has these nodes");
  /** The third step computes e; its first operand is c. */
  const step = schedule.steps[2];
  if (step === undefined) throw new Error("figure 13 has nine steps");
  const marksIn = (beat: number, progress: number) =>
    movingMarks({
      scene,
      schedule,
      run,
      tangents: null,
      picture: { settled: 2, moving: { step, beat, progress } },
      mode: "all",
    });
  const operandIn = (beat: number, progress: number) =>
    marksIn(beat, progress).find(
      (mark): mark is typeof mark & Box => mark.kind === "box" && mark.key === "c-e-0:operand",
    );
  const labelIn = (beat: number, progress: number): string =>
    marksIn(beat, progress).flatMap((mark) =>
      mark.key === "node:label" && mark.kind === "formula" ? mark.plain : [],
    )[0] ?? "";

  it("leaves the tab of its value, and waits before its consumer", () => {
    const [first, last] = [operandIn(0, 0), operandIn(0, 1)];
    // On the upper edge of its node, where the value stands.
    expect(first?.x).toBeCloseTo(c.x, 6);
    expect(first?.y).toBeCloseTo(c.y - c.height / 2, 0);
    expect((last?.x ?? 0) + (last?.width ?? 0) / 2).toBeLessThan(e.x - e.width / 2);
  });

  it("goes into its consumer, where its number stands when it is there, until the value is", () => {
    const inside = operandIn(2, 0.74);
    expect((inside?.x ?? 0) + (inside?.width ?? 0) / 2).toBeGreaterThan(e.x - e.width / 2);
    expect(labelIn(2, 0.74)).toBe("e = c\u2009d");
    expect(operandIn(2, 0.76)).toBeUndefined();
    expect([labelIn(2, 0.76), labelIn(3, 0.5), labelIn(3, 0.76)]).toEqual([
      "e = 3 ⋅ 2",
      "e = 3 ⋅ 2",
      "e = c\u2009d",
    ]);
  });
});
