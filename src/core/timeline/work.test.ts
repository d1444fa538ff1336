import { describe, expect, it, test } from "vitest";
import { type Run, runGraph } from "../differentiate/run.ts";
import { type Graph, nodeAt, partById } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { SCALAR, shapeOf, type Value, valueFromNumbers } from "../tensor/tensor.ts";
import { edgeWork } from "./edgeWork.ts";
import { gradientWork } from "./gradientWork.ts";
import { nodeWork } from "./nodeWork.ts";
import { ordersOf } from "./order.ts";
import { scheduleOf } from "./steps.ts";
import { statisticsText, type Work } from "./work.ts";

function program(source: string, values: Readonly<Record<string, unknown>>): { graph: Graph; run: Run } {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(`not a program: ${source}`);
  const given = (index: number): Value => {
    const node = nodeAt(graph, index);
    const literal = node.kind === "input" ? node.literal : null;
    return literal ?? valueFromNumbers(values[node.id]) ?? Number.NaN;
  };
  const shaped = withShapes(graph, (node) =>
    nodeAt(graph, node).kind === "input" ? shapeOf(given(node)) : SCALAR,
  );
  return { graph: shaped, run: runGraph(shaped, given) };
}

const EVERYTHING = { value: () => true, gradient: () => true, contribution: true };
const NOTHING = { value: () => false, gradient: () => false, contribution: false };

function ofNode(source: string, values: Readonly<Record<string, unknown>>, id: string): Work {
  const { graph, run } = program(source, values);
  return nodeWork(graph, run, graph.byName.get(id) ?? -1, EVERYTHING.value);
}

function ofEdge(
  source: string,
  values: Readonly<Record<string, unknown>>,
  id: string,
  shown = EVERYTHING,
): Work {
  const { graph, run } = program(source, values);
  const edge = partById(graph, id);
  if (edge === undefined) throw new Error(`no edge ${id}`);
  return edgeWork(graph, run, edge.index, shown);
}

/** Figure 20, with sizes that tell rows, columns and inner sides apart: 2×2 · 2×3. */
const PRODUCT = {
  source: "D = W @ X",
  values: {
    W: [
      [1, 2],
      [3, -4],
    ],
    X: [
      [1, 0, 2],
      [0.5, 1, -1],
    ],
  },
} as const;

describe("an entry of a product of matrices", () => {
  const { source, values } = PRODUCT;

  it("is its row and its column, multiplied in pairs and summed", () => {
    const work = ofNode(source, values, "D");
    // 3·2 + (−4)·(−1) = 10
    expect(work.write(1, 2)).toEqual({
      text: "D[2,3] = 3 · 2 + (−4) · (−1) = 10",
      lit: [
        { row: 1, column: null },
        { row: null, column: 2 },
      ],
    });
  });

  it("of the gradient of the left factor is a row of δ and a column of the transpose", () => {
    const work = ofEdge(source, values, "W-D-0");
    // δ is ones: row 2 of X, summed.
    expect(work.write(0, 1)?.text).toBe("to W[1,2] = 1 · 0.5 + 1 · 1 + 1 · (−1) = 0.5");
    expect(work.operands.map(({ rows, columns }) => [rows, columns])).toEqual([
      [2, 3],
      [3, 2],
    ]);
    expect([...(work.operands[1]?.data ?? [])]).toEqual([1, 0.5, 0, 1, 2, -1]);
  });

  it("of the gradient of the right factor is a row of the transpose and a column of δ", () => {
    const work = ofEdge(source, values, "X-D-1");
    expect(work.write(1, 2)).toEqual({
      text: "to X[2,3] = 2 · 1 + (−4) · 1 = −2",
      lit: [
        { row: 1, column: null },
        { row: null, column: 2 },
      ],
    });
  });

  it("is not there before the playhead has come by", () => {
    const { graph, run } = program(source, values);
    const blank = nodeWork(graph, run, graph.output, () => false);
    expect(blank.write(0, 0)).toBeNull();
    expect(blank.result.data).toBeNull();
    const edge = ofEdge(source, values, "W-D-0", NOTHING);
    expect(edge.write(0, 0)).toBeNull();
    expect([edge.result.rows, edge.result.columns]).toEqual([2, 2]);
  });
});

