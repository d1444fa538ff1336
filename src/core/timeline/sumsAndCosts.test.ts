import { describe, expect, it } from "vitest";
import { forwardCost, reverseCost } from "../differentiate/costs.ts";
import { runGraph } from "../differentiate/run.ts";
import { sweepTangents } from "../differentiate/tangents.ts";
import { activeUses, edgeAt, type Graph, nodeAt } from "../graph/graph.ts";
import { readGraph } from "../graph/read.ts";
import { withShapes } from "../graph/shapes.ts";
import { valueFromNumbers } from "../tensor/tensor.ts";
import { narrate } from "./narration.ts";
import { type SweepMode, scheduleOf } from "./steps.ts";

/* The narration tells as many additions as the table of costs has, and both as many as sums have parts that meet. */

function shaped(source: string): Graph {
  const { graph } = readGraph(source);
  if (graph === null) throw new Error(source);
  return withShapes(graph, () => []);
}

/** The `+` in what is told of sums. */
function told(graph: Graph, mode: SweepMode, along: number, seed: readonly number[]): number {
  const run = runGraph(graph, () => 2, valueFromNumbers(seed) ?? 1);
  const schedule = scheduleOf(graph, { mode, along });
  const tangents = mode === "reverse" ? null : sweepTangents(graph, run, along, 1);
  const sums = schedule.steps.flatMap((step) => {
    const text = narrate(graph, schedule, run, step, tangents)
      .map((words) => words.text)
      .join("");
    return /parts are added: ([^=]*) =/.exec(text)?.[1] ?? [];
  });
  return sums.reduce((count, sum) => count + sum.split(" + ").length - 1, 0);
}

/** Which nodes lead to an output that the seed picks, or are reached from an input: by following edges. */
function partsMeeting(graph: Graph, seed: readonly number[]): number {
  const joined = nodeAt(graph, graph.output);
  const picked = new Set<number>();
  if (joined.kind !== "operation") throw new Error("the output is a list");
  for (const [place, operand] of joined.operands.entries())
    if (operand.kind === "node" && seed[place] !== 0) picked.add(operand.node);
  let additions = 0;
  const parts = new Map<number, number>();
  for (const { index } of graph.nodes.toReversed()) {
    if (index === graph.output) continue;
    const through = activeUses(graph, index).filter((use) => (parts.get(edgeAt(graph, use).to) ?? 0) > 0);
    const count = through.length + (picked.has(index) ? 1 : 0);
    parts.set(index, count);
    additions += Math.max(0, count - 1);
  }
  return additions;
}

const LISTS = [
  "h1 = x1 + x2; h2 = 2*x2; y1 = -h1; y2 = h1 + h2; [y1, y2]",
  "a = sin(x)*y; b = a*x + y; c = a*b*x; [a, b, c]",
  "u = x*y; [u*x, u*y, x*y]",
];

describe("additions are told as they are counted", () => {
  it.each(LISTS)("back from some or all outputs of %s", (source) => {
    const graph = shaped(source);
    const outputs = shaped(source).shapes?.[graph.output]?.[0] ?? 0;
    const seeds = [
      Array.from({ length: outputs }, () => 1),
      ...Array.from({ length: outputs }, (_row, row) =>
        Array.from({ length: outputs }, (_entry, place) => (place === row ? 1 : 0)),
      ),
    ];
    for (const seed of seeds) {
      const independent = partsMeeting(graph, seed);
      expect(reverseCost(graph, valueFromNumbers(seed) ?? 1).additions, seed.join()).toBe(independent);
      expect(told(graph, "reverse", -1, seed), seed.join()).toBe(independent);
    }
  });

  it.each(LISTS)("forward from each input of %s: what only stands side by side is not added", (source) => {
    const graph = shaped(source);
    for (const node of graph.nodes.filter(({ kind }) => kind === "input")) {
      const reached = new Set([node.index]);
      let independent = 0;
      for (const consumer of graph.nodes) {
        if (consumer.kind !== "operation") continue;
        const moving = consumer.operands.filter(
          (operand) => operand.kind === "node" && reached.has(operand.node),
        ).length;
        if (moving > 0) reached.add(consumer.index);
        if (consumer.index !== graph.output) independent += Math.max(0, moving - 1);
      }
      expect(forwardCost(graph, node.index, 1).additions, node.id).toBe(independent);
      expect(told(graph, "forward", node.index, []), node.id).toBe(independent);
    }
  });
});
