import { type Run, runGraph } from "../../src/core/differentiate/run.ts";
import type { Statement } from "../../src/core/expression/tree.ts";
import type { Graph } from "../../src/core/graph/graph.ts";
import { readGraph } from "../../src/core/graph/read.ts";
import { withShapes } from "../../src/core/graph/shapes.ts";
import { shapeOf, type Value, valueFromNumbers } from "../../src/core/tensor/tensor.ts";
import { GALLERY } from "../../src/lessons/gallery.ts";

/** An example of the gallery with its shapes and all its numbers. */
export function runOfExample(id: string): {
  readonly graph: Graph;
  readonly run: Run;
  readonly statements: readonly Statement[];
} {
  const example = GALLERY.find((candidate) => candidate.id === id);
  const { graph, program } = readGraph(example?.program ?? "");
  if (graph === null || program === null || example === undefined) throw new Error(`the gallery lacks ${id}`);
  const inputs = (node: number): Value =>
    valueFromNumbers(example.values[graph.nodes[node]?.id ?? ""]) ?? Number.NaN;
  const shaped = withShapes(graph, (node) => shapeOf(inputs(node)));
  return { graph: shaped, run: runGraph(shaped, inputs), statements: program.statements };
}
