import { describe, expect, it } from "vitest";
import { FIGURE_10, FIGURE_13, FIGURE_17, runOf } from "../../../tests/programs.ts";
import { besideFocus, besideScenes } from "./backwardScene.ts";
import { overlap } from "./boxes.ts";

describe.each(["right", "up"] as const)("both graphs, drawn %s", (direction) => {
  it.each([FIGURE_10, FIGURE_13, FIGURE_17])("of $name have each thing in the same place", (figure) => {
    const { forward, backward } = besideScenes(runOf(figure).graph, direction);
    const shifts = backward.adjoints.map(({ adjoint, scene }) => {
      const { x = 0, y = 0 } = forward.nodes[adjoint.node]?.box ?? {};
      return `${Math.round(scene.box.x - x)} ${Math.round(scene.box.y - y)}`;
    });
    expect(new Set(shifts).size).toBe(1);
  });

  it.each([FIGURE_10, FIGURE_13, FIGURE_17])("of $name cover nothing of each other", (figure) => {
    const { forward, backward } = besideScenes(runOf(figure).graph, direction);
    const boxes = [
      ...forward.nodes.map(({ box }) => box),
      ...forward.edges.map(({ plaque }) => plaque),
      ...backward.adjoints.map(({ scene }) => scene.box),
      ...backward.contributions.flatMap(({ plaque, borrowed }) => [
        plaque,
        ...borrowed.map(({ box }) => box),
      ]),
    ];
    for (const [place, box] of boxes.entries())
      for (const other of boxes.slice(place + 1)) expect(overlap(box, other)).toBe(0);
    const { x, y, width, height } = forward.bounds;
    for (const box of boxes) {
      expect(box.x - box.width / 2).toBeGreaterThanOrEqual(x - 1);
      expect(box.x + box.width / 2).toBeLessThanOrEqual(x + width + 1);
      expect(box.y - box.height / 2).toBeGreaterThanOrEqual(y - 1);
      expect(box.y + box.height / 2).toBeLessThanOrEqual(y + height + 1);
    }
  });

  it("follow a step in both", () => {
    const { graph } = runOf(FIGURE_13);
    const both = besideScenes(graph, direction);
    const edge = graph.edges.find(({ id }) => id === "b-d-0");
    if (edge === undefined) throw new Error("figure 13 has it");
    const places = besideFocus(both, { phase: "backward", id: edge.id, edge: edge.index });
    const adjoint = both.backward.adjoints.find((one) => one.adjoint.node === edge.from);
    for (const box of [adjoint?.scene.box, both.forward.nodes[edge.to]?.box]) {
      expect(box).toBeDefined();
      expect(places.some((place) => box !== undefined && overlap(place, box) > 0)).toBe(true);
    }
  });
});
