import { expect, test } from "vitest";
import type { Graph } from "./graph.ts";
import { readGraph } from "./read.ts";
import { alike } from "./repeated.ts";

function graphOf(source: string): Graph {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error("a program");
  return graph;
}

const NEURONS = "p = tanh(w1*x1 + b1); q = tanh(w2*x2 + b2); r = tanh(w3*x1); y = tanh(u*p + q) + tanh(3*x1)";

test("neurons that are built alike are found together", () => {
  // r lacks its bias, and the last has a constant.
  expect(alike(graphOf(NEURONS), ["p.0.0", "p.0", "p"])).toEqual([
    ["p.0.0", "p.0", "p"],
    ["q.0.0", "q.0", "q"],
    ["y.0.0.0", "y.0.0", "y.0"],
  ]);
});

test("constants count", () => {
  expect(alike(graphOf("a = 2*x + 1; b = 2*y + 1; c = 3*z + 1; d = a + b + c"), ["a.0", "a"])).toEqual([
    ["a.0", "a"],
    ["b.0", "b"],
  ]);
});

test("what others use as well is not folded", () => {
  expect(alike(graphOf("s = x*y; a = s + 1; t = u*v; b = t + 1; c = a + b + t"), ["s", "a"])).toEqual([
    ["s", "a"],
  ]);
});

test("no two have a node in common", () => {
  expect(alike(graphOf("a = x + 1; b = a + 1; c = b + 1; d = c + 1"), ["a", "b"])).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("what cannot be folded has none like it", () => {
  expect(alike(graphOf("q = x+y; f = q*z; g = f + q"), ["q", "f"])).toEqual([]);
});
