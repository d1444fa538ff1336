import { type Diagnostic, diagnose } from "../expression/diagnostics.ts";
import {
  edgeAt,
  type Graph,
  type GraphNode,
  type InputNode,
  nodeAt,
  type OperationNode,
} from "../graph/graph.ts";
import { symbolText } from "../graph/notation.ts";
import { derivativesOf } from "../operations/rule.ts";
import { elementwise } from "../operations/table.ts";
import { conventionOf } from "./conventions.ts";
import { operandValues, ruleOperands, type Trace } from "./evaluate.ts";
import { isFolded, ownerIds } from "./foldedRun.ts";
import { kinkWords } from "./kinkWords.ts";
import { birthOfNumber, constantRemarks } from "./remarkWords.ts";
import { isOfTensors } from "./run.ts";
import { scalarOperation } from "./tape.ts";
import { remarksOnTensors } from "./tensorRemarks.ts";
import type { TensorTrace } from "./tensorRun.ts";

/**
 * What a person has to be told about these numbers: where a value was born that is not finite (not where it merely
 * passed through), where a slope is a convention, and where one is infinite or does not exist.
 */
export function remarksOn(graph: Graph, trace: Trace | TensorTrace): Diagnostic[] {
  if (isFolded(graph) && trace.finer !== undefined) {
    const owners = ownerIds(graph);
    const remarks = remarksOn(graph.finer.graph, trace.finer);
    return remarks.map((remark) => ({ ...remark, node: owners.get(remark.node ?? "") ?? remark.node ?? "" }));
  }
  if (isOfTensors(trace)) return remarksOnTensors(graph, trace);
  return graph.nodes.flatMap((node) =>
    remarksOnNode(graph, trace, node).map((diagnostic) => ({ ...diagnostic, node: node.id })),
  );
}

function remarksOnNode(graph: Graph, trace: Trace, node: GraphNode): Diagnostic[] {
  if (node.kind === "input") return overflowRemark(node);
  if (node.kind === "constant") return constantRemarks(node.expression);
  if (node.kind === "group") return [];
  const folded = node.operands.flatMap((operand) =>
    operand.kind === "constant" ? constantRemarks(operand.expression) : [],
  );
  const value = trace.values[node.index] ?? 0;
  const operands = operandValues(graph, trace, node.index);
  const remark = birthOfNumber(node.operation, operands, value, node, `\`${symbolText(node)}\``);
  if (remark !== null) return [...folded, remark];
  return Number.isFinite(value) ? [...folded, ...slopeRemarks(graph, trace, node)] : folded;
}

/** `x = 1e400`: what is written there is no number of this machine. */
function overflowRemark(node: InputNode): Diagnostic[] {
  const isTooLarge = typeof node.literal === "number" && !Number.isFinite(node.literal);
  return isTooLarge ? [diagnose("overflow", node, `\`${symbolText(node)}\``)] : [];
}

function slopeRemarks(graph: Graph, trace: Trace, node: OperationNode): Diagnostic[] {
  const remarks: Diagnostic[] = [];
  for (const operand of node.operands) {
    if (operand.kind !== "node") continue;
    const remark = slopeRemark(graph, trace, node, operand.edge);
    if (remark !== null && !remarks.some(({ message }) => message === remark.message)) remarks.push(remark);
  }
  return remarks;
}

function slopeRemark(graph: Graph, trace: Trace, node: OperationNode, edge: number): Diagnostic | null {
  const convention = conventionOf(graph, trace, edge);
  const factor = trace.factors[edge] ?? 0;
  if (convention !== null) return diagnose("kink", node, kinkWords(node, convention, factor));
  const { from, operand } = edgeAt(graph, edge);
  const operands = ruleOperands(graph, trace, node.index, operand);
  if (Number.isFinite(factor) || !operands.every(Number.isFinite)) return null;
  const slope = `The slope of \`${symbolText(node)}\` in \`${symbolText(nodeAt(graph, from))}\``;
  if (Number.isNaN(factor)) return diagnose("undefined-slope", node, slope);
  return isSteepAround(node, operands, operand) ? null : diagnose("infinite-slope", node, slope);
}

/** Whether the slope beside this point is infinite too: then it is only too large for a number, as that of log at 1e-320. */
function isSteepAround(node: OperationNode, [a, b]: readonly [number, number], operand: number): boolean {
  if ((operand === 0 ? a : b) === 0) return false;
  const operation = scalarOperation(node);
  const beside = 1 - Number.EPSILON;
  const [nearA, nearB] = operand === 0 ? [a * beside, b] : [a, b * beside];
  const slope = derivativesOf(operation)[operand]?.factor(
    nearA,
    nearB,
    elementwise[operation].value(nearA, nearB, 0),
  );
  return !Number.isFinite(slope);
}
