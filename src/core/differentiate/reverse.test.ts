import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { buildGraph } from "../graph/build.ts";
import { type Graph, nodeAt } from "../graph/graph.ts";
import { readProgram } from "../language/program.ts";
import { elementwise, elementwiseKeys } from "../operations/table.ts";
import { evaluateGraph, type Trace } from "./evaluate.ts";
import { reverseSweep } from "./reverse.ts";

function graphOf(source: string): Graph {
  const { program, diagnostics } = readProgram(source);
  if (program === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return buildGraph(program);
}

const traceOf = (graph: Graph, values: Readonly<Record<string, number>>): Trace =>
  evaluateGraph(graph, (index) => {
    const node = nodeAt(graph, index);
    return values[node.id] ?? Number(node.kind === "input" ? (node.literal ?? Number.NaN) : Number.NaN);
  });

// Forward mode, written anew: dual numbers over trees of its own -------------------------------------------------------

type Tree =
  | { readonly kind: "leaf"; readonly name: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "unary"; readonly name: keyof typeof UNARY; readonly of: Tree }
  | {
      readonly kind: "binary";
      readonly name: keyof typeof BINARY;
      readonly left: Tree;
      readonly right: Tree;
    };

/** A value, its derivative, and the sum of the sizes of everything added up to it: what rounding may cost. */
interface Dual {
  readonly value: number;
  readonly slope: number;
  readonly size: number;
}

/** How near the numbers of a comparison may come to a kink, a tie, a jump or a pole. */
const MARGIN = 1e-6;

/** The slope where there is room around; NaN where there is none, and so no slope to compare with. */
const beyond = (room: number, slope: number): number => (Math.abs(room) > MARGIN ? slope : Number.NaN);

/** The share of a normal distribution below x, by Simpson's rule from its middle. */
function normal(x: number): number {
  const size = Math.min(Math.abs(x), 10);
  const pieces = 200;
  let sum = 1 + Math.exp((-size * size) / 2);
  for (let index = 1; index < pieces; index++)
    sum += (index % 2 === 1 ? 4 : 2) * Math.exp(-(((index * size) / pieces) ** 2) / 2);
  return 0.5 + (Math.sign(x) * sum * size) / pieces / 3 / Math.sqrt(2 * Math.PI);
}

const UNARY = {
  "-": (x: number) => [-x, -1],
  exp: (x: number) => [Math.exp(x), Math.exp(x)],
  log: (x: number) => [Math.log(x), 1 / x],
  sin: (x: number) => [Math.sin(x), Math.cos(x)],
  cos: (x: number) => [Math.cos(x), -Math.sin(x)],
  tanh: (x: number) => [Math.tanh(x), 4 / (Math.exp(x) + Math.exp(-x)) ** 2],
  sigmoid: (x: number) => [1 / (1 + Math.exp(-x)), 1 / (2 + Math.exp(x) + Math.exp(-x))],
  relu: (x: number) => [Math.max(x, 0), beyond(x, x > 0 ? 1 : 0)],
  square: (x: number) => [x ** 2, x + x],
  ln: (x: number) => [Math.log(x), x ** -1],
  log2: (x: number) => [Math.log(x) / Math.LN2, Math.LOG2E / x],
  log10: (x: number) => [Math.log(x) / Math.LN10, Math.LOG10E / x],
  sqrt: (x: number) => [x ** 0.5, beyond(x, 0.5 * x ** -0.5)],
  cbrt: (x: number) => [Math.sign(x) * Math.abs(x) ** (1 / 3), beyond(x, Math.abs(x) ** (-2 / 3) / 3)],
  tan: (x: number) => [Math.sin(x) / Math.cos(x), beyond(Math.cos(x), 1 + Math.tan(x) ** 2)],
  asin: (x: number) => [Math.atan2(x, Math.sqrt(1 - x * x)), beyond(1 - x * x, (1 - x * x) ** -0.5)],
  acos: (x: number) => [Math.atan2(Math.sqrt(1 - x * x), x), beyond(1 - x * x, -((1 - x * x) ** -0.5))],
  atan: (x: number) => [Math.atan2(x, 1), Math.cos(Math.atan(x)) ** 2],
  sinh: (x: number) => [(Math.exp(x) - Math.exp(-x)) / 2, (Math.exp(x) + Math.exp(-x)) / 2],
  cosh: (x: number) => [(Math.exp(x) + Math.exp(-x)) / 2, (Math.exp(x) - Math.exp(-x)) / 2],
  softplus: (x: number) => [Math.log(1 + Math.exp(x)), 1 / (1 + Math.exp(-x))],
  elu: (x: number) => (x > 0 ? [x, 1] : [Math.exp(x) - 1, Math.exp(x)]),
  gelu: (x: number) => [x * normal(x), normal(x) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)],
  silu: (x: number) => {
    const share = 1 / (1 + Math.exp(-x));
    return [x * share, share + x * share * (1 - share)];
  },
  erf: (x: number) => [2 * normal(x * Math.SQRT2) - 1, (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)],
  abs: (x: number) => [Math.sqrt(x * x), beyond(x, x > 0 ? 1 : -1)],
  sign: (x: number) => [x > 0 ? 1 : -1, beyond(x, 0)],
  step: (x: number) => [x > 0 ? 1 : 0, beyond(x, 0)],
} as const satisfies Record<string, (x: number) => readonly [number, number]>;

