import { describe, expect, it } from "vitest";
import { check, compile } from "../core/index.ts";
import { GALLERY, searchGallery } from "./gallery.ts";

/** Values and gradients that the sources print, or that were computed from them outside this project. */
const PUBLISHED: Readonly<
  Record<string, { readonly value: number; readonly gradients: Readonly<Record<string, number>> }>
> = {
  "used-twice": { value: 6, gradients: { a: 2, b: 5 } },
  composite: { value: 0.469164, gradients: { x: -1.226665 } },
  "composite-functions": { value: 0.469164, gradients: { x: -1.226665 } },
  "first-circuit": { value: -12, gradients: { x: -4, y: -4, z: 3 } },
  "sigmoid-neuron": {
    value: 0.7311,
    gradients: { w0: -0.1966, w1: -0.3932, w2: 0.1966, x0: 0.3932, x1: -0.5898 },
  },
  gates: { value: -20, gradients: { x: -8, y: 6, z: 2, w: 0 } },
  staged: { value: 1.545645, gradients: { x: 2.05957, y: 1.592233 } },
  "nine-paths": { value: 90, gradients: { X: 90 } },
  classifier: { value: 0.371101, gradients: { w: -0.465038, b: -0.310026 } },
  recurrent: { value: 0.09063438, gradients: { w: 0.14426019, u: -0.150291, b: -0.97949713 } },
  "two-ways": { value: 6, gradients: { x: 5 } },
  "nested-logarithm": { value: 2 * Math.log(Math.sin(1)), gradients: { x: 3.852556 } },
  micrograd: { value: 24.7041, gradients: { a: 138.8338, b: 645.5773 } },
  "micrograd-neuron": { value: Math.SQRT1_2, gradients: { x1: -1.5, x2: 0.5, w1: 1, w2: 0, b: 0.5 } },
  // The loss of its source without the penalty on the weights.
  "micrograd-mlp": { value: 1.4465, gradients: { v1: 0.43, v2: 0.22, v3: 0.95, c: 1, x1: 0.71, x2: -0.87 } },
};

describe.each(GALLERY)("$title", ({ title, sentence, program, values, target }) => {
  it("is a program whose inputs all have values, and whose target is one of them", () => {
    expect(check(program)).toEqual([]);
    const free = compile(program).inputs.map(({ name }) => name);
    expect(Object.keys(values).sort()).toEqual([...free].sort());
    expect(free).toContain(target);
  });

  it("has a title and one sentence", () => {
    expect(title.length).toBeLessThan(48);
    expect(sentence).toMatch(/^[^.]*\S\.$|^[^.]*\d\.$/);
  });
});

it.each(Object.entries(PUBLISHED))("%s comes to what its source says", (id, { value, gradients }) => {
  const example = GALLERY.find((candidate) => candidate.id === id);
  const evaluation = compile(example?.program ?? "").evaluate(example?.values);
  expect(evaluation.value).toBeCloseTo(value, 3);
  for (const [name, gradient] of Object.entries(gradients)) {
    expect(evaluation.gradient(name), `d/d${name}`).toBeCloseTo(gradient, 3);
  }
});

it("every example but one has published numbers, and ids are unique", () => {
  expect(GALLERY.filter(({ id }) => PUBLISHED[id] === undefined).map(({ id }) => id)).toEqual(["vanishing"]);
  expect(new Set(GALLERY.map(({ id }) => id)).size).toBe(GALLERY.length);
});

it("the gradient that fades shrinks by a quarter or more at each layer (σ′ ≤ 1/4, w < 1)", () => {
  const example = GALLERY.find(({ id }) => id === "vanishing");
  if (example === undefined) throw new Error("the gallery lacks it");
  const evaluation = compile(example.program).evaluate(example.values);
  const sizes = ["a4", "a3", "a2", "a1"].map((name) => Math.abs(Number(evaluation.gradient(name))));
  for (const [place, size] of sizes.slice(1).entries()) expect(size).toBeLessThan((sizes[place] ?? 0) / 4);
});

describe("the search", () => {
  it.each([
    ["words in any order and case", "PATHS nine", ["nine-paths"]],
    ["a source", "micrograd", ["micrograd", "micrograd-neuron", "micrograd-mlp"]],
    ["a function in the program", "tanh(", ["recurrent", "micrograd-neuron"]],
    ["nothing", "zebra", []],
  ])("finds %s", (_name, words, ids) => {
    expect(searchGallery(words).map(({ id }) => id)).toEqual(ids);
  });

  it("finds everything without words", () => {
    expect(searchGallery("  ")).toHaveLength(GALLERY.length);
  });
});
