import { describe, expect, test } from "vitest";
import { atGrain } from "../graph/atGrain.ts";
import { OPERATIONS } from "../graph/grain.ts";
import { readGraph } from "../graph/read.ts";
import { gatheredScene, isRearranged } from "./glide.ts";
import { type Scene, sceneOf } from "./scene.ts";

function scenes(): readonly [Scene, Scene] {
  const { graph } = readGraph("e = x*y + y*z; f = sigmoid(e)");
  if (graph === null) throw new Error("a program");
  return [sceneOf(graph, "right"), sceneOf(atGrain(graph, { ...OPERATIONS, folded: ["e"] }), "right")];
}

const boxOf = ({ nodes }: Scene, id: string) => nodes.find(({ node }) => node.id === id)?.box;

describe("a scene that is folded", () => {
  const [fine, coarse] = scenes();

  test("begins as it is", () => {
    const start = gatheredScene(fine, coarse, 0);
    expect(start.nodes).toEqual(fine.nodes);
    expect(start.edges).toEqual(fine.edges);
  });

  test("ends with everything inside at the place of the folded node", () => {
    const end = gatheredScene(fine, coarse, 1);
    const { x, y } = boxOf(coarse, "e") ?? { x: 0, y: 0 };
    for (const id of ["e.0", "e.1", "e"]) expect(boxOf(end, id)).toMatchObject({ x, y });
    for (const id of ["x", "y", "z", "f"])
      expect(boxOf(end, id)).toMatchObject({ x: boxOf(coarse, id)?.x, y: boxOf(coarse, id)?.y });
  });

  test("half way, edges still meet their nodes", () => {
    const half = gatheredScene(fine, coarse, 0.5);
    for (const [index, { curve, edge }] of half.edges.entries()) {
      const before = fine.edges[index];
      const offset = (scene: Scene, node: number, point: { x: number; y: number } | undefined) => {
        const box = scene.nodes[node]?.box;
        return [(point?.x ?? 0) - (box?.x ?? 0), (point?.y ?? 0) - (box?.y ?? 0)].map((number) =>
          number.toFixed(6),
        );
      };
      expect(offset(half, edge.from, curve[0])).toEqual(offset(fine, edge.from, before?.curve[0]));
      expect(offset(half, edge.to, curve.at(-1))).toEqual(offset(fine, edge.to, before?.curve.at(-1)));
    }
  });
});

describe("a scene after an edit", () => {
  const sceneFor = (text: string): Scene => {
    const { graph } = readGraph(text);
    if (graph === null) throw new Error("a program");
    return sceneOf(graph, "right");
  };
  const before = sceneFor("c = a * b");
  const after = sceneFor("c = a * b\nd = c + x");

  test("is the one before with some nodes in other places", () => {
    const inserted = sceneFor("c = (x + a) * b");
    expect(isRearranged(before, inserted)).toBe(true);
    expect(isRearranged(before, before)).toBe(false);
  });

  test("is another one where little is left, or where it runs another way", () => {
    expect(isRearranged(before, sceneFor("u = v + w\nt = u * u"))).toBe(false);
    expect(isRearranged(before, { ...after, direction: "up" })).toBe(false);
  });

  test("begins with what survives where it was, and what is new in its place", () => {
    const start = gatheredScene(after, before, 1);
    for (const id of ["a", "b", "c"]) {
      expect(boxOf(start, id)).toMatchObject({ x: boxOf(before, id)?.x, y: boxOf(before, id)?.y });
    }
    expect(boxOf(start, "d")).toEqual(boxOf(after, "d"));
  });

  test("begins with the edges that survive as they were, plaques included", () => {
    const start = gatheredScene(after, before, 1);
    expect(start.edges).toHaveLength(before.edges.length + 2);
    for (const was of before.edges) {
      const is = start.edges.find(({ edge }) => edge.id === was.edge.id);
      expect(is?.curve).toEqual(was.curve);
      expect(is?.plaque).toMatchObject({ x: was.plaque.x, y: was.plaque.y });
    }
  });

  test("has edges that reach the borders of nodes whose label has become wider, all the way", () => {
    const edited = sceneFor("c = a * longer_name");
    for (const share of [0, 0.3, 1]) {
      const { nodes, edges } = gatheredScene(edited, before, share);
      for (const { edge, curve } of edges) {
        const [from, to] = [nodes[edge.from]?.box, nodes[edge.to]?.box];
        if (from === undefined || to === undefined) throw new Error("both ends");
        expect(curve[0]?.x).toBeCloseTo(from.x + from.width / 2, 6);
        expect(curve.at(-1)?.x).toBeCloseTo(to.x - to.width / 2, 6);
      }
    }
  });
});
