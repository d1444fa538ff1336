import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { check, compile, type Evaluation, ProgramError } from "../src/core/index.ts";
import {
  entries,
  entrywise,
  inner,
  type Lists,
  lists,
  matmul,
  outer,
  shapeOfLists,
  sum,
  transpose,
  withEntry,
} from "./arrays.ts";
import { FORMS, outputOf, programs, type RandomProgram, type Values, valuesOf } from "./tensorPrograms.ts";

/*
 * Programs of vectors and matrices through the library's door, against lists, loops and differences (arrays.ts), which
 * share nothing with the core.
 */

const SEED = 20251122;

// Comparing ------------------------------------------------------------------------------------------------------------

function expectNear(got: unknown, want: Lists, relative: number, where: string): void {
  expect(shapeOfLists(got as Lists), `the shape of ${where}`).toEqual(shapeOfLists(want));
  const wanted = entries(want);
  const scale = Math.max(1, ...wanted.map(Math.abs));
  for (const [place, number] of entries(got as Lists).entries()) {
    const expected = wanted[place] ?? Number.NaN;
    const isNear = Math.abs(number - expected) <= relative * scale;
    expect(isNear, `entry ${place} of ${where}: ${number}, not ${expected}`).toBe(true);
  }
}

/** The slope of a function of one number (Abramowitz & Stegun 25.3.6). */
function slope(f: (step: number) => number): number {
  const h = 1e-3;
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

/** The gradient of ⟨seed, output⟩ in one input, entry by entry, by differences. */
function differences(program: RandomProgram, name: string, seed: Lists): Lists {
  const at = program.inputs[name] ?? Number.NaN;
  return lists(shapeOfLists(at), (entry) =>
    slope((step) => {
      const moved = withEntry(at, entry, (number) => number + step);
      return inner(seed, outputOf(program, { ...program.inputs, [name]: moved }));
    }),
  );
}

const filledLike = (given: Lists, entry: (place: number) => number): Lists =>
  lists(shapeOfLists(given), entry);

const evaluated = (program: RandomProgram): Evaluation => compile(program.source).evaluate(program.inputs);

const RUNS = { seed: SEED, numRuns: 150 };

describe("random programs of vectors and matrices", () => {
  it("have many shapes, and many statements that share names", () => {
    const drawn = fc.sample(programs, RUNS);
    const ranks = drawn.map((program) => shapeOfLists(outputOf(program, program.inputs)).length);
    for (const rank of [0, 1, 2]) expect(ranks.filter((one) => one === rank).length).toBeGreaterThan(15);
    const used = FORMS.filter(([, text]) =>
      drawn.some(({ source }) => source.includes(text("x0", "x1")) || source.includes(text("v0", "x0"))),
    );
    expect(used.length).toBeGreaterThan(FORMS.length * 0.8);
  });

  it("have the values that loops over lists have, each statement's", () => {
    fc.assert(
      fc.property(programs, (program) => {
        const evaluation = evaluated(program);
        expectNear(evaluation.value, outputOf(program, program.inputs), 1e-12, program.source);
        const values = valuesOf(program, program.inputs);
        for (const { name = "", value, shape } of evaluation.nodes) {
          if (values[name] === undefined) continue;
          expectNear(value, values[name], 1e-12, `${name} in ${program.source}`);
          expect(shape).toEqual(shapeOfLists(values[name]));
        }
      }),
      RUNS,
    );
  });

  it("have the gradients that differences have, for ones and for any seed", () => {
    fc.assert(
      fc.property(programs, fc.infiniteStream(fc.integer({ min: -9, max: 9 })), (program, numbers) => {
        const evaluation = evaluated(program);
        const output = outputOf(program, program.inputs);
        const ones = filledLike(output, () => 1);
        const seed = filledLike(output, () => numbers.next().value ?? 0);
        for (const name of Object.keys(program.inputs)) {
          const where = `${name} in ${program.source} at ${JSON.stringify(program.inputs)}`;
          expectNear(evaluation.gradient(name), differences(program, name, ones), 1e-6, where);
          expectNear(evaluation.gradient(name, seed), differences(program, name, seed), 1e-6, where);
        }
      }),
      RUNS,
    );
  });

  it("have for the gradient of their sum the sum over the rows of the Jacobian, made entry by entry", () => {
    fc.assert(
      fc.property(programs, (program) => {
        const evaluation = evaluated(program);
        const output = outputOf(program, program.inputs);
        for (const [name, at] of Object.entries(program.inputs)) {
          const jacobian = entries(output).map((_, row) =>
            entries(
              evaluation.gradient(
                name,
                filledLike(output, (place) => Number(place === row)),
              ),
            ),
          );
          const whole = lists(shapeOfLists(at), (place) =>
            sum(jacobian.map((row) => row[place] ?? Number.NaN)),
          );
          expectNear(evaluation.gradient(name), whole, 1e-10, `${name} in ${program.source}`);
        }
      }),
      RUNS,
    );
  });

  it("show on each edge what it brings, and the gradient as the sum of that", () => {
    fc.assert(
      fc.property(programs, (program) => {
        const { nodes, edges, value } = evaluated(program);
        const byId = new Map(nodes.map((node) => [node.id, node]));
        for (const node of nodes) {
          const isOutput = node.id === nodes.findLast(({ name }) => name === program.steps.at(-1)?.name)?.id;
          const brought = edges
            .filter(({ from }) => from === node.id)
            .map(({ contribution }) => entries(contribution));
          const want = lists(node.shape, (place) =>
            sum([Number(isOutput), ...brought.map((all) => all[place] ?? Number.NaN)]),
          );
          expectNear(node.gradient, want, 1e-12, `the gradient of ${node.id} in ${program.source}`);
        }
        for (const { from, to, kind, factor, contribution } of edges) {
          const [source, consumer] = [byId.get(from), byId.get(to)];
          const where = `${from}→${to} in ${program.source}`;
          expect(shapeOfLists(contribution), where).toEqual(source?.shape);
          const isScalar = source?.shape.length === 0 && consumer?.shape.length === 0;
          expect(kind === "scalar", where).toBe(isScalar);
          expect(factor === undefined, where).toBe(kind === "linear");
          if (factor !== undefined) expect(shapeOfLists(factor), where).toEqual(consumer?.shape);
          if (factor === undefined) continue;
          // Adjoint times factor; what was spread is added up, so the totals agree.
          const product = inner(consumer?.gradient ?? Number.NaN, factor);
          expectNear(sum(contribution), product, 1e-10, where);
        }
        expect(shapeOfLists(value)).toEqual(nodes.at(-1)?.shape);
      }),
      RUNS,
    );
  });
});

// Spreading ------------------------------------------------------------------------------------------------------------

describe("spreading adds up the gradients of the copies", () => {
  const MATRIX = [
    [0.5, -1.5, 2],
    [1, 3, -0.25],
  ];
  it.each([
    ["a number", 2],
    ["a vector", [2, -1, 0.5]],
    ["a row", [[2, -1, 0.5]]],
    ["a column", [[2], [-1]]],
    [
      "a matrix",
      [
        [2, -1, 0.5],
        [1, -2, 4],
      ],
    ],
    ["a vector of one", [2]],
    ["a matrix of one", [[2]]],
  ] as const)("of %s", (_what, x) => {
    for (const [text, f] of [
      ["A + x", (a = 0, b = 0) => a + b],
      ["x*A", (a = 0, b = 0) => a * b],
      ["A/x", (a = 0, b = 0) => a / b],
      ["(A^2)^x - x", (a = 0, b = 0) => (a * a) ** b - b],
      ["max(A, x, 0.75)", (a = 0, b = 0) => Math.max(a, b, 0.75)],
    ] as const) {
      const evaluation = compile(`A = ${JSON.stringify(MATRIX)}\n${text}`).evaluate({ x });
      const total = (a: Lists, b: Lists): number => sum(entrywise(f, a, b) ?? Number.NaN);
      const byX = lists(shapeOfLists(x), (place) =>
        slope((step) =>
          total(
            MATRIX,
            withEntry(x, place, (number) => number + step),
          ),
        ),
      );
      const byMatrix = lists([2, 3], (place) =>
        slope((step) =>
          total(
            withEntry(MATRIX, place, (number) => number + step),
            x,
          ),
        ),
      );
      expectNear(evaluation.gradient("x"), byX, 1e-8, `x in ${text}`);
      expectNear(evaluation.gradient("A"), byMatrix, 1e-8, `A in ${text}`);
    }
  });
});

// Edges ----------------------------------------------------------------------------------------------------------------

/*
 *   W ─▶ z = W @ x ─▶ a = sigmoid(z) ─▶ L = sum(a·a) ─▶ C = 2 L
 *   x ─▶
 */
test("what stands on the edges of a layer", () => {
  const W = [
    [0.5, -1],
    [2, 0.25],
  ];
  const x = [1, -2];
  const { edges, nodes } = compile("z = W @ x\na = sigmoid(z)\nL = sum(a*a)\nC = 2*L").evaluate({ W, x });
  const z = [0.5 + 2, 2 - 0.5];
  const a = z.map((entry) => 1 / (1 + Math.exp(-entry)));
  const slopes = a.map((entry) => entry * (1 - entry));
  const deltaA = a.map((entry) => 4 * entry);
  const deltaZ = deltaA.map((entry, place) => entry * (slopes[place] ?? 0));
  const at = (from: string, to: string, operand = 0) =>
    edges.find((edge) => edge.from === from && edge.to === to && edge.operand === operand);
  expect(edges.map(({ from, to, kind }) => `${from}→${to} ${kind}`)).toEqual([
    "W→z linear",
    "x→z linear",
    "z→a elementwise",
    "a→L.0 elementwise",
    "a→L.0 elementwise",
    "L.0→L linear",
    "L→C scalar",
  ]);
  expectNear(at("W", "z")?.contribution, outer(deltaZ, x) ?? 0, 1e-14, "W→z");
  expectNear(at("x", "z", 1)?.contribution, matmul(transpose(W), deltaZ) ?? 0, 1e-14, "x→z");
  expectNear(at("z", "a")?.factor, slopes, 1e-14, "σ′");
  expectNear(at("z", "a")?.contribution, deltaZ, 1e-14, "z→a");
  for (const operand of [0, 1]) {
    expectNear(at("a", "L.0", operand)?.factor, a, 1e-14, "a twice");
    expectNear(
      at("a", "L.0", operand)?.contribution,
      a.map((entry) => 2 * entry),
      1e-14,
      "a twice",
    );
  }
  expect(at("L.0", "L")).toMatchObject({ contribution: [2, 2] });
  expect(at("L.0", "L")).not.toHaveProperty("factor");
  expect(at("L", "C", 1)).toMatchObject({ factor: 2, contribution: 2 });
  expectNear(nodes.find(({ id }) => id === "a")?.gradient, deltaA, 1e-14, "a");
});

test("what the output does not use brings nothing, in the shape of its source", () => {
  const { edges, nodes } = compile("u = exp(A)\ny = sum(A)").evaluate({
    A: [
      [1, 2],
      [3, 4],
    ],
  });
  expect(edges.find(({ to }) => to === "u")?.contribution).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(nodes.find(({ id }) => id === "u")?.gradient).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(nodes.find(({ id }) => id === "A")?.gradient).toEqual([
    [1, 1],
    [1, 1],
  ]);
});

test("an infinite slope that the output does not use does not reach a gradient", () => {
  const evaluation = compile("u = sqrt(x)\ny = 2*x").evaluate({ x: [0, 1] });
  expect(evaluation.gradient("x")).toEqual([2, 2]);
  expect(evaluation.edges.find(({ to }) => to === "u")).toMatchObject({
    factor: [Number.POSITIVE_INFINITY, 0.5],
    contribution: [0, 0],
  });
});

describe("seeds", () => {
  const evaluation = compile("y = 3*x + z*0").evaluate({
    x: [1, 2],
    z: 5,
    k: [
      [1, 2],
      [3, 4],
    ],
  });

  it("are ones unless given, and are of the output's shape", () => {
    expect(evaluation.gradient("x")).toEqual([3, 3]);
    expect(evaluation.gradient("x", [1, -2])).toEqual([3, -6]);
    expect(evaluation.gradient("y", [1, -2])).toEqual([1, -2]);
    expect(() => evaluation.gradient("x", [1, 2, 3])).toThrow(
      "A seed has the shape of the value, a vector of 2; this one is a vector of 3.",
    );
    expect(() => evaluation.gradient("x", 1)).toThrow("this one is a single number.");
    expect(() => evaluation.gradient("x", [[1], [2, 3]])).toThrow(ProgramError);
  });

  it("leave the evaluation as it was", () => {
    evaluation.gradient("x", [7, 7]);
    expect(evaluation.nodes.find(({ id }) => id === "x")?.gradient).toEqual([3, 3]);
  });

  it("a name that the program lacks has zeros of its shape", () => {
    expect(evaluation.gradient("k")).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

// What a person is told ------------------------------------------------------------------------------------------------

const told = (source: string, inputs: Values): readonly string[] =>
  compile(source)
    .evaluate(inputs)
    .diagnostics.map(({ node, severity, message }) => `${node} ${severity}: ${message}`);

describe("an entry that has no value", () => {
  it("is told with its entry and its node, and the others keep theirs", () => {
    const evaluation = compile("y = log(x)\nz = 2*y").evaluate({ x: [1, -1, Math.E] });
    expect(evaluation.value).toEqual([0, Number.NaN, 2]);
    expect(evaluation.gradient("x")).toEqual([2, Number.NaN, 2 / Math.E]);
    expect(evaluation.diagnostics).toMatchObject([{ node: "y", severity: "warning", from: 4, to: 10 }]);
    expect(evaluation.diagnostics[0]?.message).toMatch(/^In entry \[2\]: .*logarithm/);
  });

  it("is told by row and column in a matrix, with how many more there are", () => {
    expect(
      told("sum(sqrt(A))", {
        A: [
          [1, 4],
          [-1, 9],
          [2, -3],
        ],
      })[0],
    ).toMatch(/^out\.0 warning: In entry \[2,1\] and 1 more: /);
  });

  it("is told where it was born, not where it passed through", () => {
    const lines = told("y = 1/x\nz = y - y\nw = z + 1", { x: [2, 0] });
    expect(lines).toEqual([
      expect.stringMatching(/^y warning: In entry \[2\]: Division/),
      expect.stringMatching(/^z warning: In entry \[2\]: `z` has no value/),
    ]);
  });

  it("is told of sums and products as wholes", () => {
    expect(told("y = sum(x)", { x: [1e308, 1e308] })).toEqual([
      "y warning: `y` is too large for a number of this machine, so it became ∞.",
    ]);
    expect(
      told("y = A @ x", {
        A: [
          [1, 2],
          [1e200, 0],
        ],
        x: [1e200, 1],
      }),
    ).toEqual(["y warning: `y` is too large for a number of this machine, so it became ∞."]);
  });

  it("that was given so is nobody's fault", () => {
    expect(told("y = 2*x", { x: [1, Number.NaN] })).toEqual([]);
  });
});

describe("a slope that is agreed upon", () => {
  it("is told by entry: kinks", () => {
    expect(told("y = relu(x)", { x: [1, 0, -1] })).toEqual([
      "y warning: In entry [2]: `relu` has a kink here; its slope is 0 by convention (PyTorch's rule); any slope from 0 to 1 fits.",
    ]);
    expect(
      told("y = abs(A)", {
        A: [
          [1, 2],
          [0, 0],
        ],
      })[0],
    ).toMatch(/^y warning: In entry \[2,1\] and 1 more: `abs` has a kink/);
  });

  it("is told by entry: ties, also with what is spread", () => {
    expect(told("y = max(x, 2)", { x: [1, 2, 3] })[0]).toMatch(
      /^y warning: In entry \[2\]: `max` has a tie here; its slope is 0\.5/,
    );
    expect(
      told("y = max(A, b)", {
        A: [
          [1, 2],
          [3, 4],
        ],
        b: [9, 4],
      })[0],
    ).toMatch(/^y warning: In entry \[2,2\]: `max` has a tie/);
    expect(told("y = min(x, z, 5)", { x: [1, 2], z: [3, 2] })[0]).toMatch(
      /^y warning: In entry \[2\]: `min` has a tie/,
    );
  });

  it("is told by entry: where the tangent is vertical", () => {
    expect(told("y = sqrt(x)", { x: [4, 0] })).toEqual([
      "y warning: In entry [2]: The slope of `y` in `x` is infinite here: the tangent is vertical.",
    ]);
  });

  it("is not told where there is none", () => {
    expect(told("y = relu(x) + max(x, 2) + abs(x) + sqrt(x)", { x: [1, 3, 0.5] })).toEqual([]);
  });
});

describe("what does not fit, or is too large, is refused in words", () => {
  const refusal = (source: string, inputs: Values): string => {
    try {
      compile(source).evaluate(inputs);
    } catch (problem) {
      if (problem instanceof ProgramError) return problem.message;
      throw problem;
    }
    return "accepted";
  };

  it.each([
    [
      "y = outer(x, x)",
      1001,
      "`outer(x, x)` would be a 1001×1001 matrix, more than 1 000 000 numbers: too large. Take less of it at a time.",
    ],
    [
      "y = x",
      1_000_001,
      "`x` would be a vector of 1000001, more than 1 000 000 numbers: too large. Take less of it at a time.",
    ],
    [
      "y = [x, x]",
      600_000,
      "`[x, x]` would be a vector of 1200000, more than 1 000 000 numbers: too large. Take less of it at a time.",
    ],
  ])("%s of %i numbers", (source, count, message) => {
    expect(refusal(source, { x: Array(count).fill(1) })).toBe(message);
  });

  it("a million numbers are still taken", () => {
    expect(compile("sum(x)").evaluate({ x: Array(1_000_000).fill(0.5) }).value).toBe(500_000);
  });

  it("shapes that do not fit name both, before and after there are numbers", () => {
    expect(refusal("y = W @ x", { W: [[1, 2, 3]], x: [1, 2] })).toBe(
      "1×3 @ 2: the inner sizes 3 and 2 differ. The columns on the left must be as many as the rows on the right.",
    );
    expect(refusal("y = W @ x", { W: [[1, 2, 3]], x: [1] })).toBe(
      "1×3 @ 1: the inner sizes 3 and 1 differ. Did you mean `W' @ x`?",
    );
    expect(check("W = [[1, 2, 3]]; W @ [1, 2]").map(({ message }) => message)).toEqual([
      "1×3 @ 2: the inner sizes 3 and 2 differ.",
    ]);
  });
});
