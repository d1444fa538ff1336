import { entriesOfNodes, entryText, nodeAt, outputTexts, shapeOf, symbolText } from "../../core/index.ts";
import type { Derived } from "../derived/derived.ts";

/** The nodes of the inputs, in the order of the text. */
export function inputsOf({ program, scene }: Derived): readonly number[] {
  return program.inputs.flatMap(({ name }) => scene.graph.byName.get(name) ?? []);
}

/** What the rows of the Jacobian are of, and what its columns are for. */
export function headsOf({ run, scene: { graph } }: Derived, inputs: readonly number[]) {
  const nameOf = (node: number): string => symbolText(nodeAt(graph, node));
  return {
    rows: outputTexts(graph, shapeOf(run.values[graph.output] ?? 0), nameOf),
    columns: entriesOfNodes(run.values, inputs).map(({ node, entry }) => ({
      node,
      entry,
      text: entryText(nameOf(node), shapeOf(run.values[node] ?? 0), entry),
    })),
  };
}
