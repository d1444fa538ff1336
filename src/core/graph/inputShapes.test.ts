import { describe, expect, it } from "vitest";
import type { Shape } from "../tensor/tensor.ts";
import { vectorInstead } from "./inputShapes.ts";
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
