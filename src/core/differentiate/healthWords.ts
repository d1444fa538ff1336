import { numberText } from "../expression/numbers.ts";
import { type ComputedNode, edgeAt, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import { edgesWithin } from "../graph/inside.ts";
import { symbolText } from "../graph/notation.ts";
import { isElementwise, type OperationKey, ofTensors, operations } from "../operations/table.ts";
import { conventionOf, isByConvention } from "./conventions.ts";
import { type EdgeFinding, operationOfNode, SATURATED, steepestOf } from "./edgeHealth.ts";
import type { Trace } from "./evaluate.ts";
import { kinkWords } from "./kinkWords.ts";
import type { TensorTrace } from "./tensorRun.ts";

/** What an operation is called where gates are named: `multiply`, `max`, `sigmoid`. */
export function gateName(node: ComputedNode): string {
  if (node.kind === "operation") return operationName(node.operation);
  const operation = operationOfNode(node);
  return operation === null ? "folded" : operationName(operation);
}

export function operationName(operation: OperationKey): string {
  const { notation, names } = operations[operation];
  return notation.kind === "infix" ? operation : (names[0] ?? operation);
}

/** What happens on an edge, in one sentence. */
export function edgeSentence(
  graph: Graph,
  run: Trace | TensorTrace,
  index: number,
  finding: EdgeFinding,
): string {
  const { from, to } = edgeAt(graph, index);
  const node = nodeAt(graph, to);
  if (!isComputed(node)) return "";
  const source = symbolText(nodeAt(graph, from));
  const operation = operationOfNode(node);
  const isFolded = node.kind === "group" && operation === null;
  const gate = isFolded ? `A gate folded into ${symbolText(node)}` : gateName(node);
  const inSome = finding.of === 1 ? "" : ` in ${finding.entries} of ${finding.of} entries`;
  switch (finding.kind) {
    case "kink":
      return kinkSentence(graph, run, index, node);
    case "off":
      return operation === "max" || operation === "min"
        ? `${gate} routes the gradient to its ${operation === "max" ? "largest" : "smallest"} operand: ${source} is off for this input${inSome}.`
        : `${gate} is off for this input${inSome}: its slope there is exactly 0, and nothing comes back to ${source}${finding.of === 1 ? "" : " in these"}.`;
    case "zero":
      return `The factor of ${source} in ${symbolText(node)} is exactly 0${inSome}, so nothing comes back to ${source} there.`;
    case "beyond":
      return `Inside ${symbolText(node)} numbers become too large or too small for this machine${inSome}, and what they come to is undefined, whatever the formula says of it. Unfold ${symbolText(node)} to see where.`;
    case "saturated": {
      const steepest = (operation && steepestOf(operation)) ?? 1;
      const factor = run.factors[index];
      const share =
        typeof factor === "number" ? `its slope is ${numberText(factor)}` : `its slope there is small`;
      return `${gate} is saturated${inSome}: ${share}, less than ${100 * SATURATED} % of the ${numberText(steepest)} it can be.`;
    }
  }
}

function kinkSentence(graph: Graph, run: Trace | TensorTrace, index: number, node: ComputedNode): string {
  if (node.kind === "group") return kinkInside(graph, run, index, node);
  const convention = conventionOf(graph, run, index);
  if (convention !== null) {
    const factor = run.factors[index] ?? 0;
    const slope = typeof factor === "number" ? factor : Number(convention.slope);
    return kinkWords(node, convention, slope).replaceAll("`", "");
  }
  const whole = isElementwise(node.operation) ? undefined : ofTensors[node.operation].convention;
  const { kind = "kink", words = "its slope is agreed upon" } = whole ?? {};
  return `${gateName(node)} has a ${kind} here; by convention, ${words}.`;
}

/** That of the first gate inside which is at a kink. */
function kinkInside(graph: Graph, run: Trace | TensorTrace, index: number, node: ComputedNode): string {
  const { finer } = graph;
  const inner = run.finer;
  if (finer === null || inner === undefined) return "";
  const within = edgesWithin(graph, edgeAt(graph, index));
  const edge = within.find((one) => isByConvention(finer.graph, inner, one));
  const gate = edge === undefined ? null : nodeAt(finer.graph, edgeAt(finer.graph, edge).to);
  if (edge === undefined || gate === null || !isComputed(gate)) return "";
  return `Inside ${symbolText(node)}: ${kinkSentence(finer.graph, inner, edge, gate)}`;
}
