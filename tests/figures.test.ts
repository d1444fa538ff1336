import { describe, expect, it, test } from "vitest";
import { compile, type Evaluation } from "../src/core/index.ts";

/*
 * The figures of the articles that this project brings to life, against the numbers printed in them. Where a figure
 * rounds, the printed digits are what is asserted; the rest is exact.
 */

type Inputs = Readonly<Record<string, number>>;

const evaluated = (source: string, inputs: Inputs): Evaluation => compile(source).evaluate(inputs);

const values = ({ nodes }: Evaluation): Record<string, unknown> =>
  Object.fromEntries(nodes.map(({ id, value }) => [id, value]));

const gradients = ({ nodes }: Evaluation): Record<string, unknown> =>
  Object.fromEntries(nodes.map(({ id, gradient }) => [id, gradient]));

const factors = ({ edges }: Evaluation): Record<string, unknown> =>
  Object.fromEntries(edges.map(({ from, to, operand, factor }) => [`${from}-${to}-${operand}`, factor]));

const contributions = ({ edges }: Evaluation): Record<string, unknown> =>
  Object.fromEntries(
    edges.map(({ from, to, operand, contribution }) => [`${from}-${to}-${operand}`, contribution]),
  );

/** Numbers printed to so many decimals, by what they belong to. */
function expectPrinted(got: Readonly<Record<string, unknown>>, printed: Inputs, decimals: number): void {
  for (const [what, number] of Object.entries(printed)) {
    expect(
      Math.abs(Number(got[what]) - number),
      `${what}: ${got[what]}, printed as ${number}`,
    ).toBeLessThanOrEqual(0.5001 * 10 ** -decimals);
  }
}

/*
 *   x ──▶ h = x² ──▶ g = sin h ──▶ f = e^g
 */
describe("1: the composite function", () => {
  const figure = evaluated("h = x^2; g = sin(h); f = exp(g)", { x: 2 });

  it("is a chain with a factor on each edge", () => {
    expectPrinted(values(figure), { h: 4, g: -0.756802, f: 0.469164 }, 6);
    expectPrinted(factors(figure), { "g-f-0": 0.469164, "h-g-0": -0.653644, "x-h-0": 4 }, 6);
    expect(Object.keys(factors(figure))).toEqual(["x-h-0", "h-g-0", "g-f-0"]);
  });

  it("has the product of the three for its derivative", () => {
    expectPrinted(gradients(figure), { x: -1.226665 }, 6);
    const product = Object.values(factors(figure)).reduce<number>(
      (total, factor) => total * Number(factor),
      1,
    );
    expect(figure.gradient("x")).toBeCloseTo(product, 12);
  });
});

/*
 *   L1 = [x, 1] ─▶ · T1 ─▶ σ ─▶ L2 = [·, 1] ─▶ · T2 ─▶ σ ─▶ L3 ─▶ C
 *                  T1 ─▶                      T2 ─▶           y ─▶
 */