describe("vectors in a product", () => {
  const values = {
    W: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    x: [1, 0, -1],
    u: [2, 3],
  };

  it.each<readonly [string, string, readonly [number, number], readonly [number, number], string]>([
    // A vector on the right stands as a column, and so does what comes of it.
    ["y = W @ x", "y", [2, 1], [1, 0], "y[2] = 4 · 1 + 5 · 0 + 6 · (−1) = −2"],
    ["y = u @ W", "y", [1, 3], [0, 2], "y[3] = 2 · 3 + 3 · 6 = 24"],
    ["y = x @ x", "y", [1, 1], [0, 0], "y = 1 · 1 + 0 · 0 + (−1) · (−1) = 2"],
    ["y = dot(x, x)", "y", [1, 1], [0, 0], "y = 1 · 1 + 0 · 0 + (−1) · (−1) = 2"],
    ["y = outer(u, x)", "y", [2, 3], [1, 2], "y[2,3] = 3 · (−1) = −3"],
  ])("%s", (source, id, size, [row, column], text) => {
    const work = ofNode(source, values, id);
    expect([work.result.rows, work.result.columns]).toEqual(size);
    expect(work.write(row, column)?.text).toBe(text);
  });

  it.each<readonly [string, string, readonly [number, number], string]>([
    ["y = W @ x", "W-y-0", [1, 2], "to W[2,3] = 1 · (−1) = −1"],
    ["y = W @ x", "x-y-1", [2, 0], "to x[3] = 3 · 1 + 6 · 1 = 9"],
    ["y = u @ W", "u-y-0", [0, 1], "to u[2] = 1 · 4 + 1 · 5 + 1 · 6 = 15"],
    ["y = outer(u, x)", "u-y-0", [1, 0], "to u[2] = 1 · 1 + 1 · 0 + 1 · (−1) = 0"],
    ["y = outer(u, x)", "x-y-1", [2, 0], "to x[3] = 1 · 2 + 1 · 3 = 5"],
    ["y = 2*dot(x, [5, 6, 7])", "x-y.1-0", [0, 1], "to x[2] = 2 · 6 = 12"],
  ])("%s, back along %s", (source, edge, [row, column], text) => {
    expect(ofEdge(source, values, edge).write(row, column)?.text).toBe(text);
  });
});

