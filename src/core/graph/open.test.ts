import { describe, expect, test } from "vitest";
import { edgeFormula } from "../differentiate/localDerivative.ts";
import { remarksOn } from "../differentiate/remarks.ts";
import { type Run, runGraph } from "../differentiate/run.ts";
import { plainText } from "../expression/formula.ts";
import { shapeOf, tensorOf, type Value } from "../tensor/tensor.ts";
import { openingsOf } from "./definitions.ts";
import { foldGraph } from "./fold.ts";
import { type Graph, nodeAt } from "./graph.ts";
import { nodeText } from "./notation.ts";
import { openGraph } from "./open.ts";
import { readGraph } from "./read.ts";
import { withShapes } from "./shapes.ts";
import { type Openings, shapesAround } from "./splitLists.ts";

type Values = Readonly<Record<string, Value>>;

const vector = (...entries: number[]): Value => ({
  shape: [entries.length],
  data: Float64Array.from(entries),
});
const matrix = (...rows: number[][]): Value => ({
  shape: [rows.length, rows[0]?.length ?? 0],
  data: Float64Array.from(rows.flat()),
});

function givenIn(graph: Graph, values: Values): (node: number) => Value {
  return (node) => {
    const part = nodeAt(graph, node);
    return values[part.id] ?? (part.kind === "input" ? part.literal : null) ?? Number.NaN;
  };
}

function graphOf(source: string, values: Values): Graph {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(`not a program: ${source}`);
  return withShapes(graph, (node) => shapeOf(givenIn(graph, values)(node)));
}

function opened(source: string, values: Values, openings: Openings): { graph: Graph; run: Run } {
  const graph = openGraph(graphOf(source, values), openings);
  return { graph, run: runGraph(graph, givenIn(graph, values)) };
}

describe("an operation opened into its definition", () => {
  const AT_17 = { w0: 2, x0: -1, w1: -3, x1: -2, w2: -3 };
  const { graph, run } = opened("s = w0*x0+w1*x1+w2; f = sigmoid(s)", AT_17, new Map([["f", "definition"]]));

  test("sigmoid is its four gates", () => {
    const texts = graph.nodes.filter(({ id }) => id.startsWith("f")).map((node) => nodeText(graph, node));
    expect(texts).toEqual(["v₄ = -s", "v₅ = exp(v₄)", "v₆ = 1 + v₅", "f = 1/v₆"]);
  });

  // Figure 17: forward 1, −1, .3679, 1.3679, .7311; back 1, −.5344, −.5344, −.1966, .1966.
  test("with the numbers of figure 17", () => {
    const at = (ids: readonly string[], list: ArrayLike<Value>) =>
      ids.map((id) => Number(Number(list[graph.nodes.findIndex((node) => node.id === id)]).toFixed(4)));
    const ids = ["s", "f.in0", "f.in1", "f.in2", "f"];
    expect(at(ids, run.values)).toEqual([1, -1, 0.3679, 1.3679, 0.7311]);
    expect(at(ids, run.adjoints)).toEqual([0.1966, -0.1966, -0.5344, -0.5344, 1]);
  });

  test("and folds back to the same derivative", () => {
    const folded = foldGraph(graph, { folded: ["f"], isByOccurrence: false });
    const again = runGraph(folded, givenIn(folded, AT_17));
    const edge = folded.edges.find(({ id }) => id === "s-f-0");
    expect(again.factors[edge?.index ?? -1]).toBeCloseTo(0.1966119332, 9);
  });

  test("one inside another is opened in turn", () => {
    const { graph: deep } = opened(
      "y = silu(x)",
      { x: 1 },
      new Map([
        ["y", "definition"],
        ["y.in0", "definition"],
      ]),
    );
    expect(deep.nodes.map(({ id }) => id)).toEqual([
      "x",
      "y.in0.in0",
      "y.in0.in1",
      "y.in0.in2",
      "y.in0",
      "y",
    ]);
  });

  test("where it overflows, that is said", () => {
    const { graph: wide, run: big } = opened("f = sigmoid(x)", { x: -1000 }, new Map([["f", "definition"]]));
    expect(remarksOn(wide, big).map(({ code, node }) => [code, node])).toContainEqual(["overflow", "f.in1"]);
  });
});

