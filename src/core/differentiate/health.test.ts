import { describe, expect, it } from "vitest";
import { type Folds, foldGraph } from "../graph/fold.ts";
import { nodeAt, partById } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { inferShapes, withShapes } from "../graph/shapes.ts";
import { derivativesOf } from "../operations/rule.ts";
import { elementwise, elementwiseKeys } from "../operations/table.ts";
import { shapeOf, type Value, valueFromNumbers } from "../tensor/tensor.ts";
import { SATURATED } from "./edgeHealth.ts";
import { gatesOf } from "./gates.ts";
import { healthOf } from "./health.ts";
import { edgeSentence } from "./healthWords.ts";
import { nodeSentence } from "./inputHealthWords.ts";
import { runGraph } from "./run.ts";
import { shareOf, strengthsOf } from "./strength.ts";

function ran(
  source: string,
  values: Readonly<Record<string, number | number[]>>,
  folded: Folds["folded"] = [],
) {
  const built = readGraph(source).graph;
  if (built === null) throw new Error("no program");
  const given = (index: number): Value => {
    const node = nodeAt(built, index);
    const literal = node.kind === "input" ? node.literal : null;
    return literal ?? valueFromNumbers(values[node.id] ?? 1) ?? 1;
  };
  expect(inferShapes(built, (index) => shapeOf(given(index))).diagnostics).toEqual([]);
  const shaped = withShapes(built, (index) => shapeOf(given(index)));
  const graph = foldGraph(shaped, { folded, isByOccurrence: false });
  const inFolded = (index: number): Value => given(built.byName.get(nodeAt(graph, index).id) ?? 0);
  return { graph, run: runGraph(graph, inFolded) };
}

/** All that is said, by the id of what it is said of. */
function said(
  source: string,
  values: Readonly<Record<string, number | number[]>>,
  folded: Folds["folded"] = [],
): Record<string, string> {
  const { graph, run } = ran(source, values, folded);
  const { edges, nodes } = healthOf(graph, run);
  return Object.fromEntries([
    ...[...edges].map(([index, finding]) => [
      graph.edges[index]?.id,
      `${finding.kind}: ${edgeSentence(graph, run, index, finding)}`,
    ]),
    ...[...nodes].map(([index, finding]) => [
      graph.nodes[index]?.id,
      `${finding.kind}: ${nodeSentence(graph, run, index, finding)}`,
    ]),
  ]);
}

const chain = (operation: string, layers: number): string => `a[t] = ${operation} for t = 1..${layers}`;

describe("a gradient that vanishes", () => {
  /** The slope of a chain of sigmoids at a start of 0, multiplied by hand. */
  function product(layers: number): number {
    let [a, slope] = [0, 1];
    for (let layer = 0; layer < layers; layer += 1) {
      a = 1 / (1 + Math.exp(-a));
      slope *= a * (1 - a);
    }
    return slope;
  }

  it("is told of 20 sigmoids, with the factors that are responsible and their product", () => {
    const { graph, run } = ran(chain("sigmoid(a[t-1])", 20), { a0: 0 });
    const finding = healthOf(graph, run).nodes.get(0);
    if (finding?.kind !== "vanishing") throw new Error("nothing is told");
    expect(finding.share / product(20)).toBeCloseTo(1, 9);
    expect(finding.groups).toHaveLength(1);
    expect(finding.groups[0]).toMatchObject({ operation: "sigmoid", count: 20 });
    expect((finding.groups[0]?.product ?? 0) / product(20)).toBeCloseTo(1, 9);
    expect(finding.way).toHaveLength(20);
  });

  it("is told once it is below a thousandth: of five sigmoids, and not of four", () => {
    expect([product(4), product(5)].map((slope) => slope < 1e-3)).toEqual([false, true]);
    expect(said(chain("sigmoid(a[t-1])", 4), { a0: 0 })).toEqual({});
    expect(said(chain("sigmoid(a[t-1])", 5), { a0: 0 })).toEqual({
      a0: "vanishing: The gradient of a0 has all but vanished: it is 0.00068 of that at a5; its strongest way back has five σ′ factors of at most 0.25 each, together 0.00068.",
    });
  });

  it("names every kind of factor, the one that does most first", () => {
    const { a0 } = said(chain("sigmoid(w*a[t-1])", 4), { a0: 0, w: 0.1 });
    expect(a0).toMatch(
      /four multiply factors of at most 0\.1 each, together 0\.0001, and four σ′ factors of at most 0\.25 each, together 0\.0039\.$/,
    );
  });

  it("is not told where parts cancel, nor of a constant", () => {
    expect(said("y = 1.0001*x - x", { x: 3 })).toEqual({});
    expect(said("# constants: a0\na[t] = sigmoid(a[t-1]) for t = 1..6", { a0: 0 })).toEqual({});
  });
});

