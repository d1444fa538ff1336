import { describe, expect, it } from "vitest";
import { scalarNet } from "../../../bench/programs.ts";
import { GALLERY } from "../../lessons/gallery.ts";
import { type Shape, shapeOf, valueFromNumbers } from "../tensor/tensor.ts";
import { type Graph, nodeAt } from "./graph.ts";
import { type Network, type Weight, weightsOf } from "./network.ts";
import { readGraph } from "./read.ts";
import { networkOf } from "./recogniseNetwork.ts";
import { withShapes } from "./shapes.ts";

function graphOf(text: string, shapes: Readonly<Record<string, Shape>> = {}): Graph {
  const { graph, diagnostics } = readGraph(text);
  if (graph === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return withShapes(graph, (node) => shapes[nodeAt(graph, node).id] ?? []);
}

function figure(id: string): Graph {
  const example = GALLERY.find((candidate) => candidate.id === id);
  if (example === undefined) throw new Error(`the gallery lacks ${id}`);
  const shapes = Object.entries(example.values).map(([name, numbers]) => [
    name,
    shapeOf(valueFromNumbers(numbers) ?? 0),
  ]);
  return graphOf(example.program, Object.fromEntries(shapes));
}

/** A place as people write it: the node's id, and the entry from 0. */
const placeText = (graph: Graph, { node, entry }: { node: number; entry: number }): string =>
  `${nodeAt(graph, node).id}[${entry}]`;

/** The whole network by ids, as it would be read off its picture. */
function told(graph: Graph) {
  const network = networkOf(graph);
  if (network === null) return null;
  const write = (weight: Weight | null) => weight && placeText(graph, weight);
  return {
    units: network.layers.map(({ units }) => units.map((unit) => placeText(graph, unit))),
    weights: network.steps.map((_step, place) =>
      weightsOf(network, place).map(({ from, to, weight }) => `${from}→${to} ${write(weight)}`),
    ),
    biases: network.steps.map(({ bias }, place) =>
      (network.layers[place + 1]?.units ?? []).map((_unit, to) => write(bias(to))),
    ),
    examples: network.examples,
  };
}

/** How many circles, lines and biases each layer has. */
function counts(network: Network | null) {
  if (network === null) return null;
  return {
    units: network.layers.map(({ units }) => units.length),
    weights: network.steps.map((_step, place) => weightsOf(network, place).length),
    biases: network.steps.map(
      ({ bias }, place) => (network.layers[place + 1]?.units ?? []).filter((_unit, to) => bias(to)).length,
    ),
  };
}

// Figure 2: two inputs and a bias, two hidden units and a bias, one output.
const FIGURE_2 = { units: [2, 2, 1], weights: [4, 2], biases: [2, 1] };

describe("the network of figure 2", () => {
  it.each(["network", "network-cost", "network-first-weights"])("is that of the program %s", (id) => {
    const graph = figure(id);
    expect(counts(networkOf(graph))).toEqual(FIGURE_2);
    expect(told(graph)).toEqual({
      units: [["x1[0]", "x2[0]"], ["L2.0[0]", "L2.0[1]"], ["L3[0]"]],
      // T1 has a row for x1, x2 and the bias, and a column for each hidden unit.
      weights: [
        ["0→0 T1[0]", "0→1 T1[1]", "1→0 T1[2]", "1→1 T1[3]"],
        ["0→0 T2[0]", "1→0 T2[1]"],
      ],
      biases: [["T1[4]", "T1[5]"], ["T2[2]"]],
      examples: 1,
    });
  });

  it("is that of the program in columns: theta_1 has a row for each hidden unit", () => {
    const text = "L1 = [x1, x2, 1]\nL2 = [sigmoid(theta_1 @ L1), 1]\nL3 = sigmoid(theta_2 @ L2)";
    for (const last of [[3], [1, 3]]) {
      const graph = graphOf(text, { theta_1: [2, 3], theta_2: last });
      expect(told(graph)).toEqual({
        units: [["x1[0]", "x2[0]"], ["L2.0[0]", "L2.0[1]"], ["L3[0]"]],
        weights: [
          ["0→0 theta_1[0]", "0→1 theta_1[3]", "1→0 theta_1[1]", "1→1 theta_1[4]"],
          ["0→0 theta_2[0]", "1→0 theta_2[1]"],
        ],
        biases: [["theta_1[2]", "theta_1[5]"], ["theta_2[2]"]],
        examples: 1,
      });
    }
  });

  it("is the same written out in single numbers", () => {
    const graph = graphOf(
      "h1 = sigmoid(w11*x1 + w12*x2 + b1)\nh2 = sigmoid(w21*x1 + w22*x2 + b2)\ny = sigmoid(v1*h1 + v2*h2 + c)",
    );
    expect(told(graph)).toEqual({
      units: [["x1[0]", "x2[0]"], ["h1[0]", "h2[0]"], ["y[0]"]],
      weights: [
        ["0→0 w11[0]", "0→1 w21[0]", "1→0 w12[0]", "1→1 w22[0]"],
        ["0→0 v1[0]", "1→0 v2[0]"],
      ],
      biases: [["b1[0]", "b2[0]"], ["c[0]"]],
      examples: 1,
    });
  });
});

describe("a layered network", () => {
  it("in a batch has the examples of figure 8 as rows, and their entries a row apart", () => {
    const graph = figure("xor-batch");
    expect(counts(networkOf(graph))).toEqual(FIGURE_2);
    expect(told(graph)).toMatchObject({
      units: [["X[0]", "X[1]"], ["H[0]", "H[1]"], ["P[0]"]],
      biases: [["b1[0]", "b1[1]"], ["b2[0]"]],
      examples: 4,
    });
    expect(networkOf(graph)?.layers.map(({ units }) => units[0]?.stride)).toEqual([2, 2, 1]);
  });

  it("may have its examples as columns", () => {
    const graph = graphOf("# data: X\nH = tanh(W @ X + b)\nY = V @ H", {
      W: [3, 2],
      X: [2, 5],
      b: [3, 1],
      V: [1, 3],
    });
    expect(told(graph)).toMatchObject({
      units: [["X[0]", "X[5]"], ["H[0]", "H[5]", "H[10]"], ["Y[0]"]],
      biases: [["b[0]", "b[1]", "b[2]"], [null]],
      examples: 5,
    });
    expect(networkOf(graph)?.layers.map(({ units }) => units[0]?.stride)).toEqual([1, 1, 1]);
  });

  it("may be named step by step, take weights transposed, and end in a softmax", () => {
    const graph = graphOf(
      "# data: x\nz1 = W1 @ x\ns1 = z1 + b1\na1 = relu(s1)\nz2 = V' @ a1 + b2\np = softmax(z2)\nL = -log(p[1])",
      { W1: [3, 2], x: [2], b1: [3], V: [3, 2], b2: [2] },
    );
    expect(counts(networkOf(graph))).toEqual({ units: [2, 3, 2], weights: [6, 6], biases: [3, 2] });
    expect(told(graph)?.units).toEqual([
      ["x[0]", "x[1]"],
      ["a1[0]", "a1[1]", "a1[2]"],
      ["p[0]", "p[1]"],
    ]);
    // Row 1 of V holds what its first hidden unit gives to both outputs.
    expect(told(graph)?.weights[1]?.slice(0, 2)).toEqual(["0→0 V[0]", "0→1 V[1]"]);
  });

  it("may be written as one statement", () => {
    const graph = graphOf("tanh(x @ W1) @ W2", { x: [4], W1: [4, 3], W2: [3, 2] });
    expect(counts(networkOf(graph))).toEqual({ units: [4, 3, 2], weights: [12, 6], biases: [0, 0] });
  });

  it("in single numbers of 2, 4 and 1 has 8 and 4 weights", () => {
    expect(counts(networkOf(graphOf(scalarNet(2, 4, 1))))).toEqual({
      units: [2, 4, 1],
      weights: [8, 4],
      biases: [4, 1],
    });
  });

  it("in single numbers may call a function of one's own, bend by hand and leave connections out", () => {
    const neuron = "s(z) = 1/(1 + exp(-z))\n";
    const graph = graphOf(`${neuron}h1 = s(w11*x1 + w12*x2)\nh2 = s(w22*x2 + b)\ny = v1*h1 + v2*h2`);
    expect(counts(networkOf(graph))).toEqual({ units: [2, 2, 1], weights: [3, 2], biases: [1, 0] });
  });

  it("knows by their roles which of two inputs is the weight", () => {
    const graph = figure("micrograd-mlp");
    expect(told(graph)).toMatchObject({
      units: [["x1[0]", "x2[0]"], ["h1[0]", "h2[0]", "h3[0]"], ["score[0]"]],
      biases: [["b1[0]", "b2[0]", "b3[0]"], ["c[0]"]],
    });
  });

  it.each([1, 3])("has %d units a layer and a step for each, as deep as it may be", (width) => {
    const sizes = Array.from({ length: 7 }, () => width + 1);
    expect(counts(networkOf(graphOf(scalarNet(...sizes))))).toEqual({
      units: sizes,
      weights: sizes.slice(1).map((size) => size * size),
      biases: sizes.slice(1),
    });
  });
});

describe("no layered network is", () => {
  it("any other program of the gallery: the recurrent nets have the same weights in every step", () => {
    const networks = GALLERY.filter(({ id }) => networkOf(figure(id)) !== null).map(({ id }) => id);
    expect(networks).toEqual([
      "micrograd-mlp",
      "network",
      "network-cost",
      "network-first-weights",
      "xor-batch",
    ]);
    expect(GALLERY.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["recurrent", "recurrent-loop", "recurrent-vectors"]),
    );
  });

  it.each([
    ["one step alone", "y = sigmoid(x @ W + b)", { x: [2], W: [2, 3], b: [3] }],
    ["a connection past a layer", "h = tanh(x @ W)\ny = [h, x] @ V", { x: [2], W: [2, 2], V: [4] }],
    [
      "a sum of two layers",
      "h = tanh(x @ W)\ny = tanh(h @ V)\nz = (h + y) @ U",
      { x: [2], W: [2, 2], V: [2, 2], U: [2] },
    ],
    ["weights used twice", "h = tanh(x @ W)\ny = h @ W", { x: [2], W: [2, 2] }],
    ["a product of two layers", "q = x @ A\nk = x @ B\ns = dot(q, k)", { x: [2], A: [2, 2], B: [2, 2] }],
  ] as const)("%s between vectors", (_name, text, shapes) => {
    expect(networkOf(graphOf(text, shapes))).toBeNull();
  });

  it.each([
    ["one step alone", "h1 = tanh(a*x1 + b*x2)\nh2 = tanh(c*x1 + d*x2)\nL = h1 + h2"],
    ["a connection past a layer", "h1 = tanh(a*x1 + b*x2)\nh2 = tanh(c*x1 + d*x2)\ny = e*h1 + f*h2 + g*x1"],
    ["a chain of single units", "a = sigmoid(w*x + b)\nc = sigmoid(v*a + d)\ny = u*c"],
    ["sums of products alone", "f = a*b + c*d\ng = e*f"],
    ["weights side by side", "h = tanh(a*x + b*x + c*z)\ny = d*h + e*h"],
  ])("%s between numbers", (_name, text) => {
    expect(networkOf(graphOf(text))).toBeNull();
  });
});