describe("3–6: the network as a graph, its cost, and the two ways back", () => {
  const NETWORK = "L1 = [x1, x2, 1]; L2 = [sigmoid(L1@T1), 1]; L3 = sigmoid(L2@T2)";
  const COST = `${NETWORK}; C = -y*log(L3) - (1-y)*log(1-L3)`;
  const T1 = [
    [0.5, -0.5],
    [0.3, 0.8],
    [0.1, -0.2],
  ];
  const T2 = [0.7, -0.6, 0.2];
  const inputs = { x1: 1, x2: 0, y: 1, T1, T2 };
  const figure = compile(COST).evaluate(inputs);
  const node = (id: string) => figure.nodes.find((one) => one.id === id);
  const between = (from: string, to: string) =>
    figure.edges.find((edge) => edge.from === from && edge.to === to);
  const flat = (numbers: unknown): Inputs =>
    Object.fromEntries([numbers].flat(3).map((number, place) => [place, Number(number)]));

  it("3: has the shapes that stand beside the layers", () => {
    const network = compile(NETWORK).evaluate(inputs);
    const shapes = Object.fromEntries(network.nodes.map(({ id, shape }) => [id, shape.join("×")]));
    expect(shapes).toMatchObject({
      L1: "3",
      T1: "3×2",
      "L2.0.0": "2",
      "L2.0": "2",
      L2: "3",
      T2: "3",
      L3: "",
    });
    expectPrinted(flat(node("L2")?.value), flat([0.645656, 0.331812, 1]), 6);
    expectPrinted({ L3: network.value }, { L3: 0.611322 }, 6);
  });

  it("4: has a cost over the output and the target", () => {
    expectPrinted({ C: figure.value }, { C: 0.492132 }, 6);
    expect(figure.edges.filter(({ from }) => from === "L3").map(({ kind }) => kind)).toEqual([
      "scalar",
      "scalar",
    ]);
    expectPrinted({ L3: node("L3")?.gradient }, { L3: -1.635799 }, 6);
  });

  it("5: goes back to T2: (L3 − y)/(L3(1 − L3)) · L3(1 − L3) · L2", () => {
    const [L3, slope] = [Number(node("L3")?.value), Number(between("L3.0", "L3")?.factor)];
    expect(slope).toBeCloseTo(L3 * (1 - L3), 15);
    expect(Number(node("L3")?.gradient)).toBeCloseTo((L3 - 1) / (L3 * (1 - L3)), 12);
    // The like factors cancel: δ3 = L3 − y.
    expectPrinted({ delta3: node("L3.0")?.gradient }, { delta3: -0.388678 }, 6);
    expect(between("T2", "L3.0")?.kind).toBe("linear");
    expectPrinted(flat(figure.gradient("T2")), flat([-0.250952, -0.128968, -0.388678]), 6);
  });

  it("6: goes back to T1, where products of matrices and products entry by entry alternate", () => {
    const kinds = [
      ["L2", "L3.0"],
      ["L2.0", "L2"],
      ["L2.0.0", "L2.0"],
      ["T1", "L2.0.0"],
    ].map(([from = "", to = ""]) => between(from, to)?.kind);
    expect(kinds).toEqual(["linear", "linear", "elementwise", "linear"]);
    const a = [0.645656, 0.331812];
    expectPrinted(flat(between("L2.0.0", "L2.0")?.factor), flat(a.map((entry) => entry * (1 - entry))), 5);
    const printed = [
      [-0.062246, 0.051705],
      [0, 0],
      [-0.062246, 0.051705],
    ];
    expect(node("T1")?.gradient).toHaveLength(3);
    expectPrinted(flat(figure.gradient("T1")), flat(printed), 6);
  });

  it("7: has for columns the transposed gradients", () => {
    const columns = COST.replace("L1@T1", "theta_1@L1").replace("L2@T2", "theta_2@L2");
    const turned = T1[0]?.map((_, column) => T1.map((row) => row[column] ?? Number.NaN)) ?? [];
    const other = compile(columns).evaluate({ x1: 1, x2: 0, y: 1, theta_1: turned, theta_2: T2 });
    const printed = [
      [-0.062246, 0, -0.062246],
      [0.051705, 0, 0.051705],
    ];
    expectPrinted(flat(other.gradient("theta_1")), flat(printed), 6);
    expectPrinted(flat(other.gradient("theta_2")), flat([-0.250952, -0.128968, -0.388678]), 6);
  });

  it("8: has over a batch of all examples the mean of their costs and of their gradients", () => {
    const rows = [
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ] as const;
    const batch = compile(
      "L3 = sigmoid(sigmoid(X@T1)@w + b); C = mean(-y*log(L3) - (1-y)*log(1-L3))",
    ).evaluate({
      X: rows.map(([x1, x2]) => [x1, x2, 1]),
      y: rows.map(([, , y]) => y),
      T1,
      w: T2.slice(0, 2),
      b: T2[2] ?? Number.NaN,
    });
    const singles = rows.map(([x1, x2, y]) => compile(COST).evaluate({ ...inputs, x1, x2, y }));
    const mean = (numbers: readonly unknown[]): Inputs => {
      const all = numbers.map(flat);
      return Object.fromEntries(
        Object.keys(all[0] ?? {}).map((place) => [
          place,
          all.reduce((total, one) => total + (one[place] ?? Number.NaN), 0) / rows.length,
        ]),
      );
    };
    expectPrinted({ 0: batch.value }, mean(singles.map(({ value }) => value)), 14);
    expectPrinted(flat(batch.gradient("T1")), mean(singles.map((single) => single.gradient("T1"))), 14);
    expectPrinted(
      flat([batch.gradient("w"), batch.gradient("b")]),
      mean(singles.map((single) => single.gradient("T2"))),
      14,
    );
  });
});

/*
 *   w1 ─▶ h1 ─▶ h2 ─▶ h3 ─▶ L        w, u and b feed each of h1, h2, h3
 */
