import { numberText } from "../expression/numbers.ts";
import { edgeAt, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import { symbolText } from "../graph/notation.ts";
import { valueText } from "../tensor/text.ts";
import { steepestOf } from "./edgeHealth.ts";
import type { FactorGroup, NodeFinding } from "./health.ts";
import { gateName, operationName } from "./healthWords.ts";
import type { Run } from "./run.ts";

/** What has become of an input's gradient, in one sentence. */
export function nodeSentence(graph: Graph, run: Run, node: number, finding: NodeFinding): string {
  const name = symbolText(nodeAt(graph, node));
  const output = symbolText(nodeAt(graph, graph.output));
  if (finding.kind === "none") {
    const { from, to } = edgeAt(graph, finding.edge);
    const consumer = nodeAt(graph, to);
    const gate = isComputed(consumer) ? gateName(consumer) : "";
    const lost = `the gradient ${valueText(run.adjoints[to] ?? 0)} at ${symbolText(consumer)} is multiplied by 0 on the edge from ${symbolText(nodeAt(graph, from))} (${gate})`;
    return `No gradient comes back to ${name}: ${lost}.`;
  }
  const isSmall = finding.kind === "vanishing";
  const groups = finding.groups.slice(0, 2).map((group) => groupWords(group, isSmall));
  const why =
    groups.length === 0
      ? `no factor on its ways back is ${isSmall ? "below" : "above"} 1, but there are so many ways that their sum is ${isSmall ? "small" : "large"}`
      : `its strongest way back has ${groups.join(", and ")}`;
  const share = short(finding.share);
  return isSmall
    ? `The gradient of ${name} has all but vanished: it is ${finding.share === 0 ? share : `${share} of that at ${output}`}; ${why}.`
    : `The gradient of ${name} has exploded: it is ${share} times that at ${output}; ${why}.`;
}

const COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const SIGNS: Readonly<Record<string, string>> = { sigmoid: "σ′" };

/** `four σ′ factors of at most 0.25 each, together 0.0027`. */
function groupWords({ operation, count, bound, product }: FactorGroup, isSmall: boolean): string {
  const number = COUNTS[count] ?? String(count);
  const limit = isSmall ? ((operation && steepestOf(operation)) ?? bound) : bound;
  const sign = operation === null ? "folded" : (SIGNS[operation] ?? operationName(operation));
  const most = `${isSmall ? "at most" : "at least"} ${short(limit)}`;
  if (count === 1) return `one ${sign} factor of ${short(product)}`;
  return `${number} ${sign} factors of ${most} each, together ${short(product)}`;
}

function short(number: number): string {
  if (number === 0) return "too small for a number";
  return numberText(Number(number.toPrecision(2)));
}
