import { describe, expect, it } from "vitest";
import { printExpression } from "../expression/print.ts";
import { withSymbols } from "../graph/notation.ts";
import { readGraph } from "../graph/read.ts";
import { simplifiedDerivative } from "./simplifiedDerivative.ts";

function simplified(source: string, target: string, terms?: "names" | "inputs"): string | null {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(`not a program: ${source}`);
  const found = simplifiedDerivative(graph, graph.byName.get(target) ?? -1, terms);
  return found === null ? null : printExpression(withSymbols(graph, found));
}

describe("the derivative of an output, simplified", () => {
  // Expected: worked out by hand; 1, 5, 10, 14 and 22 are figures of the texts.
  it.each([
    ["1: a chain", "h = x^2; g = sin(h); f = exp(g)", "x", "2*x*exp(g)*cos(h)"],
    ["5: the cost of a neuron", "a = sigmoid(t*h); C = -y*log(a) - (1-y)*log(1-a)", "t", "(a - y)*h"],
    ["5 with other names and orders", "p = sigmoid(h*t); C = -(log(1-p)*(1-q) + log(p)*q)", "t", "(p - q)*h"],
    [
      "one more layer",
      "h = sigmoid(u*x); a = sigmoid(t*h); C = -y*log(a) - (1-y)*log(1-a)",
      "u",
      "(a - y)*t*h*(1 - h)*x",
    ],
    ["10: the classifier", "z = w*x+b; a = sigmoid(z); L = -(y*log(a)+(1-y)*log(1-a))", "w", "(a - y)*x"],
    [
      "14: nine paths",
      "Y = alpha*X+beta*X+gamma*X; Z = delta*Y+epsilon*Y+zeta*Y",
      "X",
      "(delta + epsilon + zeta)*(alpha + beta + gamma)",
    ],
    ["22: two paths", "y = x + x^2", "x", "2*x + 1"],
    ["22: three links", "y = ln(sin(x^3)^2)", "x", "6*x^2*cos(x^3)/sin(x^3)"],
    ["a quotient of sums with a common divisor", "y = (x^2-1)/(x-1)", "x", "1"],
    ["decimals", "L = 0.5*(a - y)^2", "a", "a - y"],
    ["decimals in a sum below the line", "y = 1/(v + 0.001)", "v", "-(1/(v + 0.001)^2)"],
    ["decimals in a function", "y = log(0.1*a + 0.25)^2", "a", "0.2*log(0.1*a + 0.25)/(0.1*a + 0.25)"],
    ["thirds", "L = (a - y)^3/9", "a", "(a - y)^2/3"],
    ["one function under two names", "u = exp(x); y = log(u)", "x", "1"],
    ["what the output does not use", "u = x; y = 2*z", "x", "0"],
  ])("%s", (_name, source, target, expected) => {
    expect(simplified(source, target)).toBe(expected);
  });

  it("is over the inputs alone where that is asked for", () => {
    expect(simplified("h = x^2; g = sin(h); f = exp(g)", "x", "inputs")).toBe("2*x*exp(sin(x^2))*cos(x^2)");
    expect(simplified("c = a+b; d = b+1; e = c*d", "b", "inputs")).toBe("a + 2*b + 1");
  });

  it.each([
    ["cases", "y = relu(x)*x"],
    ["tensors", "y = sum([x, 2]*3)"],
    [
      "what is too long to be read",
      Array.from({ length: 200 }, (_line, place) => `a${place + 1} = tanh(a${place}*x)`).join("; "),
    ],
  ])("is null for %s", (_name, source) => {
    expect(simplified(source, "x")).toBeNull();
  });
});
