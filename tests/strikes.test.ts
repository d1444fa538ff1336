import { describe, expect, it } from "vitest";
import { compile } from "../src/core/index.ts";

/*
 * What is struck out: figures 1 and 5 of the articles, and the same programs with other names, another order of terms
 * and one more layer.
 */

/** The TeX that is struck out in the lines of a kind, in order, and what must hold. */
function strikes(source: string, name: string, kind: string, values: Readonly<Record<string, number>>) {
  const lines = compile(source)
    .evaluate(values)
    .derivation(name)
    .filter((line) => line.kind === kind);
  const struck = lines.flatMap((line) => [
    ...(line.struck ?? "").matchAll(/\\cancel\{((?:[^{}]|\{[^{}]*\})*)\}/g),
  ]);
  return {
    struck: struck.map(([, inner]) => inner),
    conditions: lines.flatMap(({ conditions = [] }) => conditions),
    left: lines.map(({ tex }) => tex.slice(tex.indexOf("=") + 1)),
  };
}

const values = { x: 1.5, w: 0.8, b: -0.4, y: 0.25, t: 0.7, u: -0.6, h: 0.6 };

describe("like signs on one path", () => {
  it("1: dg and ∂g, ∂h and ∂h leave, and df and ∂x stay", () => {
    const { struck } = strikes("h = x^2; g = sin(h); f = exp(g)", "x", "symbols", { x: 2 });
    expect(struck).toEqual(["\\mathrm{d}g", "\\partial g", "\\partial h", "\\partial h"]);
  });

  it("1: with other names and one more link", () => {
    const { struck } = strikes("p = s^2; q = sin(p); r = tanh(q); v = exp(r)", "s", "symbols", { s: 2 });
    expect(struck).toEqual(
      ["r", "r", "q", "q", "p", "p"].map(
        (name, place) => `${place === 0 ? "\\mathrm{d}" : "\\partial "}${name}`,
      ),
    );
  });

  it.each([
    ["where paths meet", "c = a+b; d = b+1; e = c*d", "b", { a: 2, b: 1 }],
    ["where they meet further up", "a = sigmoid(w*x); L = a*log(a)", "w", values],
  ])("never across a plus: %s", (_name, source, name, given) => {
    expect(strikes(source, name, "symbols", given).struck).toEqual([]);
  });
});

describe("like factors", () => {
  const COST = "C = -y*log(L3) - (1-y)*log(1-L3)";
  const L3 = ["L_{3}", "(1-L_{3})"];

  it("5: L3 and 1 − L3 leave, (L3 − y)·L2 is left, and neither may be zero", () => {
    const found = strikes(`L3 = sigmoid(theta*L2); ${COST}`, "theta", "simplified", {
      theta: 0.5,
      L2: 0.3,
      y: 1,
    });
    expect(found.struck).toEqual([...L3, ...L3]);
    expect(found.left).toContain("(L_{3}-y)\\,L_{2}");
    expect(found.conditions).toEqual(["L_{3}\\ne 0", "1-L_{3}\\ne 0"]);
  });

  it("10: the same in the tiny classifier, over the cost's own derivative", () => {
    const source = "z = w*x+b; a = sigmoid(z); L = -(y*log(a)+(1-y)*log(1-a))";
    const found = strikes(source, "w", "simplified", { x: 1.5, w: 0.8, b: -0.4, y: 1 });
    expect(found.struck).toEqual(["a", "(1-a)", "a", "(1-a)"]);
    expect(found.left).toEqual(
      expect.arrayContaining(["\\dfrac{a-y}{a\\cdot(1-a)}", "(a-y)\\,x", "(\\sigma(w\\,x+b)-y)\\,x"]),
    );
    expect(found.conditions).toEqual(["a\\ne 0", "1-a\\ne 0"]);
  });

  it.each([
    ["other names", "p = sigmoid(t*h); J = -q*log(p) - (1-q)*log(1-p)", "t", "p", "(p-q)\\,h"],
    ["terms in another order", "p = sigmoid(h*t); J = -(log(1-p)*(1-q) + log(p)*q)", "t", "p", "(p-q)\\,h"],
    ["the sign outside", "p = sigmoid(h*t); J = 0 - (q*log(p) - (q-1)*log(1-p))", "t", "p", "(p-q)\\,h"],
  ])("5 with %s", (_name, source, name, letter, left) => {
    const found = strikes(source, name, "simplified", { ...values, q: 0.25 });
    expect(new Set(found.struck)).toEqual(new Set([letter, `(1-${letter})`]));
    expect(found.left).toContain(left);
  });

  it("5 with one more layer: the outer slope leaves, the inner one stays", () => {
    const source = `L2 = sigmoid(u*x); L3 = sigmoid(t*L2); ${COST}`;
    const found = strikes(source, "u", "simplified", values);
    expect(found.struck).toEqual([...L3, ...L3]);
    expect(found.left).toContain("(L_{3}-y)\\,t\\,L_{2}\\cdot(1-L_{2})\\,x");
  });

  it("22: one of two like factors leaves, and 2 and 1/2 do", () => {
    const found = strikes("y = ln(sin(x^3)^2)", "x", "simplified", { x: 1 });
    expect(found.struck).toEqual(["\\sin(x^{3})", "\\sin(x^{3})"]);
    expect(strikes("y = sqrt(x)^2", "x", "simplified", { x: 2 }).struck).toEqual(
      expect.arrayContaining(["2", "\\sqrt{x}"]),
    );
  });

  it("says which case of an operation is meant", () => {
    const found = strikes("y = relu(x)^2", "x", "simplified", { x: 3 });
    expect(found.conditions).toEqual(["x>0"]);
  });
});
