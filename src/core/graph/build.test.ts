import { describe, expect, it, test } from "vitest";
import { printExpression } from "../expression/print.ts";
import { readProgram } from "../language/program.ts";
import { buildGraph } from "./build.ts";
import { edgeAt, type Graph, isEdge, nodeAt, partById } from "./graph.ts";
import { nodeText } from "./notation.ts";

function graphOf(source: string): Graph {
  const { program, diagnostics } = readProgram(source);
  if (program === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return buildGraph(program);
}

const ids = (source: string): string[] => graphOf(source).nodes.map(({ id }) => id);
const symbols = (source: string): string[] => graphOf(source).nodes.map(({ symbol }) => symbol);

/** The nodes an output uses, by id. */
const used = (source: string): string[] =>
  graphOf(source)
    .nodes.filter(({ feedsOutput }) => feedsOutput)
    .map(({ id }) => id);

/** Edges that leave a node, in the order of its uses. */
const usesOf = (source: string, id: string): string[] => {
  const graph = graphOf(source);
  const part = partById(graph, id);
  if (part === undefined || isEdge(part)) throw new Error(`no node ${id}`);
  return part.uses.map((use) => edgeAt(graph, use).id);
};

/*
 *   a ──▶ c = a+b ──▶ e = c·d
 *   b ──▶ ⤴           ▲
 *   └───▶ d = b+1 ────┘
 */
const COLAH = "c = a + b\nd = b + 1\ne = c * d";

test("(a+b)·(b+1): b is one leaf with two uses, and 1 has no node", () => {
  const graph = graphOf(COLAH);
  expect(graph.nodes.map((node) => nodeText(graph, node))).toEqual([
    "a",
    "b",
    "c = a + b",
    "d = b + 1",
    "e = c*d",
  ]);
  expect(graph.edges.map(({ id }) => id)).toEqual(["a-c-0", "b-c-1", "b-d-0", "c-e-0", "d-e-1"]);
  expect(nodeAt(graph, graph.output).id).toBe("e");
  expect(usesOf(COLAH, "b")).toEqual(["b-c-1", "b-d-0"]);
});

describe("ids", () => {
  it.each([
    ["a name, or the statement and the operand path", "e = (a+b)*(b+1)", ["a", "b", "e.0", "e.1", "e"]],
    ["the path inside calls", "e = exp(2*x) + max(y, -x)", ["x", "e.0.0", "e.0", "y", "e.1.1", "e.1", "e"]],
    ["an unnamed statement is out", "x + 1", ["x", "out"]],
    ["the second is out2", "x + 1\nx + 2", ["x", "out", "out2"]],
    ["names in use are skipped", "out = x + 1\nout2 = x + 2\nx*2\nx*3", ["x", "out", "out2", "out3", "out4"]],
    ["a name used only later is in use too", "x + 1\nx + out", ["x", "out2", "out", "out3"]],
    ["brackets leave no trace", "e = ((a + b))", ["a", "b", "e"]],
  ])("%s: %j", (_what, source, expected) => {
    expect(ids(source)).toEqual(expected);
  });

  it("are of letters, digits, _ and . only, and unique", () => {
    const all = ids("__proto__ = a*(b + 2)\nexp(__proto__)*theta_1 + max(a, b/2)\nout");
    for (const id of all) expect(id).toMatch(/^[A-Za-z0-9_.]+$/);
    expect(new Set(all).size).toBe(all.length);
  });

  it("count a place that comes more than 16 times in a row", () => {
    const names = (count: number): string[] => Array.from({ length: count }, (_, place) => `x${place}`);
    const sum = names(19).join("+");
    expect(ids(`y = ${sum}`).filter((id) => !id.startsWith("x"))).toEqual([
      "y.0_17",
      ...Array.from({ length: 16 }, (_, place) => `y${".0".repeat(16 - place)}`),
      "y",
    ]);
    expect(ids(`y = 2 - (${sum})*x0`)).toContain("y.1.0_18");
    const longest = Math.max(...ids(`y = sin(${names(3000).join("+")})`).map((id) => id.length));
    expect(longest).toBeLessThanOrEqual("y.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0".length);
  });

  it("stay the same after an edit elsewhere", () => {
    const before = ids("c = a*(b + 1)\ne = exp(c) + c");
    const after = ids("k = 2*a + 3\nc = a*(b + 1)\ne = exp(c) + c");
    expect(after.filter((id) => id !== "k" && id !== "k.0").sort()).toEqual([...before].sort());
  });
});

describe("symbols", () => {
  it.each([
    ["v1, v2 … in the order of evaluation", "e = (a+b)*(b+1)", ["a", "b", "v1", "v2", "e"]],
    ["through all statements", "exp(a)*b\nexp(b)", ["a", "v1", "b", "v2", "v3"]],
    ["names in use are skipped", "v1 = (a+b)*(b+v_3)", ["a", "b", "v2", "v_3", "v4", "v1"]],
  ])("%s: %j", (_what, source, expected) => {
    expect(symbols(source)).toEqual(expected);
  });
});

describe("leaves", () => {
  it("a name is one leaf, however often it is used", () => {
    const graph = graphOf("x*x + x\nx^x");
    expect(graph.nodes.filter(({ kind }) => kind === "input")).toHaveLength(1);
    expect(usesOf("x*x + x\nx^x", "x")).toEqual([
      "x-out.0-0",
      "x-out.0-1",
      "x-out-1",
      "x-out2-0",
      "x-out2-1",
    ]);
  });

  it("a literal that is assigned is a leaf, one that is not is folded", () => {
    const graph = graphOf("k = -2\nk*3");
    expect(graph.nodes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(["input k", "operation out"]);
    expect(graph.nodes[0]).toMatchObject({ literal: -2 });
  });

  it("names of JavaScript's own are names", () => {
    expect(ids("__proto__ = constructor + 1\n__proto__*toString")).toEqual([
      "constructor",
      "__proto__",
      "toString",
      "out",
    ]);
    expect([...graphOf("constructor = __proto__^2").byName.keys()]).toEqual(["__proto__", "constructor"]);
  });

  it("`y = x` only names", () => {
    const graph = graphOf("y = x\nz = y\nz + y");
    expect(graph.nodes.map(({ id }) => id)).toEqual(["x", "out"]);
    expect(Object.fromEntries(graph.byName)).toEqual({ x: 0, y: 0, z: 0 });
  });

  it("a program may be a name alone", () => {
    const graph = graphOf("x");
    expect(graph.nodes.map(({ id }) => id)).toEqual(["x"]);
    expect(nodeAt(graph, graph.output)).toMatchObject({ id: "x", feedsOutput: true });
  });
});

describe("constants are folded into their consumer", () => {
  it.each([
    ["a literal", "b + 1", ["b", "v₁ = b + 1"]],
    ["what is calculated from literals", "b*(2 + 3^2)", ["b", "v₁ = b*(2 + 3^2)"]],
    ["a call", "b/exp(1)", ["b", "v₁ = b/exp(1)"]],
  ])("%s: %s", (_what, source, nodes) => {
    const graph = graphOf(source);
    expect(graph.nodes.map((node) => nodeText(graph, node))).toEqual(nodes);
  });

  it("with their value", () => {
    expect(graphOf("b*(2 + 3^2)").nodes[1]).toMatchObject({
      operands: [{ kind: "node" }, { kind: "constant", value: 11 }],
    });
  });

  it("unless nothing consumes them", () => {
    const graph = graphOf("k = 2*3\nk + x");
    expect(graph.nodes.map((node) => `${node.kind} ${nodeText(graph, node)}`)).toEqual([
      "constant k = 2*3",
      "input x",
      "operation v₁ = k + x",
    ]);
    expect(graph.nodes[0]).toMatchObject({ value: 6, dependsOnInput: false });
    expect(graphOf("2*3").nodes).toMatchObject([
      { kind: "constant", id: "out", value: 6, feedsOutput: true },
    ]);
  });

  it("and what only depends on them depends on no input", () => {
    const graph = graphOf("k = 2*3\nm = k + 1\nm*x");
    expect(graph.nodes.map(({ id, dependsOnInput }) => `${id} ${dependsOnInput}`)).toEqual([
      "k false",
      "m false",
      "x true",
      "out true",
    ]);
  });
});

test("equal subexpressions stay apart", () => {
  expect(ids("e = (a+b)*(a+b)")).toEqual(["a", "b", "e.0", "e.1", "e"]);
});

describe("what the output uses", () => {
  it.each([
    ["all of it", COLAH, ["a", "b", "c", "d", "e"]],
    ["not a statement after which another comes", "y = x^2\nz = y + w\ny", ["x", "y"]],
    ["not an unnamed one", "x + 1\nw*2", ["w", "out2"]],
  ])("%s", (_what, source, expected) => {
    expect(used(source)).toEqual(expected);
  });
});

test("an operation knows what it is, over the ids of its operands", () => {
  const graph = graphOf("e = (a+b)*2 - max(a, 1)");
  const written = graph.nodes.flatMap((node) =>
    node.kind === "operation" ? [`${node.operation}: ${printExpression(node.expression)}`] : [],
  );
  expect(written).toEqual(["add: a + b", "multiply: e.0.0*2", "max: max(a, 1)", "subtract: e.0 - e.1"]);
});

test("nodes know their place in the text", () => {
  const source = "c = (a + b)*exp(2)\nd = 3";
  const graph = graphOf(source);
  expect(graph.nodes.map(({ from, to }) => source.slice(from, to))).toEqual([
    "a",
    "b",
    "(a + b)",
    "(a + b)*exp(2)",
    "d",
  ]);
});

test("every operand stands before its consumer", () => {
  const { edges } = graphOf("L = (tanh(w*tanh(w*x + b) + b) - y)^2");
  for (const { from, to } of edges) expect(from).toBeLessThan(to);
  expect(edges.length).toBe(13);
});

test("parts are found by their ids, and nothing else is", () => {
  const graph = graphOf(COLAH);
  expect(partById(graph, "c")).toBe(graph.nodes[2]);
  expect(partById(graph, "b-c-1")).toBe(graph.edges[1]);
  for (const id of ["", "q", "constructor", "__proto__", "a-c-1"])
    expect(partById(graph, id)).toBeUndefined();
});

/** In milliseconds: not a measure, but what takes longer has grown with the square of the graph. */
const HANGING = 10_000;

test("a sum of 15 000 terms is built at once, without a stack that overflows", () => {
  const start = performance.now();
  const { nodes, edges } = graphOf(`${"x+".repeat(14_999)}x`);
  expect(performance.now() - start).toBeLessThan(HANGING);
  expect([nodes.length, edges.length]).toEqual([15_000, 29_998]);
});