test("9: a recurrent net unrolled: w is one leaf, whose three contributions are added", () => {
  const source = "h1 = tanh(w*h0+u*x1+b); h2 = tanh(w*h1+u*x2+b); h3 = tanh(w*h2+u*x3+b); L = (h3-y)^2/2";
  const inputs = { w: 0.8, u: -0.6, b: 0.1, h0: 0, x1: 1, x2: -0.5, x3: 0.25, y: 0.4 };
  const figure = evaluated(source, inputs);
  const { w, u, b, h0, x1, x2, x3, y } = inputs;
  const h1 = Math.tanh(w * h0 + u * x1 + b);
  const h2 = Math.tanh(w * h1 + u * x2 + b);
  const h3 = Math.tanh(w * h2 + u * x3 + b);
  // Backpropagation through time, by hand.
  const delta3 = (h3 - y) * (1 - h3 ** 2);
  const delta2 = delta3 * w * (1 - h2 ** 2);
  const delta1 = delta2 * w * (1 - h1 ** 2);
  expect(figure.nodes.filter(({ name }) => name === "w")).toHaveLength(1);
  const ofW = figure.edges
    .filter(({ from }) => from === "w")
    .map(({ to, contribution }) => [to, Number(contribution)] as const);
  expect(ofW.map(([to]) => to)).toEqual(["h1.0.0.0", "h2.0.0.0", "h3.0.0.0"]);
  for (const [place, want] of [delta1 * h0, delta2 * h1, delta3 * h2].entries())
    expect(ofW[place]?.[1]).toBeCloseTo(want, 12);
  expect(figure.gradient("w")).toBeCloseTo(delta1 * h0 + delta2 * h1 + delta3 * h2, 12);
  expect(figure.gradient("u")).toBeCloseTo(delta1 * x1 + delta2 * x2 + delta3 * x3, 12);
  expect(figure.gradient("b")).toBeCloseTo(delta1 + delta2 + delta3, 12);
  expect(figure.value).toBeCloseTo((h3 - y) ** 2 / 2, 12);
});

/*
 *   w ─▶ z = wx+b ─▶ a = σ(z) ─▶ L       x and b feed z, y feeds L
 */
test("10: the tiny classifier: dL/dw is end · middle · earlier", () => {
  const figure = evaluated("z = w*x+b; a = sigmoid(z); L = -(y*log(a)+(1-y)*log(1-a))", {
    x: 1.5,
    w: 0.8,
    b: -0.4,
    y: 1,
  });
  expectPrinted(values(figure), { a: 0.689974, L: 0.371101 }, 6);
  expectPrinted(gradients(figure), { a: -1.449329, w: -0.465038, b: -0.310026 }, 6);
  expectPrinted(factors(figure), { "z-a-0": 0.21391, "w-z.0-0": 1.5, "z.0-z-0": 1 }, 6);
  const [end, middle, earlier] = [-1.449329, 0.21391, 1.5];
  expect(figure.gradient("w")).toBeCloseTo(end * middle * earlier, 5);
  expect(figure.gradient("b")).toBeCloseTo(Number(values(figure).a) - 1, 12);
});

/*
 *   a ──▶ c = a+b ──▶ e = c·d
 *   b ──▶ ⤴           ▲
 *   └───▶ d = b+1 ────┘
 */
describe("13: (a+b)·(b+1)", () => {
  const figure = evaluated("c = a+b; d = b+1; e = c*d", { a: 2, b: 1 });

  it("has the values, the factors and the gradients of the figure", () => {
    expect(values(figure)).toEqual({ a: 2, b: 1, c: 3, d: 2, e: 6 });
    expect(factors(figure)).toEqual({ "a-c-0": 1, "b-c-1": 1, "b-d-0": 1, "c-e-0": 2, "d-e-1": 3 });
    expect(gradients(figure)).toEqual({ e: 1, c: 2, d: 3, a: 2, b: 5 });
  });

  it("adds 1·2 and 1·3 at b", () => {
    expect(contributions(figure)).toEqual({ "c-e-0": 2, "d-e-1": 3, "a-c-0": 2, "b-c-1": 2, "b-d-0": 3 });
  });

  it("is the same in one line", () => {
    const inline = evaluated("(a+b)*(b+1)", { a: 2, b: 1 });
    expect(gradients(inline)).toEqual({ a: 2, b: 5, "out.0": 2, "out.1": 3, out: 1 });
    expect(contributions(inline)).toEqual({
      "a-out.0-0": 2,
      "b-out.0-1": 2,
      "b-out.1-0": 3,
      "out.0-out-0": 2,
      "out.1-out-1": 3,
    });
  });
});

/*
 *   X ═▶ Y ═▶ Z      three edges each: nine paths
 */
