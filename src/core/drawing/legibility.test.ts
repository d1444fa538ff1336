import { describe, expect, it } from "vitest";
import { FIGURE_13, runOf } from "../../../tests/programs.ts";
import { pictureAt, START } from "../timeline/playhead.ts";
import { scheduleOf } from "../timeline/steps.ts";
import { legibleScale, PROJECTED_HEIGHTS, smallestShare } from "./legibility.ts";
import { productBox } from "./presented.ts";
import { focusOfStep, sceneOf, withTabs } from "./scene.ts";

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
  const { graph, run } = runOf(FIGURE_13);
  const scene = sceneOf(graph, "right");
  const step = {
    phase: "backward",
    id: "b-c-1",
    edge: scene.edges.findIndex(({ edge }) => edge.id === "b-c-1"),
  } as const;
  const nodeOf = (id: string) => scene.nodes.find(({ node }) => node.id === id)?.box;
  const plaque = scene.edges[step.edge]?.plaque;

  it("goes along the edge: the plaque, and with the sum the node that receives it", () => {
    for (const beat of [0, 1, 2, 3]) expect(focusOfStep(scene, step, beat)[0]).toEqual(plaque);
    expect(focusOfStep(scene, step, 4)[0]).toMatchObject({ x: nodeOf("b")?.x, y: nodeOf("b")?.y });
  });

  it("has the product beside the plaque before the nodes at either end", () => {
    const picture = { settled: 4, moving: null };
    const schedule = scheduleOf(graph);
    const product = productBox({ scene, run, schedule, picture, tangents: null, mode: "all" }, step);
    expect(product).not.toBeNull();
    expect(focusOfStep(scene, step, 3, product).slice(0, 2)).toEqual([plaque, product]);
  });

  it("has in every beat the same places: both ends, with their tabs, and what the factor needs", () => {
    const edge = scene.edges.find((one) => one.edge.id === "c-e-0");
    if (edge === undefined) throw new Error("figure 13 has it");
    const product = { phase: "backward", id: "c-e-0", edge: edge.edge.index } as const;
    const tabbed = ["c", "d", "e"].map((id) => {
      const node = scene.nodes.find((one) => one.node.id === id);
      if (node === undefined) throw new Error("figure 13 has it");
      return { ...node.box, ...withTabs(node.box, "right", node.shape) };
    });
    for (const beat of [0, 1, 2, 3, 4]) {
      const places = focusOfStep(scene, product, beat);
      expect(places).toHaveLength(4);
      expect(places).toEqual(expect.arrayContaining([edge.plaque, ...tabbed]));
      expect(places.at(-1)).toEqual(tabbed[1]);
    }
  });
});
