import { describe, expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { PHASES } from "../timeline/beats.ts";
import { pictureAt, playheadAt } from "../timeline/playhead.ts";
import { scheduleOf } from "../timeline/steps.ts";
import type { Mark } from "./marks.ts";
import { movingMarks } from "./moving.ts";
import { sceneOf } from "./scene.ts";

const { graph, run } = runOf(FIGURE_13);
const scene = sceneOf(graph, "right");
const schedule = scheduleOf(graph);
const ends = PHASES.backward.beats.map(({ end }) => end);

function marksAt(position: number): readonly Mark[] {
  const picture = pictureAt(schedule.steps, playheadAt(schedule.steps, position));
  return movingMarks({ scene, schedule, run, tangents: null, picture, mode: "all" });
}

function boxAt(position: number, key: string) {
  return marksAt(position).find((mark) => mark.kind === "box" && mark.key === key) as
    | Extract<Mark, { kind: "box" }>
    | undefined;
}

function figuresAt(position: number, key: RegExp): readonly string[] {
  return marksAt(position).flatMap((mark) =>
    mark.kind === "figures" && key.test(mark.key) ? mark.parts.map(({ text }) => text).join("") : [],
  );
}

// The ninth step brings c's part to b, whose first slot is still empty: 2 + 3 = 5.
const LAST = 8;

describe("a part of a sum", () => {
  const [start = 0, end = 0] = ends.slice(-2);
  const within = (share: number): number => LAST + start + (end - start) * share;

  it("comes from the end of its edge into its own slot, at the left of the sum", () => {
    const b = scene.nodes.find(({ node }) => node.id === "b")?.box;
    const [first, middle, last] = [0.005, 0.25, 0.49].map((share) => boxAt(within(share), "landing:tab"));
    // The edge leaves b on its right.
    expect(first?.x).toBeCloseTo((b?.x ?? 0) + (b?.width ?? 0) / 2, 0);
    expect(middle?.x).toBeLessThan(first?.x ?? 0);
    expect(middle?.x).toBeGreaterThan(last?.x ?? 0);
    expect(last?.x).toBeLessThan(b?.x ?? 0);
    expect(last?.y).toBeGreaterThan(b?.y ?? 0);
  });

  it("is written into the sum when it is there, and not before", () => {
    expect(figuresAt(within(0.4), /waiting/)).toEqual(["☐ + 3, 1 of 2"]);
    expect(figuresAt(within(0.4), /arrival/)).toEqual([]);
    for (const share of [0.51, 1]) {
      expect(figuresAt(within(share), /arrival/)).toEqual(["2 + 3 = 5"]);
      expect(boxAt(within(share), "landing:tab")).toBeUndefined();
    }
  });
});

describe("a stored value", () => {
  // The sixth step: ∂e/∂d = c, which was stored as 3.
  const step = 5;
  const [, second = 0, third = 0] = ends;
  const lifted = `lift${graph.nodes.findIndex(({ id }) => id === "c")}:tab`;
  const plaque = scene.edges.find(({ edge }) => edge.id === "d-e-1")?.plaque;
  const formulaAt = (position: number): string | undefined =>
    marksAt(position).flatMap((mark) =>
      mark.kind === "formula" && /factor/.test(mark.key) ? mark.plain : [],
    )[0];

  it("lifts from its node to above the factor, while the formula is looked at", () => {
    const c = scene.nodes.find(({ node }) => node.id === "c")?.box;
    expect(boxAt(step + 0.201, lifted)?.x).toBeCloseTo(c?.x ?? 0, 0);
    const above = boxAt(step + second, lifted);
    expect(above?.x).toBe(plaque?.x);
    expect((above?.y ?? 0) + (above?.height ?? 0) / 2).toBeLessThanOrEqual(
      (plaque?.y ?? 0) - (plaque?.height ?? 0) / 2,
    );
    expect(formulaAt(step + second)).toBe("∂e/∂d = c");
  });

  it("goes into the factor, whose number appears with that", () => {
    const share = (part: number): number => step + second + (third - second) * part;
    const inside = boxAt(share(0.74), lifted);
    expect(Math.abs((inside?.y ?? 0) - (plaque?.y ?? 0))).toBeLessThan(3);
    expect(Math.abs((inside?.x ?? 0) - (plaque?.x ?? 0))).toBeLessThan((plaque?.width ?? 0) / 2);
    expect(formulaAt(share(0.74))).toBe("∂e/∂d = c");
    expect(boxAt(share(0.76), lifted)).toBeUndefined();
    expect(formulaAt(share(0.76))).toBe("∂e/∂d = c = 3");
  });
});
