import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIGURE_10, FIGURE_13, FIGURE_17, runOf } from "../../../tests/programs.ts";
import { plainText } from "../expression/formula.ts";
import { printExpression } from "../expression/print.ts";
import { edgeAt, nodeAt } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { isScalarGraph } from "../graph/shapes.ts";
import { adjointFormula, backwardGraphOf } from "./backwardGraph.ts";
import { edgeRule, isCases } from "./localDerivative.ts";
import { isOfTensors, runGraph, type ScalarRun } from "./run.ts";

interface Case {
  readonly id: string;
  readonly source: string | null;
  readonly inputs: Readonly<Record<string, number>> | null;
}

/** Every program of the corpora whose values and factors are finite numbers. */
function programs() {
  const files = ["scalar", "local_derivatives", "edge", "figures", "syntax"];
  return files.flatMap((name) => {
    const url = new URL(`../../../tests/corpora/${name}.json`, import.meta.url);
    const { cases } = JSON.parse(readFileSync(url, "utf8")) as { readonly cases: readonly Case[] };
    return cases.flatMap(({ id, source, inputs }) => {
      const { graph } = readGraph(source ?? "");
      if (graph === null || inputs === null || !isScalarGraph(graph)) return [];
      const values = graph.nodes.map((node) =>
        node.kind === "input" ? (inputs[node.id] ?? node.literal ?? Number.NaN) : 0,
      );
      if (values.some((value) => typeof value !== "number")) return [];
      const run = runGraph(graph, (node) => values[node] ?? 0);
      if (isOfTensors(run) || !isFiniteRun(run)) return [];
      return [{ id: `${name} ${id}`, graph, run }];
    });
  });
}

function isFiniteRun({ values, factors, contributions }: ScalarRun): boolean {
  return [values, factors, contributions].every((numbers) => numbers.every(Number.isFinite));
}

describe("the backward graph as a program of its own", () => {
  const all = programs();

  it("is there for most of the corpora", () => {
    expect(all.length).toBeGreaterThan(150);
  });

  it("evaluates to the gradients of the reverse sweep, by products and sums alone", () => {
    for (const { id, graph, run } of all) {
      const { adjoints, contributions } = backwardGraphOf(graph);
      const computed = new Map<number, number>();
      const brought = new Map<number, number>();
      for (const { node, contributions: parts } of adjoints) {
        // What is taken must be there: the order is one in which it can be evaluated.
        for (const { edge, from } of contributions.filter(({ to }) => to === node)) {
          expect(computed.has(from), id).toBe(true);
          brought.set(edge, (computed.get(from) ?? Number.NaN) * (run.factors[edge] ?? Number.NaN));
        }
        const sum = parts.reduce((so, edge) => so + (brought.get(edge) ?? Number.NaN), 0);
        computed.set(node, node === graph.output ? 1 : sum);
      }
      for (const node of graph.nodes) {
        const wanted = run.adjoints[node.index] ?? 0;
        if (node.dependsOnInput && node.feedsOutput)
          expect(Math.abs((computed.get(node.index) ?? Number.NaN) - wanted), id).toBeLessThanOrEqual(
            1e-12 * Math.max(1, Math.abs(wanted)),
          );
      }
    }
  });

  it("borrows just the stored values that its formulas mention, read off their text", () => {
    for (const { id, graph } of all) {
      for (const { edge: index, borrowed } of backwardGraphOf(graph).contributions) {
        const rule = edgeRule(graph, edgeAt(graph, index)) ?? [];
        const texts = isCases(rule)
          ? rule.flatMap(({ where, slope }) => [where.left, where.right, slope].map(printExpression))
          : [printExpression(rule)];
        const words = texts.flatMap((text) => text.match(/[A-Za-z_][\w.]*(?![\w.]|\s*\()/g) ?? []);
        const mentioned = new Set(words.filter((word) => graph.nodes.some((node) => node.id === word)));
        const ids = borrowed.map((node) => nodeAt(graph, node).id);
        expect(new Set(ids), `${id}: ${texts.join("; ")}`).toEqual(mentioned);
        expect(ids).toHaveLength(mentioned.size);
      }
    }
  });
});

describe("the backward graphs of the figures", () => {
  const written = (figure: typeof FIGURE_13) => {
    const { graph } = runOf(figure);
    const { adjoints, contributions } = backwardGraphOf(graph);
    return {
      sums: adjoints.map((adjoint) => plainText(adjointFormula(graph, adjoint))),
      borrowed: contributions.flatMap(({ edge, borrowed }) =>
        borrowed.map((node) => `${graph.edges[edge]?.id}: ${nodeAt(graph, node).symbol}`),
      ),
    };
  };

  it("13: two sums, one of two parts; c and d are borrowed", () => {
    const { sums, borrowed } = written(FIGURE_13);
    expect(sums).toEqual([
      "seed = de/de = 1",
      "de/dd = de/de ⋅ c",
      "de/dc = de/de ⋅ d",
      "de/db = de/dc ⋅ 1 + de/dd ⋅ 1",
      "de/da = de/dc ⋅ 1",
    ]);
    expect(borrowed).toEqual(["d-e-1: c", "c-e-0: d"]);
  });

  it("10: the gate borrows its own output, the product its other operand", () => {
    const { borrowed } = written(FIGURE_10);
    expect(borrowed).toContain("z-a-0: a");
    expect(borrowed).toContain("w-z.0-0: x");
    expect(borrowed).toContain("x-z.0-1: w");
  });

  it("of tensors: a product borrows its other operand, and what is only joined or summed borrows nothing", () => {
    const { graph } = readGraph("L1 = [x1, x2, 1]\nv = W@L1\nL = sum(v)");
    if (graph === null) throw new Error("it is a program");
    const borrowed = backwardGraphOf(graph).contributions.map((one) => [
      graph.edges[one.edge]?.id,
      one.borrowed.map((node) => nodeAt(graph, node).id),
    ]);
    expect(Object.fromEntries(borrowed)).toEqual({
      "v-L-0": [],
      "W-v-0": ["L1"],
      "L1-v-1": ["W"],
      "x1-L1-0": [],
      "x2-L1-1": [],
    });
  });

  it("17: sums borrow nothing, exp its output, 1/x its operand", () => {
    const { graph } = runOf(FIGURE_17);
    const byOperation = backwardGraphOf(graph).contributions.map(({ from, borrowed }) => {
      const node = nodeAt(graph, from);
      return [node.kind === "operation" ? node.operation : "", borrowed.length] as const;
    });
    for (const [operation, count] of byOperation) {
      const wanted: Readonly<Record<string, number>> = { add: 0, negate: 0, multiply: 1, exp: 1, divide: 1 };
      expect(count, operation).toBe(wanted[operation]);
    }
  });
});
