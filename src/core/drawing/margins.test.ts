import { expect, it } from "vitest";
import { compile } from "../differentiate/program.ts";
import { plainText } from "../expression/formula.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { sceneOf } from "./scene.ts";

const NETWORK = "L1 = [x1, x2, 1]\nL2 = [sigmoid(L1 @ T1), 1]\nL3 = sigmoid(L2 @ T2)";

function marginOf(
  source: string,
  shapes: Readonly<Record<string, readonly number[]>>,
  direction: "right" | "up",
) {
  // The text is a program: the library takes it.
  compile(source);
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(source);
  const shaped = withShapes(graph, (node) => shapes[graph.nodes[node]?.id ?? ""] ?? []);
  return sceneOf(shaped, direction);
}

it("names the layers of figure 3 beside them, outside of the drawing and inside the picture", () => {
  const { margin, nodes, bounds } = marginOf(NETWORK, { T1: [3, 2], T2: [3] }, "up");
  expect(margin.map(({ formula }) => plainText(formula))).toEqual(["L_1", "L_2", "L_3"]);
  for (const [place, { x, y }] of margin.entries()) {
    const layer = nodes.find(({ node }) => node.name === `L${place + 1}`)?.box;
    expect(y).toBe(layer?.y);
    for (const { box } of nodes) expect(x).toBeLessThan(box.x - box.width / 2);
    expect(x).toBeGreaterThan(bounds.x);
  }
});

it("above them where the graph runs to the right", () => {
  const { margin, nodes, bounds } = marginOf(NETWORK, { T1: [3, 2], T2: [3] }, "right");
  expect(margin).toHaveLength(3);
  for (const { y } of margin) {
    for (const { box } of nodes) expect(y).toBeLessThan(box.y - box.height / 2);
    expect(y).toBeGreaterThan(bounds.y);
  }
});

it.each([
  ["numbers alone", "a1 = sigmoid(x)\na2 = sigmoid(a1)\na3 = a2^2", {}],
  ["neighbours in one layer", "h1 = W @ x\nh2 = U @ x\ny = h1 + h2", { W: [2, 2], U: [2, 2], x: [2] }],
  ["names without numbers", "z = W @ x\na = sigmoid(z)", { W: [2, 2], x: [2] }],
])("nothing for %s", (_what, source, shapes) => {
  expect(marginOf(source, shapes, "up").margin).toEqual([]);
});
