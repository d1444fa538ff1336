import { describe, expect, it } from "vitest";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { shapeOf, type Value, valueFromNumbers } from "../tensor/tensor.ts";
import { forwardCost, reverseCost, totalCost } from "./costs.ts";
import { unitOf } from "./tangents.ts";

function graphOf(source: string, shapes: Readonly<Record<string, readonly number[]>> = {}) {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(source);
  const shaped = withShapes(graph, (node) => shapes[graph.nodes[node]?.id ?? ""] ?? []);
  const at = (name: string): number => shaped.byName.get(name) ?? -1;
  return { graph: shaped, at };
}

const value = (numbers: unknown): Value => valueFromNumbers(numbers) ?? Number.NaN;

const FIGURE_14 = "Y = alpha*X+beta*X+gamma*X; Z = delta*Y+epsilon*Y+zeta*Y";
const FIGURE_15 = "h1 = x1+x2; h2 = 2*x2; y1 = -h1; y2 = h1+h2; [y1, y2]";

describe("what a sweep takes, counted by hand", () => {
  it("figure 13: every product is with a 1, and one sum has two parts", () => {
    const { graph, at } = graphOf("c = a + b; d = b + 1; e = c * d");
    expect(forwardCost(graph, at("b"), 1)).toEqual({ multiplications: 0, additions: 1, byOne: 4 });
    expect(forwardCost(graph, at("a"), 1)).toEqual({ multiplications: 0, additions: 0, byOne: 2 });
    expect(reverseCost(graph, 1)).toEqual({ multiplications: 0, additions: 1, byOne: 5 });
  });

  it("figure 14: 3 + 4 each way between X and Z", () => {
    const { graph, at } = graphOf(FIGURE_14);
    expect(reverseCost(graph, 1, at("X"))).toMatchObject({ multiplications: 3, additions: 4 });
    expect(forwardCost(graph, at("X"), 1)).toMatchObject({ multiplications: 3, additions: 4 });
    // To all inputs: Y's gradient times X for α, β and γ too; those of δ, ε and ζ are Y times the seed's 1.
    expect(reverseCost(graph, 1)).toMatchObject({ multiplications: 6, additions: 4 });
  });

  it("figure 15: two sweeps each way, and as much to do", () => {
    const { graph, at } = graphOf(FIGURE_15);
    const columns = ["x1", "x2"].map((name) => forwardCost(graph, at(name), 1));
    const rows = [
      [1, 0],
      [0, 1],
    ].map((seed) => reverseCost(graph, value(seed)));
    expect(columns).toEqual([
      { multiplications: 0, additions: 0, byOne: 3 },
      { multiplications: 0, additions: 1, byOne: 5 },
    ]);
    expect(rows).toEqual(columns);
    expect(totalCost(rows)).toEqual({ multiplications: 0, additions: 1, byOne: 8 });
  });

  // A chain of three: each edge's factor is a number but the first product is with the seed's 1.
  it("a chain: one product fewer than edges", () => {
    const { graph, at } = graphOf("h = x^2; g = sin(h); f = exp(g)");
    expect(forwardCost(graph, at("x"), 1)).toEqual({ multiplications: 2, additions: 0, byOne: 1 });
    expect(reverseCost(graph, 1)).toEqual({ multiplications: 2, additions: 0, byOne: 1 });
    expect(reverseCost(graph, 3)).toEqual({ multiplications: 3, additions: 0, byOne: 0 });
  });

  // Each of three inputs goes through cos and tanh's slope again; backwards once, and then to a and b.
  it("many inputs and one output: less to do backwards", () => {
    const { graph, at } = graphOf("y = tanh(sin(a*b + c))");
    const forward = ["a", "b", "c"].map((name) => forwardCost(graph, at(name), 1).multiplications);
    expect(forward).toEqual([2, 2, 1]);
    expect(reverseCost(graph, 1).multiplications).toBe(3);
  });

  it.each([
    // 2×3 times 3: forwards six products, two sums of three; back to W an outer product, to x three sums of two.
    ["y = W @ x", { W: [2, 3], x: [3] }, "W", [6, 4], [12, 3]],
    ["y = W @ x", { W: [2, 3], x: [3] }, "x", [6, 4], [12, 3]],
    // 2×3 times 3×4: 8 results of 3; back 6 results of 4 and 12 of 2.
    ["Y = A @ B", { A: [2, 3], B: [3, 4] }, "A", [24, 16], [48, 30]],
    // Copied back, added forwards.
    ["y = sum(x)", { x: [4] }, "x", [0, 3], [0, 0]],
    ["y = dot(a, b)", { a: [3], b: [3] }, "a", [3, 2], [6, 0]],
    ["y = softmax(x)", { x: [3] }, "x", [6, 5], [6, 5]],
    // What was spread is added up on the way back.
    ["y = sin(a)*x", { a: [], x: [3] }, "a", [3, 0], [7, 2]],
  ] as const)("%s with %o along %s", (source, shapes, name, forward, back) => {
    const { graph, at } = graphOf(source, shapes);
    // No entry is 0 or 1, so that nothing is left out.
    const filled = (node: number): Value => {
      const shape = graph.shapes?.[node] ?? [];
      if (shape.length === 0) return 2;
      return { shape, data: new Float64Array(shape.reduce((size, axis) => size * axis, 1)).fill(2) };
    };
    const moving = forwardCost(graph, at(name), filled(at(name)));
    const returning = reverseCost(graph, filled(graph.output));
    const isScalar = shapeOf(filled(at(name))).length === 0;
    // sin's own product comes before it.
    expect([moving.multiplications - Number(isScalar), moving.additions]).toEqual(forward);
    expect([returning.multiplications, returning.additions]).toEqual(back);
  });

  it("a unit leaves out what it does not reach", () => {
    const { graph, at } = graphOf("y = x^2", { x: [3] });
    const unit = unitOf({ shape: [3], data: new Float64Array(3) }, 1);
    expect(forwardCost(graph, at("x"), unit)).toEqual({ multiplications: 0, additions: 0, byOne: 1 });
    expect(reverseCost(graph, unit)).toEqual({ multiplications: 0, additions: 0, byOne: 1 });
  });
});
