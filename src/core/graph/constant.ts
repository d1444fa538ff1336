import { nodeAt } from "./graph.ts";
import { readGraph } from "./read.ts";

/**
 * What a single expression without free names comes to, such as `1/3` or `2pi`; it need not be finite. Null for any
 * other text, and for what comes to a vector or a matrix.
 */
export function constantNumber(text: string): number | null {
  const { graph, program } = readGraph(text);
  const [statement, ...others] = program?.statements ?? [];
  if (graph === null || statement === undefined || statement.name !== null || others.length > 0) return null;
  const output = nodeAt(graph, graph.output);
  return output.kind === "constant" && typeof output.value === "number" ? output.value : null;
}