describe("a gradient that explodes", () => {
  it("is told above a thousandfold: of seven factors 3, and not of six", () => {
    expect(said(chain("3*a[t-1]", 6), { a0: 1 })).toEqual({});
    expect(said(chain("3*a[t-1]", 7), { a0: 1 })).toEqual({
      a0: "exploding: The gradient of a0 has exploded: it is 2200 times that at a7; its strongest way back has seven multiply factors of at least 3 each, together 2200.",
    });
  });
});

describe("gates that are off for this input", () => {
  it.each<[string, string, Record<string, number>, Record<string, string>]>([
    [
      "relu where it is negative",
      "y = relu(x)",
      { x: -1 },
      {
        "x-y-0":
          "off: relu is off for this input: its slope there is exactly 0, and nothing comes back to x.",
        x: "none: No gradient comes back to x: the gradient 1 at y is multiplied by 0 on the edge from x (relu).",
      },
    ],
    ["relu where it is positive", "y = relu(x)", { x: 1 }, {}],
    [
      "the smaller operand of max",
      "f = 2*(x*y + max(z, w))",
      { x: 3, y: -4, z: 2, w: -1 },
      {
        "w-f.1.1-1": "off: max routes the gradient to its largest operand: w is off for this input.",
        w: "none: No gradient comes back to w: the gradient 2 at v₂ is multiplied by 0 on the edge from w (max).",
      },
    ],
    [
      "a factor that is 0 by chance",
      "y = w*h + h",
      { w: 2, h: 0 },
      {
        "w-y.0-0": "zero: The factor of w in v₁ is exactly 0, so nothing comes back to w there.",
        w: "none: No gradient comes back to w: the gradient 1 at v₁ is multiplied by 0 on the edge from w (multiply).",
      },
    ],
    [
      "a kink",
      "y = relu(x)",
      { x: 0 },
      {
        "x-y-0":
          "kink: relu has a kink here; its slope is 0 by convention (PyTorch's rule); any slope from 0 to 1 fits.",
        x: "none: No gradient comes back to x: the gradient 1 at y is multiplied by 0 on the edge from x (relu).",
      },
    ],
    [
      "a tie",
      "y = max(a, b)",
      { a: 1, b: 1 },
      Object.fromEntries(
        ["a-y-0", "b-y-1"].map((id) => [
          id,
          "kink: max has a tie here; its slope is 0.5 by convention (PyTorch's rule); any slope from 0 to 1 fits.",
        ]),
      ),
    ],
  ])("%s", (_what, source, values, want) => {
    expect(said(source, values)).toEqual(want);
  });

  it("of a vector, in so many entries", () => {
    expect(said("y = sum(relu(x))", { x: [-1, 2, -3] })).toEqual({
      "x-y.0-0":
        "off: relu is off for this input in 2 of 3 entries: its slope there is exactly 0, and nothing comes back to x in these.",
    });
  });

  it("of what the output does not use, nothing is said", () => {
    expect(said("u = relu(x)\ny = 2*x", { x: -1 })).toEqual({});
  });
});