describe("an entry of every other operation", () => {
  const values = {
    x: [1, -2, 4],
    A: [
      [1, 2],
      [3, 4],
    ],
    b: [10, 20],
  };

  it.each<readonly [string, readonly [number, number], string]>([
    ["y = A + b", [1, 0], "y[2,1] = 3 + 10 = 13"],
    ["y = A * b", [1, 1], "y[2,2] = 4 · 20 = 80"],
    ["y = 2 * x", [0, 1], "y[2] = 2 · (−2) = −4"],
    ["y = relu(x)", [0, 1], "y[2] = relu(−2) = 0"],
    ["y = A'", [0, 1], "y[1,2] = A[2,1] = 3"],
    ["y = sum(x)", [0, 0], "y = 1 + (−2) + 4 = 3"],
    ["y = mean(x)", [0, 0], "y = (1 + (−2) + 4) / 3 = 1"],
    ["y = max(x)", [0, 0], "y = max(1, −2, 4) = 4"],
    ["y = min(x)", [0, 0], "y = min(1, −2, 4) = −2"],
    ["y = norm([x[1], 0, 0])", [0, 0], "y = √(1² + 0² + 0²) = 1"],
    ["y = trace(A)", [0, 0], "y = 1 + 4 = 5"],
    ["y = [x, 7, b]", [0, 3], "y[4] = 7"],
    ["y = [x, 7, b]", [0, 5], "y[6] = b[2] = 20"],
    ["y = [[1, 2], b]", [1, 0], "y[2,1] = b[1] = 10"],
    ["y = A[2,:]", [0, 1], "y[2] = A[2,2] = 4"],
    ["y = A[:,2]", [0, 0], "y[1] = A[1,2] = 2"],
    ["y = A[:,2:2]", [1, 0], "y[2,1] = A[2,2] = 4"],
    ["y = A[2,1:2]", [0, 1], "y[2] = A[2,2] = 4"],
    ["y = A[1:2,1]", [0, 1], "y[2] = A[2,1] = 3"],
    ["y = x[2:3]", [0, 1], "y[2] = x[3] = 4"],
    ["y = x[3]", [0, 0], "y = x[3] = 4"],
  ])("%s at %j", (source, [row, column], text) => {
    expect(ofNode(source, values, "y").write(row, column)?.text).toBe(text);
  });

  it.each<readonly [string, string, readonly [number, number], string]>([
    // Where b was copied for every row, the copies are summed: δ is A itself.
    ["y = sum((A + b)*A)", "b-y.0.0-1", [0, 1], "to b[2] = 2 · 1 + 4 · 1 = 6"],
    ["y = A * b", "A-y-0", [0, 1], "to A[1,2] = 1 · 20 = 20"],
    ["y = A'", "A-y-0", [0, 1], "to A[1,2] = δ[2,1] = 1"],
    ["y = 3*sum(x)", "x-y.1-0", [0, 0], "to x[1] = 3"],
    ["y = 3*mean(x)", "x-y.1-0", [0, 0], "to x[1] = 3 / 3 = 1"],
    ["y = 3*max(x)", "x-y.1-0", [0, 2], "to x[3] = 3"],
    ["y = 3*max(x)", "x-y.1-0", [0, 0], "to x[1] = 0: x[1] is not the largest."],
    ["y = 3*trace(A)", "A-y.1-0", [1, 1], "to A[2,2] = 3"],
    ["y = 3*trace(A)", "A-y.1-0", [0, 1], "to A[1,2] = 0: it is beside the diagonal."],
    ["y = 3*norm([b[1], 0])", "y.1.0-y.1-0", [0, 0], "to v₂[1] = 3 · 10 / 10 = 3"],
    ["y = [x, 7, b]", "b-y-2", [0, 1], "to b[2] = δ[6] = 1"],
    ["y = 2*A[2,:]", "A-y.1-0", [1, 0], "to A[2,1] = δ[1] = 2"],
    ["y = 2*A[:,2:2]", "A-y.1-0", [1, 1], "to A[2,2] = δ[2,1] = 2"],
    ["y = 2*x[2:3]", "x-y.1-0", [0, 2], "to x[3] = δ[2] = 2"],
    ["y = 2*x[2:3]", "x-y.1-0", [0, 0], "to x[1] = 0: this entry is not taken."],
    ["y = 2*A[2,:]", "A-y.1-0", [0, 0], "to A[1,1] = 0: this entry is not taken."],
  ])("%s, back along %s at %j", (source, edge, [row, column], text) => {
    expect(ofEdge(source, values, edge).write(row, column)?.text).toBe(text);
  });

  it("of softmax lights its row and shares by exponentials", () => {
    const work = ofNode("y = softmax(A)", values, "y");
    // e³ / (e³ + e⁴) = 1 / (1 + e)
    const share = 1 / (1 + Math.E);
    expect(work.write(1, 0)?.text).toContain("y[2,1] = exp(3) / (exp(3) + exp(4)) = 0.2689");
    expect(work.result.data?.[2]).toBeCloseTo(share, 12);
    expect(work.write(1, 0)?.lit).toEqual([{ row: 1, column: null }]);
  });

  it("of logsumexp has one entry for each row", () => {
    expect(ofNode("y = logsumexp(A)", values, "y").write(0, 1)).toMatchObject({
      lit: [{ row: 1, column: null }],
    });
    const back = ofEdge("y = sum(logsumexp(A))", values, "A-y.0-0").write(1, 1);
    expect(back?.text).toContain("to A[2,2] = 1 · exp(4) / (exp(3) + exp(4)) = 0.7311");
  });

  it("that is spread over a larger shape is lit where it stands", () => {
    expect(ofNode("y = A + b", values, "y").write(1, 0)?.lit).toEqual([
      { row: 1, column: 0 },
      { row: 0, column: 0 },
    ]);
    expect(ofEdge("y = A + b", values, "b-y-1").write(0, 1)?.lit).toEqual([
      { row: null, column: 1 },
      { row: null, column: 1 },
      { row: null, column: 1 },
    ]);
  });

  it("with many terms is written with the first and the last", () => {
    const x = Array.from({ length: 64 }, (_entry, index) => index);
    expect(ofNode("y = sum(x)", { x }, "y").write(0, 0)?.text).toBe(
      "y = 0 + 1 + 2 + 3 + 4 + … + 63 (64 terms) = 2016",
    );
  });

  it("has all its digits where four do not say it", () => {
    expect(ofNode("y = 0.1 + x", { x: [1 / 3, 1] }, "y").write(0, 0)?.text).toBe(
      "y[1] = 0.1 + 0.3333 = 0.4333 (0.43333333333333335)",
    );
  });
});

