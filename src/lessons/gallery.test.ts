import { describe, expect, it } from "vitest";
import { check, compile, type Numbers } from "../core/index.ts";
import { GALLERY, searchGallery } from "./gallery.ts";

/** Values and gradients that the sources print, or that were computed from them outside this project. */
const PUBLISHED: Readonly<
  Record<string, { readonly value: Numbers; readonly gradients: Readonly<Record<string, Numbers>> }>
> = {
  "used-twice": { value: 6, gradients: { a: 2, b: 5 } },
  "used-twice-forward": { value: 6, gradients: { a: 2, b: 5 } },
  // The sums of the Jacobian's columns, (−1, 1) and (−1, 3).
  "two-outputs": { value: [-3, 5], gradients: { x1: 0, x2: 2 } },
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
  vanishing: { value: 0.08946058, gradients: { w6: -0.040071, w5: -0.012754, w4: 0.00176 } },
  // By differences, in another language (Python).
  recurrent: { value: 0.42644711, gradients: { w: 0.69713742, u: 0.07310237, b: 1.24252685 } },
  "recurrent-loop": { value: 0.42644711, gradients: { w: 0.69713742, u: 0.07310237, b: 1.24252685 } },
  "two-ways": { value: 6, gradients: { x: 5 } },
  "nested-logarithm": { value: 2 * Math.log(Math.sin(1)), gradients: { x: 3.852556 } },
  micrograd: { value: 24.7041, gradients: { a: 138.8338, b: 645.5773 } },
  "micrograd-neuron": { value: Math.SQRT1_2, gradients: { x1: -1.5, x2: 0.5, w1: 1, w2: 0, b: 0.5 } },
  // From here on by differences of loops over plain lists, in another language (Python).
  network: {
    value: 0.611322,
    gradients: {
      T2: [0.153413, 0.078841, 0.237607],
      T1: [
        [0.038053, -0.031608],
        [0, 0],
        [0.038053, -0.031608],
      ],
    },
  },
  "network-cost": { value: 0.492132, gradients: { T2: [-0.250952, -0.128968, -0.388678], x1: -0.056976 } },
  "network-first-weights": {
    value: 0.492132,
    gradients: {
      T1: [
        [-0.062246, 0.051705],
        [0, 0],
        [-0.062246, 0.051705],
      ],
    },
  },
  "xor-batch": {
    value: 0.707916,
    gradients: {
      T1: [
        [0.005819, -0.009313],
        [0.002782, -0.007059],
      ],
      b1: [0.012262, -0.015437],
      t2: [0.052034, 0.038963],
      b2: 0.084327,
    },
  },
  "recurrent-vectors": {
    value: 0.038034,
    gradients: {
      W: [
        [-0.130202, -0.071076],
        [0.073133, -0.080115],
      ],
      b: [-0.253965, 0.179019],
    },
  },
  "matrix-product": {
    value: [
      [1, 2, 4],
      [3, 4, 10],
    ],
    gradients: {
      W: [
        [3, 2],
        [3, 2],
      ],
      X: [
        [4, 4, 4],
        [6, 6, 6],
      ],
    },
  },
  "nielsen-layer": {
    value: 0.251057,
    gradients: {
      W: [
        [-0.062915, -0.013981, -0.034953],
        [0.132278, 0.029395, 0.073488],
      ],
      b: [-0.069905, 0.146976],
    },
  },
  "rectified-neuron": { value: 0.6, gradients: { w: [1, 0.5, 0.25], x: [0.5, -1, 2], b: 1 } },
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
  expectClose(evaluation.value, value, "value");
  for (const [name, gradient] of Object.entries(gradients))
    expectClose(evaluation.gradient(name), gradient, `d/d${name}`);
});

/** Entry by entry, with one shape. */
function expectClose(got: unknown, want: unknown, what: string): void {
  if (!Array.isArray(want)) {
    expect(got, what).toBeCloseTo(Number(want), 3);
    return;
  }
  expect(got, what).toHaveLength(want.length);
  for (const [index, entry] of want.entries())
    expectClose(Array.isArray(got) ? got[index] : undefined, entry, `${what}[${index}]`);
}

it("the weight of the recurrent net gets three parts that can be told apart", () => {
  const example = GALLERY.find(({ id }) => id === "recurrent");
  const { edges } = compile(example?.program ?? "").evaluate(example?.values);
  const parts = edges.flatMap(({ from, contribution }) => (from === "w" ? [contribution] : []));
  // By differences with a weight of its own for each step, in Python.
  expect(parts).toEqual([0.06385345, 0.35575192, 0.27753205].map((part) => expect.closeTo(part, 7)));
});

it("the recurrent net is the same graph with the same numbers, written out and as a loop", () => {
  const [written, loop] = ["recurrent", "recurrent-loop"].map((id) => {
    const example = GALLERY.find((candidate) => candidate.id === id);
    const { nodes, edges } = compile(example?.program ?? "").evaluate(example?.values);
    return { nodes, edges };
  });
  expect(loop).toEqual(written);
});

it("every example has published numbers, and ids are unique", () => {
  expect(GALLERY.filter(({ id }) => PUBLISHED[id] === undefined)).toEqual([]);
  expect(new Set(GALLERY.map(({ id }) => id)).size).toBe(GALLERY.length);
});

it("the gradient that fades shrinks at each layer, by σ′ ≤ 1/4 and the weight", () => {
  const example = GALLERY.find(({ id }) => id === "vanishing");
  if (example === undefined) throw new Error("the gallery lacks it");
  const evaluation = compile(example.program).evaluate(example.values);
  for (let layer = 6; layer > 1; layer -= 1) {
    const [at, before] = [`a${layer}`, `a${layer - 1}`].map((name) =>
      Math.abs(Number(evaluation.gradient(name))),
    );
    const weight = Math.abs(Number(example.values[`w${layer}`]));
    expect(before, `layer ${layer}`).toBeLessThan(((at ?? 0) * weight) / 4);
  }
  // Written out by hand as a loop over numbers.
  const expected = [-4.9559766e-5, 1.1894666e-4, 2.4035022e-4, 1.7601295e-3, -1.275373e-2, -4.0070742e-2];
  for (const [place, gradient] of expected.entries())
    expect(Number(evaluation.gradient(`w${place + 1}`)) / gradient).toBeCloseTo(1, 6);
});

describe("the search", () => {
  it.each([
    ["words in any order and case", "PATHS nine", ["nine-paths"]],
    ["a source", "micrograd", ["micrograd", "micrograd-neuron", "micrograd-mlp"]],
    [
      "a function in the program",
      "tanh(",
      ["recurrent", "recurrent-loop", "micrograd-neuron", "recurrent-vectors", "written-out"],
    ],
    ["nothing", "zebra", []],
  ])("finds %s", (_name, words, ids) => {
    expect(searchGallery(words).map(({ id }) => id)).toEqual(ids);
  });

  it("finds everything without words", () => {
    expect(searchGallery("  ").slice(0, -1)).toEqual(GALLERY);
  });
});
