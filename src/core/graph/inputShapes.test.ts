import { describe, expect, it } from "vitest";
import type { Shape } from "../tensor/tensor.ts";
import { smallestShapes, vectorInstead } from "./inputShapes.ts";
import { readGraph } from "./read.ts";
import { withShapes } from "./shapes.ts";

const SHAPES: Readonly<Record<string, Shape>> = { W: [2, 3], x: [3], X: [4, 3] };

describe("a vector in place of a single number", () => {
  it.each([
    ["beside a vector", "y = W @ x + b", "b", 2],
    ["below every row of a matrix", "y = sum(X + b)", "b", 3],
    ["as a factor", "y = k*x", "k", 3],
    ["in a place where only a number fits", "y = W @ [1, 2, b]", "b", null],
    ["among numbers", "y = sum(x) + b", "b", null],
    ["beside vectors of two lengths", "y = sum(x + b) + sum(W @ x + b)", "b", null],
    ["that is one already", "y = W @ x", "x", null],
  ])("%s: %s", (_where, source, name, size) => {
    const { graph } = readGraph(source);
    if (graph === null) throw new Error(`not a program: ${source}`);
    const shaped = withShapes(graph, (node) => SHAPES[graph.nodes[node]?.id ?? ""] ?? []);
    expect(vectorInstead(shaped, graph.byName.get(name) ?? -1)).toBe(size);
  });
});

describe("shapes that nobody gave", () => {
  const shapesOf = (source: string) => {
    const { graph } = readGraph(source);
    if (graph === null) throw new Error(`not a program: ${source}`);
    const shapes = smallestShapes(graph, () => null);
    return Object.fromEntries([...shapes].map(([node, shape]) => [graph.nodes[node]?.id, shape]));
  };

  it("make one number of figure 4's cross-entropy", () => {
    const source =
      "L1 = [x1, x2, 1]\nL2 = [sigmoid(L1@T1), 1]\nL3 = sigmoid(L2@T2)\nC = -y*log(L3) - (1-y)*log(1-L3)";
    expect(shapesOf(source)).toEqual({ x1: [], x2: [], T1: [3, 2], T2: [3], y: [] });
  });

  it("leave a layer its matrix where nothing asks for a number", () => {
    expect(shapesOf("y = sigmoid([1, 2, 3] @ W + b)").W).toEqual([3, 2]);
    expect(shapesOf("y = log(W @ x)").W).toHaveLength(2);
  });
});
