import { describe, expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { PHASES } from "../timeline/beats.ts";
import { pictureAt } from "../timeline/playhead.ts";
import { scheduleOf } from "../timeline/steps.ts";
import { besideScenes } from "./backwardScene.ts";
import { besideMovingMarks } from "./movingBeside.ts";

const { graph, run } = runOf(FIGURE_13);
const both = besideScenes(graph, "right");
const schedule = scheduleOf(graph);
const ID = "b-d-0";
const contribution = both.backward.contributions.find((one) => graph.edges[one.contribution.edge]?.id === ID);

/** The boxes that travel at a fraction of the step that brings d's part back to b. */
function boxesAt(fraction: number) {
  const picture = pictureAt(schedule.steps, { phase: "backward", id: ID, fraction });
  const frame = { scene: both.forward, schedule, run, tangents: null, picture, mode: "all" } as const;
  return besideMovingMarks(frame, both.backward).flatMap((mark) => (mark.kind === "box" ? [mark] : []));
}

describe("what travels in the backward graph", () => {
  const ends = PHASES.backward.beats.map(({ end }) => end);

  it("comes up to the plaque in the first beat, and goes on from it in the fourth", () => {
    const plaque = contribution?.plaque.x ?? 0;
    const [first = 0, , third = 0, fourth = 0] = ends;
    const places = (from: number, to: number): readonly number[] =>
      [0.2, 0.4, 0.6].map((share) => boxesAt(from + share * (to - from))[0]?.x ?? Number.NaN);
    const arriving = places(0, first);
    const leaving = places(third, fourth);
    // b stands left of d.
    expect(arriving.every((x) => x > plaque)).toBe(true);
    expect(leaving.every((x) => x < plaque)).toBe(true);
    for (const way of [arriving, leaving]) expect(way).toEqual(way.toSorted((one, other) => other - one));
  });

  it("is there once the sum has grown, and moves in no other phase", () => {
    expect(boxesAt(1)).toEqual([]);
    const picture = pictureAt(schedule.steps, { phase: "forward", id: "d", fraction: 0.5 });
    const frame = { scene: both.forward, schedule, run, tangents: null, picture, mode: "all" } as const;
    expect(besideMovingMarks(frame, both.backward)).toEqual([]);
  });
});
