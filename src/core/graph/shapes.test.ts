import { describe, expect, it, test } from "vitest";
import { readProgram } from "../language/program.ts";
import type { Shape } from "../tensor/tensor.ts";
import { buildGraph } from "./build.ts";
import type { Graph } from "./graph.ts";
import { readGraph } from "./read.ts";
import { inferShapes, isScalarGraph } from "./shapes.ts";

function graphOf(source: string): Graph {
  const { program } = readProgram(source);
  if (program === null) throw new Error(`not a program: ${source}`);
  return buildGraph(program);
}

/** Shapes by id, with those of the inputs given; a literal's is its own. */
function inferred(source: string, inputs: Readonly<Record<string, Shape>>) {
  const graph = graphOf(source);
  const { shapes, diagnostics } = inferShapes(graph, (index) => inputs[graph.nodes[index]?.id ?? ""] ?? null);
  return {
    shapes: Object.fromEntries(graph.nodes.map(({ id, index }) => [id, shapes[index]])),
    faults: diagnostics.map(({ message }) => message),
    places: diagnostics.map(({ from, to, node }) => [source.slice(from, to), node]),
  };
}

/** The messages of a text alone, with nothing given. */
const told = (source: string): readonly string[] =>
  readGraph(source).diagnostics.map(({ message }) => message);

/*
 *   W : 2×3 ─┐
 *   x : 3   ─┴▶ z : 2 ─┐
 *   b : 2            ──┴▶ a : 2 ─▶ L : one number
 */
const LAYER = "z = W @ x\na = sigmoid(z + b)\nL = norm(a)";

describe("shapes are carried forward", () => {
  it("from all inputs to every node", () => {
    const { shapes, faults } = inferred(LAYER, { W: [2, 3], x: [3], b: [2] });
    expect(shapes).toEqual({ W: [2, 3], x: [3], z: [2], b: [2], "a.0": [2], a: [2], L: [] });
    expect(faults).toEqual([]);
  });

  it("as far as the inputs are known, and no further", () => {
    const { shapes, faults } = inferred(LAYER, { W: [2, 3], b: [2] });
    expect(shapes).toEqual({ W: [2, 3], x: null, z: null, b: [2], "a.0": null, a: null, L: null });
    expect(faults).toEqual([]);
  });

  it("from constants too", () => {
    expect(inferred("k = [[1, 2], [3, 4]] @ [1, 2] + 1\ny = k * x", { x: [3, 1] }).shapes).toEqual({
      k: [2],
      x: [3, 1],
      y: [3, 2],
    });
  });

  it.each([
    ["a list of numbers and vectors", "y = [x, 1, x]", { x: [3] }, [7]],
    ["rows", "y = [[1, 2, 3], x]", { x: [3] }, [2, 3]],
    ["an entry", "y = x[2, 1]", { x: [3, 2] }, []],
    ["a row", "y = x[2, :]", { x: [3, 2] }, [2]],
    ["a column", "y = x[:, 2]", { x: [3, 2] }, [3]],
    ["everything", "y = x[:, :]", { x: [3, 2] }, [3, 2]],
    ["a transpose", "y = x'", { x: [3, 2] }, [2, 3]],
    ["a transposed vector, which stays one", "y = x'", { x: [3] }, [3]],
    ["a number for each row", "y = logsumexp(x)", { x: [3, 2] }, [3]],
    ["several spread over one", "y = max(x, 1, [[1], [2]])", { x: [3] }, [2, 3]],
    ["the largest entry", "y = max(x)", { x: [3, 2] }, []],
    ["a function's body", "f(v) = v @ v'; y = f(x)", { x: [3, 3] }, [3, 3]],
  ])("through %s: %s", (_what, source, inputs, shape) => {
    expect(inferred(source, inputs as unknown as Readonly<Record<string, Shape>>).shapes.y).toEqual(shape);
  });
});