describe("an operation opened into entries", () => {
  const W = matrix([1, 2, 3], [4, 5, 6]);
  const X = matrix([7, 8], [9, 10], [11, 12]);

  test("a matrix product is its sums of products", () => {
    const { graph, run } = opened("D = W @ X", { W, X }, new Map([["D", "entries"]]));
    const entries = graph.nodes.filter(({ kind, name }) => kind === "operation" && name === null);
    // 6 + 6 entries, 4·3 products, 4·2 sums.
    expect(entries).toHaveLength(6 + 6 + 12 + 8 + 2);
    expect([...tensorOf(run.values[graph.output] ?? 0).data]).toEqual([58, 64, 139, 154]);
    // Ones on the output: dW = 1·Xᵀ has the sums of X's rows, dX = Wᵀ·1 those of W's columns.
    expect([...tensorOf(run.adjoints[0] ?? 0).data]).toEqual([15, 19, 23, 15, 19, 23]);
    expect([...tensorOf(run.adjoints[1] ?? 0).data]).toEqual([5, 5, 7, 7, 9, 9]);
  });

  const x = vector(0.5, -1.5, 2);
  const y = vector(1, 2, -1);
  const M = matrix([1, -2, 0.5], [0.25, 3, -1], [2, 2, 2]);
  test.each<[string, Values]>([
    ["y = sigmoid(x)", { x }],
    ["y = M * x", { M, x }],
    ["y = x^2 + 1", { x }],
    ["y = M'", { M }],
    ["y = sum(x)", { x }],
    ["y = mean(M)", { M }],
    ["y = max(x)", { x }],
    ["y = min(x)", { x }],
    ["y = norm(x)", { x }],
    ["y = dot(x, z)", { x, z: y }],
    ["y = outer(x, z)", { x, z: y }],
    ["y = trace(M)", { M }],
    ["y = softmax(x)", { x }],
    ["y = logsumexp(x)", { x }],
    ["y = M @ x", { M, x }],
    ["y = x @ M", { M, x }],
    ["y = M @ [1, 2, 3]", { M }],
  ])("%s has the same value and gradients", (source, values) => {
    const before = graphOf(source, values);
    const node = nodeAt(before, before.output);
    if (node.kind !== "operation") throw new Error("an operation");
    const openings = openingsOf(node, shapesAround(before, node));
    expect(openings).toContain("entries");
    const whole = runGraph(before, givenIn(before, values));
    for (const opening of openings) {
      const { graph, run } = opened(source, values, new Map([["y", opening]]));
      expect(graph.nodes.length).toBeGreaterThan(before.nodes.length);
      for (const { id, index } of before.nodes) {
        const place = graph.nodes.findIndex((one) => one.id === id);
        const pairs = [
          [run.values[place], whole.values[index]],
          [run.adjoints[place], whole.adjoints[index]],
        ];
        for (const [one, other] of pairs) {
          expect(shapeOf(one ?? 0)).toEqual(shapeOf(other ?? 0));
          for (const [entry, number] of tensorOf(one ?? 0).data.entries())
            expect(number).toBeCloseTo(tensorOf(other ?? 0).data[entry] ?? Number.NaN, 12);
        }
      }
    }
  });

  test("too many entries stay together", () => {
    const values = {
      W: matrix(...Array.from({ length: 9 }, () => Array.from({ length: 9 }, () => 1))),
      x: vector(1, 1, 1, 1, 1, 1, 1, 1, 1),
    };
    const before = graphOf("y = W @ x", values);
    const node = nodeAt(before, before.output);
    expect(node.kind === "operation" && openingsOf(node, shapesAround(before, node))).toEqual([]);
  });
});

describe("a list of which only entries are used", () => {
  const T = matrix([0.5, -0.5], [0.3, 0.8], [0.1, -0.2]);
  const values = { x1: 1, x2: -2, T, a: vector(1, 2) };
  /** Who uses a node, by ids. */
  const consumers = (graph: Graph, id: string): readonly string[] =>
    graph.edges.flatMap(({ from, to }) => (nodeAt(graph, from).id === id ? [nodeAt(graph, to).id] : []));

  test("is no node: its operands go straight to the products", () => {
    const { graph, run } = opened("L = [x1, x2, 1]; v = L @ T", values, new Map([["v", "entries"]]));
    expect(graph.nodes.some(({ id }) => id === "L")).toBe(false);
    // Each feeds one product for each of the two columns, and nothing takes an entry of a list.
    for (const id of ["x1", "x2"]) expect(consumers(graph, id)).toHaveLength(2);
    const entries = graph.nodes.filter((node) => node.kind === "operation" && node.operation === "entry");
    // Those of T, and the constant 1 is none.
    expect(entries).toHaveLength(6);
    // x T by hand: 1·0.5 − 2·0.3 + 0.1 and −0.5 − 1.6 − 0.2.
    expect([...tensorOf(run.values[graph.output] ?? 0).data]).toEqual([
      expect.closeTo(0, 12),
      expect.closeTo(-2.3, 12),
    ]);
  });

  test("as rows, with vectors in it, and inside one another", () => {
    const rows = opened("M = [[x1, x2], [x2, 3]]; y = trace(M)", values, new Map([["y", "entries"]]));
    expect(rows.graph.nodes.map(({ id }) => id)).toEqual(["x1", "x2", "y"]);
    expect(rows.run.values[rows.graph.output]).toBe(4);
    const joined = opened("v = [a, x1]; y = sum(v)", values, new Map([["y", "entries"]]));
    expect(joined.graph.nodes.some(({ id }) => id === "v")).toBe(false);
    expect(consumers(joined.graph, "a")).toHaveLength(2);
    expect(joined.run.values[joined.graph.output]).toBe(4);
  });

  test("stays a node where somebody uses all of it", () => {
    const { graph } = opened("L = [x1, x2]; y = sum(L) + norm(L)", values, new Map([["y.0", "entries"]]));
    expect(consumers(graph, "L")).toContain("y.1");
  });
});

describe("gates folded into one node", () => {
  test("are known as the operation that they are, with its derivative", () => {
    const { graph } = readGraph("s = w*x + b; f = 1/(1+exp(-s))");
    if (graph === null) throw new Error("a program");
    const folded = foldGraph(graph, { folded: ["f"], isByOccurrence: false });
    const edge = folded.edges.find(({ id }) => id === "s-f-0");
    if (edge === undefined) throw new Error("an edge");
    expect(nodeText(folded, nodeAt(folded, folded.output))).toBe("f = sigmoid(s)");
    expect(plainText(edgeFormula(folded, edge))).toBe("f ⋅ (1 − f)");
  });
});
