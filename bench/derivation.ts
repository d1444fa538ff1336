import katex from "katex";
import { derive } from "../src/core/differentiate/derivation.ts";
import { isOfTensors, runGraph } from "../src/core/differentiate/run.ts";
import { simplifiedLines, withSimplified } from "../src/core/differentiate/simplifiedLines.ts";
import { tex } from "../src/core/expression/formula.ts";
import { type Graph, nodeAt } from "../src/core/graph/graph.ts";
import { readGraph } from "../src/core/graph/read.ts";
import { type Bench, type Benchmark, compareCalls } from "./measure.ts";
import { expressionShaped, scalarNet } from "./programs.ts";

export const derivations: Benchmark = {
  about:
    "Every line of a derivation as TeX, with its algebra and the checks by value made anew, beside bare KaTeX calls that typeset the formulas of those lines.",
  run,
};

const PROGRAMS: readonly (readonly [name: string, text: string])[] = [
  ["expression, 300 nodes", expressionShaped(300)],
  ["MLP 2-8-8-1", scalarNet(2, 8, 8, 1)],
];

function run({ report }: Bench): void {
  for (const [name, text] of PROGRAMS) {
    const { graph } = readGraph(text);
    if (graph === null) throw new Error(`no program: ${name}`);
    const target = mostUsedInput(graph);
    const formulas = formulasOf(graph, target);
    report({
      benchmark: "derivation",
      size: `${name}, ${formulas.length} formulas`,
      unit: "µs",
      goal: 1,
      ...compareCalls(
        // Another graph with the same parts: nothing is remembered of it.
        () => formulasOf({ ...graph }, target),
        () => formulas.map((formula) => katex.renderToString(formula, { output: "html" })),
      ),
    });
  }
}

function formulasOf(graph: Graph, target: number): readonly string[] {
  const run = runGraph(graph, (node) => {
    const part = nodeAt(graph, node);
    return (part.kind === "input" ? part.literal : null) ?? ((node % 7) + 2) / 10;
  });
  if (isOfTensors(run)) throw new Error("not a program of numbers");
  const lines = withSimplified(derive(graph, run, target), simplifiedLines(graph, run, target));
  return lines.flatMap(({ left, terms }) => [
    tex(left),
    ...terms.flat().map(({ formula, struck }) => tex(struck ?? formula)),
  ]);
}

/** The input that the page would choose. */
function mostUsedInput({ nodes }: Graph): number {
  const inputs = nodes.filter(({ kind, feedsOutput }) => kind === "input" && feedsOutput);
  return inputs.reduce(
    (best, node) => (node.uses.length > best.uses.length ? node : best),
    inputs[0] ?? nodes[0] ?? raise(),
  ).index;
}

function raise(): never {
  throw new Error("a program without inputs");
}
