import { describe, expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { pictureAt, START } from "../timeline/playhead.ts";
import { scheduleOf } from "../timeline/steps.ts";
import { legibleScale, PROJECTED_HEIGHTS, smallestShare } from "./legibility.ts";
import { aimOf, productBox } from "./presented.ts";
import { sceneOf } from "./scene.ts";

describe("the smallest type of a formula", () => {
  it.each([
    ["a+b", 1],
    ["\\dfrac{\\partial c}{\\partial a}", 1],
    ["x^{2}", 0.7],
    ["x^2+1", 0.7],
    ["v_{1}", 0.7],
    ["\\dfrac{1}{v_{7}}", 0.7],
    ["\\mathrm{e}^{v_{5}}", 0.5],
    ["\\mathrm{e}^{\\left(-\\left(x+v_{5}\\right)\\right)}", 0.5],
    ["a^{b}_{c}+d", 0.7],
    ["{x^{2}}^{3}", 0.7],
    ["x\\_1", 1],
  ])("%s: %d", (source, share) => {
    expect(smallestShare(source)).toBe(share);
  });
});

describe("the scale at which all can be read from the last row", () => {
  const { graph, run } = runOf(FIGURE_13);
  const scene = sceneOf(graph, "right");
  const schedule = scheduleOf(graph);
  const frame = {
    scene,
    schedule,
    run,
    tangents: null,
    picture: pictureAt(schedule.steps, START),
    mode: "all",
  } as const;

  it("brings the plaque and the tabs of a step, set in 16 px, to 32 px, and a formula with no script no further", () => {
    for (const step of schedule.steps) expect(legibleScale(frame, step, PROJECTED_HEIGHTS), step.id).toBe(2);
  });

  it("brings the scripts that a plaque at rest may have, seven tenths of 16 px, to 22 px", () => {
    expect(legibleScale(frame, null, PROJECTED_HEIGHTS)).toBeCloseTo(22 / 11.2, 10);
  });

  it("grows with the screen", () => {
    const twice = { active: 64, rest: 44 };
    expect(legibleScale(frame, schedule.steps[0] ?? null, twice)).toBe(4);
  });
});

describe("where to look", () => {
  const { graph } = runOf(FIGURE_13);
  const scene = sceneOf(graph, "right");
  const step = {
    phase: "backward",
    id: "b-c-1",
    edge: scene.edges.findIndex(({ edge }) => edge.id === "b-c-1"),
  } as const;
  const nodeOf = (id: string) => scene.nodes.find(({ node }) => node.id === id)?.box;
  const plaque = scene.edges[step.edge]?.plaque;

  it("is the whole step where there is room", () => {
    const seen = aimOf(scene, step, 0, { width: 5000, height: 5000 });
    for (const place of [nodeOf("b"), nodeOf("c"), plaque]) {
      expect(Math.abs((place?.x ?? Infinity) - seen.x) + (place?.width ?? 0) / 2).toBeLessThanOrEqual(
        seen.width / 2 + 1e-9,
      );
      expect(Math.abs((place?.y ?? Infinity) - seen.y) + (place?.height ?? 0) / 2).toBeLessThanOrEqual(
        seen.height / 2 + 1e-9,
      );
    }
    for (const beat of [1, 2, 3, 4])
      expect(aimOf(scene, step, beat, { width: 5000, height: 5000 })).toEqual(seen);
  });

  it("goes along the edge where there is none: the plaque, and with the sum the node that receives it", () => {
    const none = { width: 1, height: 1 };
    for (const beat of [0, 1, 2, 3])
      expect(aimOf(scene, step, beat, none).anchor).toEqual({ x: plaque?.x, y: plaque?.y });
    expect(aimOf(scene, step, 4, none).anchor).toEqual({ x: nodeOf("b")?.x, y: nodeOf("b")?.y });
  });

  it("has the product beside the plaque, whole, before the nodes at either end", () => {
    const { run } = runOf(FIGURE_13);
    const picture = { settled: 4, moving: null };
    const schedule = scheduleOf(graph);
    const frame = { scene, run, schedule, picture, tangents: null, mode: "all" } as const;
    const product = productBox(frame, step);
    expect(product).not.toBeNull();
    if (product === null || plaque === undefined) return;
    // Room for both and hardly more.
    const extent = (at: "x" | "y", size: "width" | "height"): number =>
      Math.max(product[at] + product[size] / 2, plaque[at] + plaque[size] / 2) -
      Math.min(product[at] - product[size] / 2, plaque[at] - plaque[size] / 2);
    const both = { width: extent("x", "width") + 1, height: extent("y", "height") + 1 };
    const seen = aimOf(scene, step, 3, both, product);
    for (const { x, y, width, height } of [product, plaque]) {
      expect(Math.abs(x - seen.x) + width / 2).toBeLessThanOrEqual(seen.width / 2 + 1e-9);
      expect(Math.abs(y - seen.y) + height / 2).toBeLessThanOrEqual(seen.height / 2 + 1e-9);
    }
  });
});
