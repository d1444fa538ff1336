import { describe, expect, it } from "vitest";
import { runOfExample } from "../../../tests/golden/examples.ts";
import { GALLERY } from "../../lessons/gallery.ts";
import type { Box } from "../layout/index.ts";
import { scheduleOf } from "../timeline/steps.ts";
import { overlap } from "./boxes.ts";
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