describe("saturation", () => {
  it("is told below a twentieth of the steepest slope, and not above it", () => {
    // σ′(z) = 0.0125 at z = log((1 − s)/s) with s(1 − s) = 0.0125.
    const s = (1 - Math.sqrt(1 - 4 * 0.25 * SATURATED)) / 2;
    const edge = Math.log((1 - s) / s);
    expect(said("y = sigmoid(z)", { z: edge - 0.01 })).toEqual({});
    expect(said("y = sigmoid(z)", { z: edge + 0.01 })).toEqual({
      "z-y-0": "saturated: sigmoid is saturated: its slope is 0.01238, less than 5 % of the 0.25 it can be.",
    });
    expect(said("y = tanh(z)", { z: -2.1 })).toEqual({});
    expect(Object.keys(said("y = tanh(z)", { z: -2.2 }))).toEqual(["z-y-0"]);
  });

  it.each(elementwiseKeys.filter((key) => elementwise[key].steepest !== undefined))(
    "%s is nowhere steeper than is said, and as steep somewhere",
    (key) => {
      const { value, steepest } = elementwise[key];
      const slopes = Array.from({ length: 2001 }, (_, place) => {
        const x = (place - 1000) / 100;
        return Math.abs(derivativesOf(key)[0]?.factor(x, 0, value(x, 0, 0)) ?? 0);
      });
      expect(Math.max(...slopes)).toBeCloseTo(steepest ?? 0, 12);
      expect(Math.max(slopes[0] ?? 1, slopes.at(-1) ?? 1)).toBeLessThan(SATURATED * (steepest ?? 0));
    },
  );
});

describe("gates named by what they do", () => {
  it("19: add copies, max routes, multiply scales by the other operand: −8, 6, 2, 0", () => {
    const { graph, run } = ran("f = 2*(x*y + max(z, w))", { x: 3, y: -4, z: 2, w: -1 });
    const told = gatesOf(graph, run).map(({ name, role, arrives, sends }) => [
      `${name}: ${role}`,
      arrives,
      Object.fromEntries(sends.map(({ to, value }) => [nodeAt(graph, to).id, value])),
    ]);
    expect(told).toEqual([
      ["multiply: scales the gradient by the other operand", 1, { "f.1": 2 }],
      ["add: copies the gradient to both operands", 2, { "f.1.0": 2, "f.1.1": 2 }],
      ["max: routes the whole gradient to the largest operand", 2, { z: 2, w: 0 }],
      ["multiply: scales the gradient by the other operand", 2, { x: -8, y: 6 }],
    ]);
  });

  it("no role says that a gradient is swapped, distributed, dead or parted among operands", () => {
    for (const key of elementwiseKeys)
      expect(elementwise[key].role, key).not.toMatch(/swap|distribut|dead|blame|shares /);
  });
});

describe("strength", () => {
  it("16: of the largest that flows through an edge", () => {
    const { graph, run } = ran("q = x + y\nf = q * z", { x: -2, y: 5, z: -4 });
    const strengths = strengthsOf(run);
    const size = (id: string) => strengths.sizes[partById(graph, id)?.index ?? -1];
    expect(["x-q-0", "y-q-1", "q-f-0", "z-f-1"].map(size)).toEqual([4, 4, 4, 3]);
    expect(strengths.largest).toBe(4);
    expect(shareOf(strengths, partById(graph, "z-f-1")?.index ?? -1)).toBe(0.75);
  });

  it("of a vector the root of the sum of the squares; 0 is 0, and what is no number has none", () => {
    const { graph, run } = ran("y = sum([3, 4]*x)", { x: [1, 1] });
    expect(strengthsOf(run).sizes[graph.edges[0]?.index ?? 0]).toBe(5);
    expect(strengthsOf(run).decades).toBe(1);
    expect(strengthsOf({ contributions: [0, 1e-2, 1, -10] }).decades).toBe(3);
    expect(strengthsOf({ contributions: [0, 1e-12, 1] }).decades).toBe(4);
    expect(strengthsOf({ contributions: [0, Number.NaN] })).toMatchObject({ largest: 0, decades: 1 });
    const strengths = { sizes: [0, Number.NaN, Infinity, 2], largest: 4 };
    expect([0, 1, 2, 3].map((edge) => shareOf(strengths, edge))).toEqual([0, null, 1, 0.5]);
  });
});