describe("what does not fit is told with both shapes, at its place and node", () => {
  it.each([
    [
      "a product",
      "y = W @ x",
      { W: [2, 3], x: [2] },
      "2×3 @ 2: the inner sizes 3 and 2 differ.",
      ["W @ x", "y"],
    ],
    [
      "a sum",
      "y = 2*(x + b)",
      { x: [2, 3], b: [2] },
      "`x` is a 2×3 matrix and `b` is a vector of 2: they do not fit entry by entry.",
      ["(x + b)", "y.1"],
    ],
    [
      "the third operand of many",
      "y = max(1, x, b)",
      { x: [3], b: [2] },
      "`x` is a vector of 3 and `b` is a vector of 2: they do not fit entry by entry.",
      ["max(1, x, b)", "y"],
    ],
    [
      "two vectors",
      "y = dot(x, b)",
      { x: [3], b: [2] },
      "`dot` needs vectors of one length: `x` has 3 entries and `b` 2.",
      ["dot(x, b)", "y"],
    ],
    [
      "rows",
      "y = [[1, 2], x]",
      { x: [3] },
      "The rows of a matrix are equally long; here one has 2 and one 3.",
      ["[[1, 2], x]", "y"],
    ],
    [
      "what a name stands for",
      "y = x @ exp(x)",
      { x: [2, 3] },
      "2×3 @ 2×3: the inner sizes 3 and 2 differ.",
      ["x @ exp(x)", "y"],
    ],
    [
      "an expression without a name",
      "y = (a + b) * x",
      { a: [2], b: [2], x: [3] },
      "`a + b` is a vector of 2 and `x` is a vector of 3: they do not fit entry by entry.",
      ["(a + b) * x", "y"],
    ],
    [
      "an operand inside a function",
      "f(v) = v[4]; y = f(x)",
      { x: [3] },
      "`x` is a vector of 3: there is no entry 4.",
      ["v[4]", "y"],
    ],
  ])("%s: %s", (_what, source, inputs, message, place) => {
    const { faults, places } = inferred(source, inputs as unknown as Readonly<Record<string, Shape>>);
    expect(faults).toEqual([message]);
    expect(places).toEqual([place]);
  });
});

describe("one fault is told once", () => {
  it("and what follows from it is not checked", () => {
    const { faults, shapes } = inferred("z = W @ x\na = z @ z @ z\nL = a[7, 7] + dot(z, x)", {
      W: [2, 3],
      x: [2],
    });
    expect(faults).toHaveLength(1);
    expect(shapes).toMatchObject({ z: null, a: null, L: null });
  });

  it("while faults that do not follow from each other are all told", () => {
    const { faults } = inferred("u = W @ x\nv = x @ W @ W\nu + v", { W: [2, 3], x: [4] });
    expect(faults).toEqual([
      "2×3 @ 4: the inner sizes 3 and 4 differ.",
      "4 @ 2×3: the inner sizes 4 and 2 differ.",
    ]);
  });

  it.each([
    ["in one expression", "[1, 2] @ [1, 2, 3] @ [1, 2]"],
    ["inside a larger one", "sum(([1, 2] @ [1, 2, 3])[4] + [1, 2] * 3)"],
    ["under a name", "k = [1, 2] @ [1, 2, 3]; k @ [1, 2]"],
    ["beside an input", "([1, 2] @ [1, 2, 3]) @ x @ [1, 2, 3]"],
    ["inside a function", "f(v) = v @ [1, 2]; f([1, 2, 3] @ [1, 2]) @ [1]"],
    ["in a list", "[[1, 2] @ [1, 2, 3], [[1, 2], [3, 4]]]"],
  ])("also among constants: %s: %s", (_where, source) => {
    expect(told(source)).toHaveLength(1);
    expect(told(source)[0]).toMatch(/^[23] @ [23]: the inner sizes [23] and [23] differ\.$/);
  });
});

describe("a text is checked before anything is given", () => {
  it.each([
    ["shapes of literals", "W = [[1, 2], [3, 4]]; x = [1, 2, 3]; W @ x"],
    ["shapes of constants", "[[1, 2], [3, 4]] @ [1, 2, 3]"],
    ["a literal and a constant", "W = [[1, 2], [3, 4]]; W @ [1, 2, 3]"],
  ])("by %s: %s", (_what, source) => {
    expect(told(source)).toEqual(["2×2 @ 3: the inner sizes 2 and 3 differ."]);
  });

  it("and what depends on a free name may still fit", () => {
    expect(told("W = [[1, 2], [3, 4]]; W @ x + [1, 2, 3]")).toEqual([]);
  });
});

test("tensors of more than a million numbers are refused before they are made", () => {
  const { faults } = inferred("u = outer(x, x)\nv = x + y\nw = A @ A'\nc = [x, x, x]", {
    x: [1001],
    y: [1001, 1],
    A: [1001, 2],
  });
  expect(faults).toEqual([
    "`outer(x, x)` would be a 1001×1001 matrix, more than 1 000 000 numbers: too large.",
    "This `+` would be a 1001×1001 matrix, more than 1 000 000 numbers: too large.",
    "`A @ A'` would be a 1001×1001 matrix, more than 1 000 000 numbers: too large.",
  ]);
  expect(inferred("outer(x, x)", { x: [1000] }).faults).toEqual([]);
});

test("a graph is of single numbers when nothing in it speaks of tensors", () => {
  const scalar = ["a + b", "max(a, b, 2)", "a = 2; a^2", "2 + 3"];
  const ofTensors = ["a @ b", "sum(a)", "[a]", "a = [1, 2]; a", "[1, 2] + a", "a'", "a[1]", "[1, 2]"];
  expect(scalar.map((source) => isScalarGraph(graphOf(source)))).toEqual(scalar.map(() => true));
  expect(ofTensors.map((source) => isScalarGraph(graphOf(source)))).toEqual(ofTensors.map(() => false));
});
