import { expect, it } from "vitest";
import { readGraph } from "../graph/read.ts";
import { type SceneNode, sceneOf } from "./scene.ts";
import { valueTab } from "./tabs.ts";

function nodeOf(direction: "right" | "up"): SceneNode {
  const { graph } = readGraph("y = sin(x)");
  const node = graph && sceneOf(graph, direction).nodes[1];
  if (!node) throw new Error("this program has two nodes");
  return node;
}

function tabOf(direction: "right" | "up", value: number) {
  const [box, figures] = valueTab(nodeOf(direction), value);
  if (box?.kind !== "box" || figures?.kind !== "figures") throw new Error("a number stands in a pill");
  return { box, size: figures.size };
}

it("a long number at a node's side is set closer and smaller, so that it comes near no edge that passes by", () => {
  for (const value of [-0.0009393, -2.227e-14, 123456.7]) {
    const { box, size } = tabOf("up", value);
    // The layout keeps 52 px beside a node free, and edges 26 px away from that; 14 px of the tab are in the node.
    expect(box.width, String(value)).toBeLessThanOrEqual(52 + 26 + 14);
    expect(size, String(value)).toBeGreaterThanOrEqual(13);
  }
  expect(tabOf("up", -0.4921).size).toBe(16);
  // Above its node there is room.
  expect(tabOf("right", -2.227e-14).size).toBe(16);
});
