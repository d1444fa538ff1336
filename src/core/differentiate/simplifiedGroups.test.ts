import { describe, expect, it, test } from "vitest";
import { isAlwaysPositive } from "../algebra/nonzero.ts";
import { plainText } from "../expression/formula.ts";
import type { Folds } from "../graph/fold.ts";
import { OPERATIONS } from "../graph/grain.ts";
import { nodeAt } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { readRule } from "../operations/rule.ts";
import { edgeFormula } from "./localDerivative.ts";
import { simplifiedAtGrain } from "./simplifiedGroups.ts";

/** The local derivatives of folded nodes, by the edge's ends. */
function factors(
  source: string,
  folded: Folds["folded"],
  { isByOccurrence = false, length = 0 } = {},
): Readonly<Record<string, string>> {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(source);
  const shaped = withShapes(graph, () => (length === 0 ? [] : [length]));
  const coarse = simplifiedAtGrain(shaped, { ...OPERATIONS, folded, isByOccurrence });
  return Object.fromEntries(
    coarse.edges
      .filter(({ to }) => nodeAt(coarse, to).kind === "group")
      .map((edge) => [edge.id, plainText(edgeFormula(coarse, edge))]),
  );
}

/** Activation and cost of figure 10 as one node. */
const COST_OF_Z = [["a", "L.0.0.1", "L.0.0", "L.0.1.0", "L.0.1.1.0", "L.0.1.1", "L.0.1", "L.0", "L"]];

// Expected values: derived by hand.
describe("the local derivative of a folded node is simplified", () => {
  it("figure 10: σ and cross-entropy together leave a − y", () => {
    const source = "z = w*x+b; a = sigmoid(z); L = -(y*log(a)+(1-y)*log(1-a))";
    expect(factors(source, COST_OF_Z)).toMatchObject({ "z-L-1": "σ(z) − y" });
    // By itself the cost is as short as a sum.
    expect(factors(source, ["L"])["a-L-1"]).toBe("(1 − y)/(1 − a) − y/a");
  });

  test.each([
    ["a = sigmoid(z); L = log(a)", [["a", "L"]], "z-L-0", "1 − σ(z)"],
    ["p = sigmoid(t); J = log(p)", [["p", "J"]], "t-J-0", "1 − σ(t)"],
    ["y = (h-t)^2/2", ["y"], "h-y-0", "h − t"],
    ["y = x/(x+1)", ["y"], "x-y-0", "1/(x + 1)^2"],
    ["y = exp(x)/(exp(x)+exp(z))", ["y"], "x-y-0", "(e^x\u2009e^z)/(e^x + e^z)^2"],
    ["y = log(x^2)", ["y"], "x-y-0", "2/x"],
    ["sq(x) = x*x; y = sq(u) + sq(w)", ["y"], "w-y-1", "2w"],
  ] as const)("%s", (source, folds, edge, wanted) => {
    expect(factors(source, folds)[edge]).toBe(wanted);
  });

  it("14: in the order of the text", () => {
    const source = "Y = alpha*X + beta*X + gamma*X; Z = delta*Y + epsilon*Y + zeta*Y";
    expect(factors(source, ["Y", "Z"])).toMatchObject({ "X-Y-1": "α + β + γ", "Y-Z-1": "δ + ϵ + ζ" });
  });

  it("entry by entry between vectors too", () => {
    expect(factors("y = (h-t)^2/2", ["y"], { length: 3 })["h-y-0"]).toBe("h − t");
  });

  it("of one use alone where every use keeps its edge", () => {
    expect(factors("y = (x+1)/x", ["y"], { isByOccurrence: true })).toEqual({
      "x-y-0": "1/x",
      "x-y-1": "−(x + 1)/x^2",
    });
  });
});

describe("it is left as it is", () => {
  it.each([
    // At x = 0 the program has no derivative, and 1 would be one.
    ["where what leaves can be zero", "y = x^2/x", "(2x)/x − x^2/x^2"],
    ["where what leaves can be zero: a root", "y = sqrt(x)^2", "(2√x)/(2√x)"],
    ["where an operation has cases", "y = relu(x)^2", "2relu(x) if x > 0, 0 if x < 0"],
    ["where it is as short", "y = x + x^2", "2x + 1"],
  ])("%s", (_why, source, wanted) => {
    expect(factors(source, ["y"])["x-y-0"]).toBe(wanted);
  });
});

describe("what is always above zero", () => {
  it.each([
    "exp(x)",
    "sigmoid(x)",
    "1 - sigmoid(x)",
    "1 + x^2",
    "1 - tanh(x)^2",
    "cosh(x) + abs(x)",
    "2*exp(-x)",
    "sqrt(1 + x^2)",
  ])("%s is", (text) => {
    expect(isAlwaysPositive(readRule(text))).toBe(true);
  });

  it.each([
    "x",
    "x^2",
    "1 - x",
    "x^3 + 1",
    "sigmoid(x) - 1",
    "1 - exp(x)",
    "0.5 - sigmoid(x)",
    "abs(x)",
    "1 - 2*sigmoid(x)",
    "sqrt(x)",
    "0",
  ])("of %s that cannot be said", (text) => {
    expect(isAlwaysPositive(readRule(text))).toBe(false);
  });
});