describe("a gradient", () => {
  // Used twice: w·x brings x, w·w brings 2·w, entry by entry.
  const { graph, run } = program("y = sum(w*x + w)", { w: [1, 2], x: [3, -4] });
  const schedule = scheduleOf(graph);
  const at = (settled: number): Work =>
    gradientWork(graph, schedule, run, graph.byName.get("w") ?? -1, settled);

  it("is the sum of what its uses bring", () => {
    const work = at(schedule.steps.length);
    expect(work.operands.map(({ word }) => word)).toEqual(["from v₁", "from v₂"]);
    expect(work.write(0, 1)?.text).toBe("dy/dw[2] = −4 + 1 = −3");
  });

  it("waits until all of them are there", () => {
    // The last two steps go from v₁ to w and to x.
    const work = at(schedule.steps.length - 2);
    expect(work.write(0, 1)).toBeNull();
    expect(work.result.data).toBeNull();
    expect(work.operands.map(({ data }) => data === null)).toEqual([true, false]);
  });
});

test("what is given is said as it is", () => {
  expect(ofNode("y = 2*x", { x: [1, 2.5] }, "x").write(0, 1)?.text).toBe("x[2] = 2.5");
});

test("statistics are those of all entries", () => {
  expect(statisticsText(Float64Array.of(0.5, -1, 2))).toBe("smallest −1, largest 2, mean 0.5");
  expect(statisticsText(Float64Array.of(1, Number.NaN))).toBe("not all of them are numbers");
  expect(statisticsText(Float64Array.of(1))).toBeNull();
});

describe("the order of the factors", () => {
  const { source, values } = PRODUCT;

  test("is the only one that fits where the other's inner sizes do not meet", () => {
    expect(ordersOf(ofEdge(source, values, "X-D-1"))).toMatchObject({
      taken: { text: "Wᵀ · δ: 2×2 · 2×3 → 2×3", meets: true },
      other: { text: "δ · Wᵀ: 2×3 · 2×2", meets: false },
      reason: "δ · Wᵀ does not fit: rows of 3 would meet columns of 2.",
    });
  });

  test("gives the shape of the variable where the other would give another shape", () => {
    expect(ordersOf(ofEdge(source, values, "W-D-0"))).toMatchObject({
      taken: { text: "δ · Xᵀ: 2×3 · 3×2 → 2×2" },
      other: { text: "Xᵀ · δ: 3×2 · 2×3 → 3×3" },
      reason: "Xᵀ · δ would be 3×3, and what is wanted is 2×2.",
    });
  });

  test("is not decided by sizes between square matrices", () => {
    const square = { W: values.W, X: values.W };
    expect(ordersOf(ofEdge(source, square, "W-D-0"))?.reason).toContain("sizes alone do not decide");
  });

  test("is asked only of products of matrices", () => {
    expect(ordersOf(ofNode("y = x * x", { x: [1, 2] }, "y"))).toBeNull();
  });
});