test("14: paths and factoring: nine products are (α+β+γ)(δ+ε+ζ)", () => {
  const names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
  const inputs = { ...Object.fromEntries(names.map((name, index) => [name, index + 1])), X: 1 };
  const figure = evaluated("Y = alpha*X+beta*X+gamma*X; Z = delta*Y+epsilon*Y+zeta*Y", inputs);
  const paths = [1, 2, 3].flatMap((early) => [4, 5, 6].map((late) => early * late));
  expect(paths).toHaveLength(9);
  expect(paths.reduce((total, path) => total + path)).toBe(90);
  expect(figure.gradient("X")).toBe(90);
  expect(figure.gradient("Y")).toBe(15);
  const atX = figure.edges
    .filter(({ from }) => from === "X")
    .map(({ factor, contribution }) => [factor, contribution]);
  expect(atX).toEqual([
    [1, 15],
    [2, 30],
    [3, 45],
  ]);
  const atY = figure.edges
    .filter(({ from }) => from === "Y")
    .map(({ factor, contribution }) => [factor, contribution]);
  expect(atY).toEqual([
    [4, 4],
    [5, 5],
    [6, 6],
  ]);
});

/*
 *   x ──▶ q = x+y ──▶ f = q·z
 *   y ──▶ ⤴            ▲
 *   z ─────────────────┘
 */
test("16: the first circuit", () => {
  const figure = evaluated("q = x+y; f = q*z", { x: -2, y: 5, z: -4 });
  expect(values(figure)).toEqual({ x: -2, y: 5, z: -4, q: 3, f: -12 });
  expect(factors(figure)).toEqual({ "x-q-0": 1, "y-q-1": 1, "q-f-0": -4, "z-f-1": 3 });
  expect(gradients(figure)).toEqual({ f: 1, q: -4, z: 3, x: -4, y: -4 });
  expect(contributions(figure)).toEqual({ "x-q-0": -4, "y-q-1": -4, "q-f-0": -4, "z-f-1": 3 });
});

/*
 *   w0·x0 ─▶ + ─▶ +w2 ─▶ ·(−1) ─▶ exp ─▶ 1+ ─▶ 1/
 *   w1·x1 ─▶ ⤴
 */
describe("17: the sigmoid neuron", () => {
  const inputs = { w0: 2, w1: -3, w2: -3, x0: -1, x1: -2 };
  const figure = evaluated("f = 1/(1+exp(-(w0*x0+w1*x1+w2)))", inputs);
  // The gates of the figure, from the inputs to the output.
  const [product0, product1, sum, total, negative, power, denominator] = [
    "f.1.1.0.0.0.0",
    "f.1.1.0.0.0.1",
    "f.1.1.0.0.0",
    "f.1.1.0.0",
    "f.1.1.0",
    "f.1.1",
    "f.1",
  ] as const;

  it("has the values above the wires", () => {
    const printed = {
      [product0]: -2,
      [product1]: 6,
      [sum]: 4,
      [total]: 1,
      [negative]: -1,
      [power]: 0.3679,
      [denominator]: 1.3679,
      f: 0.7311,
    };
    expectPrinted(values(figure), printed, 4);
  });

  it("has the gradients below them", () => {
    const printed = {
      f: 1,
      [denominator]: -0.5344,
      [power]: -0.5344,
      [negative]: -0.1966,
      [total]: 0.1966,
      [sum]: 0.1966,
    };
    expectPrinted(gradients(figure), { ...printed, [product0]: 0.1966, [product1]: 0.1966 }, 4);
    expectPrinted(gradients(figure), { w0: -0.1966, w1: -0.3932, w2: 0.1966, x0: 0.3932, x1: -0.5898 }, 4);
  });

  it("has these factors", () => {
    const printed = {
      [`${denominator}-f-1`]: -0.5344,
      [`${power}-${denominator}-1`]: 1,
      [`${negative}-${power}-0`]: 0.3679,
      [`${total}-${negative}-0`]: -1,
      [`${sum}-${total}-0`]: 1,
      [`w2-${total}-1`]: 1,
      [`${product0}-${sum}-0`]: 1,
      [`${product1}-${sum}-1`]: 1,
      [`w0-${product0}-0`]: -1,
      [`x0-${product0}-1`]: 2,
      [`w1-${product1}-0`]: -2,
      [`x1-${product1}-1`]: -3,
    };
    expect(Object.keys(factors(figure)).sort()).toEqual(Object.keys(printed).sort());
    expectPrinted(factors(figure), printed, 4);
  });

  it("folds into one σ with the same derivative", () => {
    const folded = evaluated("f = sigmoid(w0*x0+w1*x1+w2)", inputs);
    expect(Math.abs(Number(folded.value) - Number(figure.value))).toBeLessThanOrEqual(1e-15);
    for (const name of Object.keys(inputs)) {
      expect(Math.abs(Number(folded.gradient(name)) - Number(figure.gradient(name)))).toBeLessThanOrEqual(
        1e-15,
      );
    }
  });
});