describe("large graphs", () => {
  it("a chain of 5000 sigmoids, whose gradient is too small for a number, is told at once", () => {
    const { graph, run } = ran("a[t]=sigmoid(a[t-1]) for t=1..5000", { a0: 0 });
    const start = performance.now();
    const { edges, nodes } = healthOf(graph, run);
    expect(performance.now() - start).toBeLessThan(1000);
    expect([edges.size, nodes.size]).toEqual([0, 1]);
    const [finding] = nodes.values();
    expect(finding && nodeSentence(graph, run, 0, finding)).toBe(
      "The gradient of a0 has all but vanished: it is too small for a number; its strongest way back has 5000 σ′ factors of at most 0.25 each, together too small for a number.",
    );
  });
});

describe("what is folded into one node", () => {
  it("is off where a gate inside is, by its merged factor", () => {
    expect(said("y = 2*relu(w*x) + b", { w: -1, x: 2, b: 1 }, ["y"])).toMatchObject({
      "w-y-0":
        "off: A gate folded into y is off for this input: its slope there is exactly 0, and nothing comes back to w.",
    });
    // One way is off, the other is not: the merged factor is 1.
    expect(said("y = relu(x) + x", { x: -2 }, ["y"])).toEqual({});
  });

  it("scales by exactly 0 where a factor is 0 by chance", () => {
    expect(said("y = w*x + b", { w: 3, x: 0, b: 1 }, ["y"])).toMatchObject({
      "w-y-0": "zero: The factor of w in y is exactly 0, so nothing comes back to w there.",
    });
  });

  it("is at a kink where a gate inside is, which is named", () => {
    const found = said("y = 2*relu(x - a)", { x: 1, a: 1 }, ["y"]);
    expect(found["x-y-0"]).toMatch(/^kink: Inside y: relu has a kink here; its slope is 0 by convention/);
  });

  it("is saturated as the operation it is: gates that are one sigmoid", () => {
    expect(said("f = 1/(1 + exp(-s))", { s: 8 }, ["f"])["s-f-0"]).toMatch(
      /^saturated: sigmoid is saturated: its slope is 0\.000335/,
    );
  });

  it("is named among the factors of a gradient that vanishes", () => {
    const found = said("z = w*x/5000 + b\nL = z*1", { w: 1, x: 2, b: 0 }, ["z"]);
    expect(found.w).toMatch(/its strongest way back has one folded factor of 0\.0004/);
  });
});

describe("a folded node whose numbers do not reach", () => {
  // σ(−800) is 0 to a machine and 1/0 is ∞, though 1 − σ(z) is 1.
  const source = "a = sigmoid(z); L = log(a)";

  it("says so, and where to look", () => {
    const { graph, run } = ran(source, { z: -800 }, [["a", "L"]]);
    const [edge] = graph.edges;
    expect(run.factors[edge?.index ?? -1]).toBeNaN();
    expect(said(source, { z: -800 }, [["a", "L"]])).toEqual({
      "z-L-0":
        "beyond: Inside L numbers become too large or too small for this machine, and what they come to is undefined, whatever the formula says of it. Unfold L to see where.",
    });
  });

  it("says nothing where they do", () => {
    expect(said(source, { z: -30 }, [["a", "L"]])).toEqual({});
  });
});
