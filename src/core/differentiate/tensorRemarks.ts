import { type Diagnostic, diagnose } from "../expression/diagnostics.ts";
import { edgeAt, type Graph, type GraphNode, nodeAt, type OperationNode } from "../graph/graph.ts";
import { symbolText } from "../graph/notation.ts";
import { derivativesOf } from "../operations/rule.ts";
import {
  type ElementwiseKey,
  elementwise,
  isElementwise,
  ofTensors,
  type TensorKey,
} from "../operations/table.ts";
import { spreadTo } from "../tensor/kernels.ts";
import { isFiniteValue, type Tensor, type Value } from "../tensor/tensor.ts";
import { conventionAt, entriesOf, ruleNumbers } from "./conventions.ts";
import { kinkWords } from "./kinkWords.ts";
import { birthRemark, constantRemarks, inEntries } from "./remarkWords.ts";
import { operandTensors, type TensorTrace } from "./tensorRun.ts";

/** What a person has to be told about these numbers, entry by entry: as `remarksOn` does for single numbers. */
export function remarksOnTensors(graph: Graph, trace: TensorTrace): Diagnostic[] {
  return graph.nodes.flatMap((node) =>
    remarksOnNode(graph, trace, node).map((diagnostic) => ({ ...diagnostic, node: node.id })),
  );
}

function remarksOnNode(graph: Graph, trace: TensorTrace, node: GraphNode): Diagnostic[] {
  if (node.kind === "input") return [];
  if (node.kind === "constant") return constantRemarks(node.expression);
  if (node.kind === "group") return [];
  const folded = node.operands.flatMap((operand) =>
    operand.kind === "constant" ? constantRemarks(operand.expression) : [],
  );
  const value = trace.tensors[node.index];
  if (value === undefined) return folded;
  const operands = operandTensors(graph, trace, node.index);
  const birth = birthRemark(node.operation, operands, value, node, `\`${symbolText(node)}\``);
  if (birth !== null) folded.push(birth);
  return [...folded, ...slopeRemarks(graph, trace, node)];
}

function slopeRemarks(graph: Graph, trace: TensorTrace, node: OperationNode): Diagnostic[] {
  const { operation } = node;
  if (!isElementwise(operation)) return conventionRemarks(graph, trace, node, operation);
  const remarks: Diagnostic[] = [];
  for (const operand of node.operands) {
    if (operand.kind !== "node") continue;
    const remark = slopeRemark(graph, trace, node, operation, operand.edge);
    if (remark !== null && !remarks.some(({ message }) => message === remark.message)) remarks.push(remark);
  }
  return remarks;
}

/** What is said where an operation on tensors as wholes has no derivative. */
function conventionRemarks(
  graph: Graph,
  trace: TensorTrace,
  node: OperationNode,
  operation: TensorKey,
): Diagnostic[] {
  const { convention, names } = ofTensors[operation];
  const value = trace.tensors[node.index];
  if (convention === undefined || value === undefined || !value.data.every(Number.isFinite)) return [];
  if (!convention.holds(operandTensors(graph, trace, node.index), value)) return [];
  const { kind, words, source } = convention;
  const name = names[0] ?? operation;
  return [diagnose("kink", node, `\`${name}\` has a ${kind} here; by convention (${source}) ${words}.`)];
}

function slopeRemark(
  graph: Graph,
  trace: TensorTrace,
  node: OperationNode,
  operation: ElementwiseKey,
  edge: number,
): Diagnostic | null {
  const { from, operand } = edgeAt(graph, edge);
  const value = trace.tensors[node.index];
  const derivative = derivativesOf(operation)[operand < elementwise[operation].operands.length ? operand : 0];
  if (value === undefined || derivative === undefined) return null;
  // Looking at every entry in turn is for the few tensors in which there is something to say.
  if (!mayBeSpecial(operation, operand, operandTensors(graph, trace, node.index), value, trace.factors[edge]))
    return null;
  const found = new Map<string, { readonly remark: Diagnostic; readonly entries: number[] }>();
  for (const [entry, { given, result }] of entriesOf(
    operandTensors(graph, trace, node.index),
    value,
  ).entries()) {
    if (!Number.isFinite(result)) continue;
    const numbers = ruleNumbers(operation, given, operand);
    const convention = conventionAt(operation, operand, numbers, result);
    const slope = derivative.factor(...numbers, result);
    const remark =
      convention !== null
        ? diagnose("kink", node, kinkWords(node, convention, slope))
        : numbers.every(Number.isFinite) && !Number.isFinite(slope)
          ? diagnose(
              Number.isNaN(slope) ? "undefined-slope" : "infinite-slope",
              node,
              slopeWords(graph, node, from),
            )
          : null;
    if (remark === null) continue;
    const known = found.get(remark.message) ?? { remark, entries: [] };
    known.entries.push(entry);
    found.set(remark.message, known);
  }
  const [first] = found.values();
  return first === undefined ? null : inEntries(first.remark, first.entries, value.shape);
}

function mayBeSpecial(
  operation: ElementwiseKey,
  operand: number,
  operands: readonly Tensor[],
  value: Tensor,
  factor: Value | null | undefined,
): boolean {
  const { derivatives, operands: names } = elementwise[operation];
  if (factor == null || !isFiniteValue(factor)) return true;
  const rule = operand < names.length ? operand : 0;
  const conventionIn = derivativesOf(operation)[rule]?.conventionAt;
  if ((derivatives[rule]?.conventions ?? []).length === 0 || conventionIn === undefined) return false;
  if (operands.length > names.length) return true;
  const [a = value.data, b = value.data] = operands.map((tensor) => spreadTo(tensor, value.shape).data);
  return value.data.some((result, entry) => conventionIn(a[entry] ?? 0, b[entry] ?? 0, result) >= 0);
}

function slopeWords(graph: Graph, node: OperationNode, from: number): string {
  return `The slope of \`${symbolText(node)}\` in \`${symbolText(nodeAt(graph, from))}\``;
}