const BINARY = {
  "+": (a: number, b: number) => [a + b, 1, 1],
  "-": (a: number, b: number) => [a - b, 1, -1],
  "*": (a: number, b: number) => [a * b, b, a],
  "/": (a: number, b: number) => [a / b, 1 / b, -a / b / b],
  "^": (a: number, b: number) => [a ** b, b * a ** (b - 1), a ** b * Math.log(a)],
  max: (a: number, b: number) => [Math.max(a, b), beyond(a - b, a > b ? 1 : 0), beyond(a - b, a > b ? 0 : 1)],
  min: (a: number, b: number) => [Math.min(a, b), beyond(a - b, a < b ? 1 : 0), beyond(a - b, a < b ? 0 : 1)],
  pow: (a: number, b: number) => [a ** b, b * a ** (b - 1), a ** b * Math.log(a)],
  hypot: (a: number, b: number) => {
    const length = Math.sqrt(a * a + b * b);
    return [length, beyond(length, a / length), beyond(length, b / length)];
  },
  atan2: (y: number, x: number) => {
    const square = x * x + y * y;
    // Its cut, where y is 0 and x negative, is no place to be near to.
    const isClear = x > 0 || Math.abs(y) > MARGIN;
    return [isClear ? Math.atan2(y, x) : Number.NaN, beyond(square, x / square), beyond(square, -y / square)];
  },
  leaky_relu: (x: number, share: number) => [
    x > 0 ? x : share * x,
    beyond(x, x > 0 ? 1 : share),
    beyond(x, Math.min(x, 0)),
  ],
} as const satisfies Record<string, (a: number, b: number) => readonly [number, number, number]>;

function dual(tree: Tree, leaves: ReadonlyMap<string, Dual>): Dual {
  switch (tree.kind) {
    case "number":
      return { value: tree.value, slope: 0, size: 0 };
    case "leaf":
      return leaves.get(tree.name) ?? { value: Number.NaN, slope: Number.NaN, size: Number.NaN };
    case "unary": {
      const x = dual(tree.of, leaves);
      const [value, factor] = UNARY[tree.name](x.value);
      return { value, slope: factor * x.slope, size: Math.abs(factor) * x.size };
    }
    case "binary": {
      const a = dual(tree.left, leaves);
      const b = dual(tree.right, leaves);
      const [value, left, right] = BINARY[tree.name](a.value, b.value);
      // Under a literal exponent nobody asks for the logarithm of a negative base.
      const [fromLeft, fromRight] = [isConstant(tree.left) ? 0 : left, isConstant(tree.right) ? 0 : right];
      const size = Math.abs(fromLeft) * a.size + Math.abs(fromRight) * b.size;
      return { value, slope: fromLeft * a.slope + fromRight * b.slope, size };
    }
  }
}

function isConstant(tree: Tree): boolean {
  if (tree.kind === "binary") return isConstant(tree.left) && isConstant(tree.right);
  return tree.kind === "unary" ? isConstant(tree.of) : tree.kind === "number";
}

/** With all its brackets, so that nothing depends on what binds tighter. */
function written(tree: Tree): string {
  switch (tree.kind) {
    case "number":
      return String(tree.value);
    case "leaf":
      return tree.name;
    case "unary":
      return tree.name === "-" ? `(-${written(tree.of)})` : `${tree.name}(${written(tree.of)})`;
    case "binary": {
      const [left, right] = [written(tree.left), written(tree.right)];
      return /\w/.test(tree.name) ? `${tree.name}(${left}, ${right})` : `(${left}${tree.name}${right})`;
    }
  }
}

const INPUTS = ["x", "y", "z"] as const;

const treeOver = (names: readonly string[]): fc.Arbitrary<Tree> =>
  fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: "medium", withCrossShrink: true },
      { weight: 3, arbitrary: fc.constantFrom(...names).map((name): Tree => ({ kind: "leaf", name })) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(0.5, 1, 2, 3).map((value): Tree => ({ kind: "number", value })),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom(...(Object.keys(UNARY) as (keyof typeof UNARY)[])), tie("tree"))
          .map(([name, of]): Tree => ({ kind: "unary", name, of })),
      },
      {
        weight: 5,
        arbitrary: fc
          .tuple(
            fc.constantFrom(...(Object.keys(BINARY) as (keyof typeof BINARY)[])),
            tie("tree"),
            tie("tree"),
          )
          .map(([name, left, right]): Tree => ({ kind: "binary", name, left, right })),
      },
    ),
  })).tree;

/** Four statements, each over the inputs and the statements before it. */
const programs = fc.tuple(
  treeOver(INPUTS),
  treeOver([...INPUTS, "s0"]),
  treeOver([...INPUTS, "s0", "s1"]),
  treeOver([...INPUTS, "s0", "s1", "s2"]),
);

