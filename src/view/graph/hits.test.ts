import { describe, expect, test } from "vitest";
import { readGraph, type Scene, sceneOf } from "../../core/index.ts";
import { partUnder } from "./hits.ts";
import { idOf } from "./PartView.tsx";

const { graph } = readGraph("c = a + b\nd = b + 1\ne = c * d");
if (graph === null) throw new Error("the program has no graph");
const scene: Scene = sceneOf(graph, "right");
const idAt = (x: number, y: number, reach = 0): string | null => {
  const part = partUnder(scene, { x, y }, reach);
  return part === null ? null : idOf(part);
};

describe("what stands under a pointer", () => {
  test("is a node anywhere in its box, and nothing beside it", () => {
    for (const { node, box } of scene.nodes) {
      const [right, bottom] = [box.x + box.width / 2, box.y + box.height / 2];
      expect(idAt(box.x, box.y)).toBe(node.id);
      expect(idAt(right - 1, bottom - 1)).toBe(node.id);
      expect(idAt(right + 3, bottom + 3)).toBeNull();
      expect(idAt(right + 3, bottom + 3, 4)).toBe(node.id);
    }
  });

  test("is an edge on its plaque, and along its line where no node is", () => {
    for (const { edge, plaque, curve } of scene.edges) {
      expect(idAt(plaque.x, plaque.y)).toBe(edge.id);
      // Lines arrive squarely, each at a place of its own.
      const end = curve.at(-1);
      expect(end && idAt(end.x - 2, end.y, 0.5)).toBe(edge.id);
    }
  });

  test("is an input on a copy of it", () => {
    const { graph: tangled } = readGraph("u = a*b; v = sin(u) + c; w = v*a - b; y = w*c + a*v");
    if (tangled === null) throw new Error("the program has no graph");
    const every = new Set(tangled.edges.flatMap(({ id, index }) => (id === "c-y.0-1" ? [index] : [])));
    const copied = sceneOf(tangled, "right", true, undefined, "reverse", undefined, every);
    const [copy] = copied.edges.flatMap(({ ghost }) => ghost ?? []);
    if (copy === undefined) throw new Error("c has a copy");
    const part = partUnder(copied, { x: copy.box.x, y: copy.box.y }, 0);
    expect(part && idOf(part)).toBe("c");
  });

  test("is the nearer of two that are both in reach", () => {
    const [a, b] = ["a", "b"].map((name) => scene.nodes[graph.byName.get(name) ?? -1]?.box);
    if (a === undefined || b === undefined) throw new Error("no such node");
    const between = (share: number) => idAt(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, 1000);
    expect([between(0.4), between(0.6)]).toEqual(["a", "b"]);
  });
});