/*
 *   x is used three times, y twice: += at both
 */
test("18: staged computation", () => {
  const figure = evaluated("f = (x+sigmoid(y))/(sigmoid(x)+(x+y)^2)", { x: 3, y: -4 });
  expectPrinted({ f: figure.value }, { f: 1.545645 }, 6);
  expectPrinted(gradients(figure), { x: 2.05957, y: 1.592233 }, 6);
  const from = (name: string): number[] =>
    figure.edges.filter((edge) => edge.from === name).map(({ contribution }) => Number(contribution));
  const printed = { x: [0.512144, -0.035762, 1.583187], y: [0.009046, 1.583187] };
  for (const [name, numbers] of Object.entries(printed)) {
    const got = from(name);
    expect(got).toHaveLength(numbers.length);
    for (const [place, number] of numbers.entries())
      expect(Math.abs((got[place] ?? 0) - number)).toBeLessThanOrEqual(5.001e-7);
  }
});

/*
 *   x·y ──▶ + ──▶ ·2
 *   max(z,w) ──▶ ⤴
 */
test("19: roles of gates: add copies, max routes, multiply scales by the other operand", () => {
  const figure = evaluated("f = 2*(x*y + max(z,w))", { x: 3, y: -4, z: 2, w: -1 });
  expect(values(figure)).toEqual({ x: 3, y: -4, z: 2, w: -1, "f.1.0": -12, "f.1.1": 2, "f.1": -10, f: -20 });
  expect(factors(figure)).toEqual({
    "x-f.1.0-0": -4,
    "y-f.1.0-1": 3,
    "z-f.1.1-0": 1,
    "w-f.1.1-1": 0,
    "f.1.0-f.1-0": 1,
    "f.1.1-f.1-1": 1,
    "f.1-f-1": 2,
  });
  expect(gradients(figure)).toEqual({ f: 1, "f.1": 2, "f.1.0": 2, "f.1.1": 2, x: -8, y: 6, z: 2, w: 0 });
  expect(contributions(figure)).toEqual({
    "x-f.1.0-0": -8,
    "y-f.1.0-1": 6,
    "z-f.1.1-0": 2,
    "w-f.1.1-1": 0,
    "f.1.0-f.1-0": 2,
    "f.1.1-f.1-1": 2,
    "f.1-f-1": 2,
  });
});

/*
 *   W : 2×3 ─┐
 *   X : 3×4 ─┴▶ D = W @ X : 2×4, with dD on it
 */
describe("20: a matrix product, with its seed given", () => {
  const W = [
    [1, -2, 0.5],
    [3, 0.25, -1],
  ];
  const X = [
    [2, -1, 0, 1],
    [0.5, 3, -2, 1],
    [-4, 1, 0.25, 2],
  ];
  const figure = compile("D = W @ X").evaluate({ W, X });
  const dD = [
    [1, -1, 2, 0.5],
    [-3, 0, 1, 4],
  ];

  it("has dW = dD·Xᵀ and dX = Wᵀ·dD, which no other order of the shapes allows", () => {
    const at = (matrix: readonly (readonly number[])[], row: number, column: number): number =>
      matrix[row]?.[column] ?? Number.NaN;
    const dW = W.map((line, i) =>
      line.map((_, j) => [0, 1, 2, 3].reduce((sum, k) => sum + at(dD, i, k) * at(X, j, k), 0)),
    );
    const dX = X.map((line, j) =>
      line.map((_, k) => [0, 1].reduce((sum, i) => sum + at(W, i, j) * at(dD, i, k), 0)),
    );
    // Quarters and halves, so exactly.
    expect(figure.gradient("W", dD)).toEqual(dW);
    expect(figure.gradient("X", dD)).toEqual(dX);
    expect(figure.gradient("D", dD)).toEqual(dD);
  });

  it("writes both as products", () => {
    expect(figure.edges.map(({ from, kind, tex }) => [from, kind, tex])).toEqual([
      ["W", "linear", "\\delta\\,X^{\\top}"],
      ["X", "linear", "W^{\\top}\\,\\delta"],
    ]);
  });
});