const values = fc.record(
  Object.fromEntries(
    INPUTS.map((name) => [name, fc.integer({ min: -2000, max: 2000 }).map((n) => n / 1000)]),
  ) as Record<(typeof INPUTS)[number], fc.Arbitrary<number>>,
);

/** The output's dual number along one input; null where some value on the way leaves what can be compared. */
function dualOf(
  statements: readonly Tree[],
  numbers: Readonly<Record<string, number>>,
  along: string,
): Dual | null {
  const leaves = new Map<string, Dual>(
    INPUTS.map((name) => [
      name,
      { value: numbers[name] ?? Number.NaN, slope: name === along ? 1 : 0, size: name === along ? 1 : 0 },
    ]),
  );
  let last: Dual | null = null;
  for (const [index, tree] of statements.entries()) {
    last = dual(tree, leaves);
    if (!(Math.abs(last.value) < 1e3) || !Number.isFinite(last.slope) || !(last.size < 1e4)) return null;
    leaves.set(`s${index}`, last);
  }
  return last;
}

const seeded = { seed: 20251122, numRuns: 400 };

test("every name of the table for numbers is among the random programs", () => {
  const met = [...Object.keys(UNARY), ...Object.keys(BINARY)];
  const names = elementwiseKeys.flatMap((key) => elementwise[key].names);
  expect(names.filter((name) => !met.includes(name))).toEqual(["swish"]);
});

describe("random programs with names shared over several statements", () => {
  it("have the gradients that forward mode has", () => {
    let compared = 0;
    fc.assert(
      fc.property(programs, values, (statements, numbers) => {
        const source = statements.map((tree, index) => `s${index} = ${written(tree)}`).join("\n");
        const graph = graphOf(source);
        const trace = traceOf(graph, numbers);
        const { adjoints } = reverseSweep(graph, trace);
        for (const name of INPUTS) {
          const wanted = dualOf(statements, numbers, name);
          if (wanted === null) continue;
          compared += 1;
          const index = graph.byName.get(name);
          const got = index === undefined ? 0 : (adjoints[index] ?? Number.NaN);
          expect(Math.abs((trace.values[graph.output] ?? 0) - wanted.value), source).toBeLessThanOrEqual(
            1e-9,
          );
          expect(Math.abs(got - wanted.slope), `d/d${name} of\n${source}`).toBeLessThanOrEqual(
            1e-9 * (1 + wanted.size),
          );
        }
      }),
      seeded,
    );
    expect(compared).toBeGreaterThan(seeded.numRuns);
  });

  it("have contributions that add up to the adjoint, each the consumer's adjoint times the factor", () => {
    fc.assert(
      fc.property(
        programs,
        values,
        fc.double({ min: -4, max: 4, noNaN: true }),
        (statements, numbers, seed) => {
          const graph = graphOf(statements.map((tree, index) => `s${index} = ${written(tree)}`).join("\n"));
          const trace = traceOf(graph, numbers);
          const { adjoints, contributions } = reverseSweep(graph, trace, seed);
          for (const node of graph.nodes) {
            const arriving = graph.edges.filter(
              ({ from, to }) => from === node.index && graph.nodes[to]?.feedsOutput,
            );
            for (const edge of arriving) {
              expect(contributions[edge.index]).toBe(
                (adjoints[edge.to] ?? 0) * (trace.factors[edge.index] ?? 0),
              );
            }
            const total = arriving.reduce(
              (sum, edge) => sum + (contributions[edge.index] ?? 0),
              node.index === graph.output ? seed : 0,
            );
            expect(adjoints[node.index]).toBe(node.feedsOutput ? total : 0);
          }
        },
      ),
      seeded,
    );
  });
});

/*
 *   x ──▶ y = x² ──▶ z = y + w      the output is y: what z brings does not count
 */
test("what the output does not use has gradient 0, whatever its factors are", () => {
  const graph = graphOf("y = x^2\nz = log(y - y) + w\ny");
  const { adjoints, contributions } = reverseSweep(graph, traceOf(graph, { x: 3, w: 1 }));
  expect(Object.fromEntries(graph.nodes.map(({ id, index }) => [id, adjoints[index]]))).toEqual({
    x: 6,
    y: 1,
    "z.0.0": 0,
    "z.0": 0,
    w: 0,
    z: 0,
  });
  expect([...contributions]).toEqual([6, 0, 0, 0, 0, 0]);
});

/** In milliseconds: not a measure, but what takes longer has grown with the square of the graph. */
const HANGING = 10_000;

test("a sum of 15 000 terms is differentiated at once", () => {
  const graph = graphOf(`${"x+".repeat(14_999)}x`);
  const start = performance.now();
  const trace = traceOf(graph, { x: 0.5 });
  expect(trace.values[graph.output]).toBe(7500);
  expect(reverseSweep(graph, trace).adjoints[graph.byName.get("x") ?? -1]).toBe(15_000);
  expect(performance.now() - start).toBeLessThan(HANGING);
});
