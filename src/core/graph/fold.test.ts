import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edgeFormula } from "../differentiate/localDerivative.ts";
import { type Run, runGraph } from "../differentiate/run.ts";
import { plainText } from "../expression/formula.ts";
import type { Value } from "../tensor/tensor.ts";
import { shapeOf, tensorOf } from "../tensor/tensor.ts";
import { type Folds, foldGraph, foldOf } from "./fold.ts";
import { gatherables } from "./gathered.ts";
import { type Graph, isComputed, nodeAt } from "./graph.ts";
import { nodeText } from "./notation.ts";
import { readGraph } from "./read.ts";
import { withShapes } from "./shapes.ts";

const FIGURE_10 = "z = w*x+b; a = sigmoid(z); L = -(y*log(a)+(1-y)*log(1-a))";
const AT_10 = { w: 0.8, x: 1.5, b: -0.4, y: 1 };

function graphOf(source: string): Graph {
  const { graph, diagnostics } = readGraph(source);
  if (graph === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return graph;
}

function folded(source: string, folds: Folds["folded"], isByOccurrence = false): Graph {
  return foldGraph(graphOf(source), { folded: folds, isByOccurrence });
}

function run(graph: Graph, values: Readonly<Record<string, Value>>): Run {
  return runGraph(graph, (node) => {
    const part = nodeAt(graph, node);
    return values[part.id] ?? (part.kind === "input" ? part.literal : null) ?? Number.NaN;
  });
}

function factorsOf(graph: Graph, { factors }: Run): Readonly<Record<string, unknown>> {
  return Object.fromEntries(graph.edges.map(({ id, index }) => [id, factors[index]]));
}

describe("statements folded into one node each", () => {
  // Figure 10: x ─► z ─► a ─► L, with −1.449329 · .213910 · 1.5 = −.465038.
  const graph = folded(FIGURE_10, ["z", "L"]);

  test("figure 10 has one node a statement", () => {
    expect(graph.nodes.map(({ id }) => id)).toEqual(["w", "x", "b", "z", "a", "y", "L"]);
    expect(graph.edges.map(({ id }) => id)).toEqual(["w-z-0", "x-z-1", "b-z-2", "z-a-0", "y-L-0", "a-L-1"]);
  });

  test("and its local derivatives are the article's numbers", () => {
    const numbers = run(graph, AT_10);
    const factors = factorsOf(graph, numbers);
    expect(factors["a-L-1"]).toBeCloseTo(-1.449329, 6);
    expect(factors["z-a-0"]).toBeCloseTo(0.21391, 6);
    expect(factors["w-z-0"]).toBe(1.5);
    expect(numbers.adjoints[graph.byName.get("w") ?? -1]).toBeCloseTo(-0.465038, 6);
    expect(numbers.adjoints[graph.byName.get("b") ?? -1]).toBeCloseTo(-0.310026, 6);
  });

  test("a folded node says its whole calculation, and its edges their whole derivative", () => {
    expect(nodeText(graph, nodeAt(graph, graph.output))).toBe("L = -(y*log(a) + (1 - y)*log(1 - a))");
    const formulas = Object.fromEntries(
      graph.edges.map((edge) => [edge.id, plainText(edgeFormula(graph, edge))]),
    );
    expect(formulas["w-z-0"]).toBe("x");
    expect(formulas["b-z-2"]).toBe("1");
    expect(formulas["a-L-1"]).toBe("(1 − y)/(1 − a) − y/a");
  });
});

test("a sum of ways with a sign is written as a difference", () => {
  const graph = folded("C = -y*log(a)-(1-y)*log(1-a)", ["C"]);
  const formulas = graph.edges.map((edge) => plainText(edgeFormula(graph, edge)));
  expect(formulas).toContain("(1 − y)/(1 − a) − y/a");
});

describe("edges of a folded node", () => {
  test("are merged by their source, or kept for each use", () => {
    expect(folded("y = x + x^2", ["y"]).edges.map(({ id }) => id)).toEqual(["x-y-0"]);
    expect(folded("y = x + x^2", ["y"], true).edges.map(({ id }) => id)).toEqual(["x-y-0", "x-y-1"]);
  });

  test("of one source add up to 1 + 2x", () => {
    const merged = folded("y = x + x^2", ["y"]);
    expect(factorsOf(merged, run(merged, { x: 3 }))).toEqual({ "x-y-0": 7 });
    const apart = folded("y = x + x^2", ["y"], true);
    expect(Object.values(factorsOf(apart, run(apart, { x: 3 }))).sort()).toEqual([1, 6]);
  });
});

describe("what can be folded", () => {
  test("a call of a user's function, written as the call", () => {
    const graph = folded("f(x) = x^2 + 1; y = f(a) + f(b)", ["f", "f2"]);
    expect(graph.nodes.map((node) => nodeText(graph, node))).toEqual([
      "a",
      "f = f(a)",
      "b",
      "f₂ = f(b)",
      "y = f + f₂",
    ]);
  });

  test("any nodes with one result", () => {
    const graph = graphOf("q = x+y; f = q*z; g = f + q");
    expect(foldOf(graph, ["q", "f"])).toBe("several results");
    expect(foldOf(graph, ["q", "f", "g"])).toMatchObject({ nodes: [2, 4, 5] });
    expect(foldOf(graph, ["q"])).toBe("single");
    expect(foldOf(graph, ["q", "x"])).toBe("input");
    expect(foldOf(graph, ["q", "nothing"])).toBe("unknown");
  });

  test("of folds inside one another, the larger", () => {
    const graph = folded("f(x) = x^2 + 1; y = f(a) + f(b)", ["f", "y"]);
    expect(graph.nodes.map(({ id }) => id)).toEqual(["a", "b", "y"]);
  });
});

interface Case {
  readonly id: string;
  readonly source: string;
  readonly inputs: Readonly<Record<string, number | number[] | number[][]>>;
}

function casesOf(file: string): readonly Case[] {
  const corpora = path.join(import.meta.dirname, "../../../tests/corpora");
  return JSON.parse(readFileSync(path.join(corpora, file), "utf8")).cases;
}

function largest(values: readonly Value[]): number {
  return Math.max(
    1,
    ...values.flatMap((value) => [...tensorOf(value).data].map(Math.abs).filter(Number.isFinite)),
  );
}

function expectSame(one: Value | undefined, other: Value | undefined, scale: number): void {
  const [a, b] = [tensorOf(one ?? 0), tensorOf(other ?? 0)];
  expect(a.shape).toEqual(b.shape);
  for (const [entry, number] of a.data.entries()) {
    const wanted = b.data[entry] ?? Number.NaN;
    if (Number.isFinite(wanted)) expect(Math.abs(number - wanted)).toBeLessThanOrEqual(1e-9 * scale);
  }
}

describe.each(["scalar.json", "figures.json", "tensor.json"])("whatever is folded in %s", (file) => {
  test("values and gradients stay, and adjoint times factor is what the edges bring", () => {
    let folds = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...casesOf(file)),
        fc.boolean(),
        fc.boolean(),
        fc.infiniteStream(fc.nat(3)),
        (one, apart, isGathered, draws) => {
          const { graph } = readGraph(one.source, new Set(Object.keys(one.inputs)));
          if (graph === null) return;
          const givenTo = (node: number): Value => {
            const part = nodeAt(graph, node);
            const given = one.inputs[part.id];
            if (given === undefined) return (part.kind === "input" ? part.literal : null) ?? Number.NaN;
            if (typeof given === "number") return given;
            const rows = given.map((row) => [row].flat());
            const shape = Array.isArray(given[0]) ? [rows.length, rows[0]?.length ?? 0] : [rows.length];
            return { shape, data: Float64Array.from(rows.flat()) };
          };
          if (graph.nodes.some((node) => node.kind === "input" && Number.isNaN(givenTo(node.index)))) return;
          const shaped = withShapes(graph, (node) => shapeOf(givenTo(node)));
          const chosen = shaped.families.filter(() => draws.next().value !== 0).map(({ key }) => key);
          const sums = isGathered ? gatherables(shaped) : [];
          const coarse = foldGraph(shaped, { folded: chosen, isByOccurrence: apart }, sums);
          const whole = runGraph(shaped, givenTo);
          if (whole.values.some((value) => ![...tensorOf(value).data].every(Number.isFinite))) return;
          const part = runGraph(coarse, (node) => givenTo(coarse.finer?.nodes[node] ?? node));
          folds += coarse.nodes.filter(({ kind }) => kind === "group").length;
          const scale = largest([...whole.adjoints, ...whole.contributions]);
          for (const node of coarse.nodes) {
            const fine = coarse.finer?.nodes[node.index] ?? node.index;
            expectSame(part.values[node.index], whole.values[fine], largest([...whole.values]));
            expectSame(part.adjoints[node.index], whole.adjoints[fine], scale);
            if (!isComputed(node) || !node.feedsOutput) continue;
            for (const operand of node.operands) {
              if (operand.kind === "constant") continue;
              const factor = part.factors[operand.edge];
              if (typeof factor !== "number" || !Number.isFinite(factor)) continue;
              const adjoint = part.adjoints[node.index];
              if (typeof adjoint === "number")
                expectSame(part.contributions[operand.edge], adjoint * factor, scale);
            }
          }
        },
      ),
      { seed: 5, numRuns: 400 },
    );
    expect(folds).toBeGreaterThan(20);
  });
});
