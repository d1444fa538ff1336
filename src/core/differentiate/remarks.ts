import { type Diagnostic, diagnose } from "../expression/diagnostics.ts";
import { numberText } from "../expression/numbers.ts";
import { printExpression } from "../expression/print.ts";
import type { Span } from "../expression/span.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { edgeAt, type Graph, type GraphNode, nodeAt, type OperationNode } from "../graph/graph.ts";
import { symbolText } from "../graph/notation.ts";
import { constantNamed } from "../operations/constants.ts";
import type { Convention } from "../operations/operation.ts";
import {
  compileCondition,
  compileRule,
  derivativesOf,
  operationOf,
  placesOf,
  readRule,
} from "../operations/rule.ts";
import {
  type ElementwiseKey,
  elementwise,
  isElementwise,
  type OperationKey,
  operations,
} from "../operations/table.ts";
import { applyToTensors } from "../operations/tensorRule.ts";
import { spreadTo } from "../tensor/kernels.ts";
import { type Shape, type Tensor, tensorOf } from "../tensor/tensor.ts";
import { operandValues, ruleOperands, type Trace } from "./evaluate.ts";
import { scalarOperation } from "./tape.ts";

/** The convention that gave an edge its factor, if one did, with the slopes that fit as numbers. */
export function conventionOf(graph: Graph, trace: Trace, edge: number): Convention | null {
  const { to = 0, operand = 0 } = graph.edges[edge] ?? {};
  const node = nodeAt(graph, to);
  if (node.kind !== "operation") return null;
  return conventionAt(
    scalarOperation(node),
    operand,
    ruleOperands(graph, trace, to, operand),
    trace.values[to] ?? 0,
  );
}

/** The convention in force for an operand of an operation, at the two numbers its rule speaks of. */
export function conventionAt(
  operation: ElementwiseKey,
  operand: number,
  [a, b]: readonly [number, number],
  value: number,
): Convention | null {
  const { operands, derivatives } = elementwise[operation];
  const rule = operand < operands.length ? operand : 0;
  const place = derivativesOf(operation)[rule]?.conventionAt(a, b, value) ?? -1;
  const convention = derivatives[rule]?.conventions?.[place] ?? null;
  // A gap in the rule is closed by the derivative itself.
  if (convention === null || convention.kind === "gap") return null;
  if (convention.anyBetween === undefined) return convention;
  const [one, other] = convention.anyBetween.map((end) =>
    typeof end === "number" ? end : compileRule(readRule(end), operands)(a, b, value),
  );
  if (one === undefined || other === undefined) return convention;
  return { ...convention, anyBetween: [Math.min(one, other), Math.max(one, other)] };
}

/** Whether an edge's factor is agreed upon by convention, and not the derivative. */
export function isByConvention(graph: Graph, trace: Trace, edge: number): boolean {
  return conventionOf(graph, trace, edge) !== null;
}

/** Which slopes would do as well: `any slope from 0 to 1 fits`. */
export function slopesThatFit({ anyBetween }: Convention): string {
  if (anyBetween === undefined) return "no slope fits a jump";
  const [low, high] = anyBetween.map((end) => (typeof end === "number" ? numberText(end) : end));
  return `any slope from ${low} to ${high} fits`;
}

/**
 * What a person has to be told about these numbers: where a value was born that is not finite (not where it merely
 * passed through), where a slope is a convention, and where one is infinite or does not exist.
 */
export function remarksOn(graph: Graph, trace: Trace): Diagnostic[] {
  return graph.nodes.flatMap((node) =>
    remarksOnNode(graph, trace, node).map((diagnostic) => ({ ...diagnostic, node: node.id })),
  );
}

function remarksOnNode(graph: Graph, trace: Trace, node: GraphNode): Diagnostic[] {
  if (node.kind === "input") return [];
  if (node.kind === "constant") return constantRemarks(node.expression);
  const folded = node.operands.flatMap((operand) =>
    operand.kind === "constant" ? constantRemarks(operand.expression) : [],
  );
  const value = trace.values[node.index] ?? 0;
  const operands = operandValues(graph, trace, node.index);
  const remark = birthOfNumber(node.operation, operands, value, node, `\`${symbolText(node)}\``);
  if (remark !== null) return [...folded, remark];
  return Number.isFinite(value) ? [...folded, ...slopeRemarks(graph, trace, node)] : folded;
}

/** A constant has no nodes of its own: its parts are called as they are written. */
export function constantRemarks(constant: Expression): Diagnostic[] {
  const remarks: Diagnostic[] = [];
  foldExpression<Tensor>(constant, (part, operands) => {
    if (part.kind === "name") return tensorOf(constantNamed(part.name)?.value ?? Number.NaN);
    if (part.kind === "number") {
      if (!Number.isFinite(part.value)) remarks.push(diagnose("overflow", part, `\`${part.text}\``));
      return tensorOf(part.value);
    }
    const key = operationOf(part);
    if (key === undefined) throw new Error("a constant calls only what the table has");
    const value = applyToTensors(key, operands, placesOf(part));
    const remark = birthRemark(key, operands, value, part, `\`${printExpression(part)}\``);
    if (remark !== null) remarks.push(remark);
    return value;
  });
  return remarks;
}

/**
 * Why an operation's value is not finite, if its operands do not say it already. Of a tensor, the first entry that is
 * not; the message says which.
 */
export function birthRemark(
  operation: OperationKey,
  operands: readonly Tensor[],
  value: Tensor,
  place: Span,
  words: string,
): Diagnostic | null {
  if (value.data.every(Number.isFinite)) return null;
  const entries = isElementwise(operation)
    ? entriesOf(operands, value)
    : [{ given: operands.flatMap(({ data }) => [...data]), result: value.data.find(isNotFinite) ?? 0 }];
  const born: Diagnostic[] = [];
  const where: number[] = [];
  for (const [index, { given, result }] of entries.entries()) {
    const remark = birthOfNumber(operation, given, result, place, words);
    if (remark === null) continue;
    born.push(remark);
    where.push(index);
  }
  const [first] = born;
  if (first === undefined) return null;
  return isElementwise(operation) ? inEntries(first, where, value.shape) : first;
}

const isNotFinite = (number: number): boolean => !Number.isFinite(number);

/** The numbers that meet in each entry of an operation's output, and what they come to. */
export function entriesOf(
  operands: readonly Tensor[],
  value: Tensor,
): readonly { readonly given: readonly number[]; readonly result: number }[] {
  const spread = operands.map((operand) => spreadTo(operand, value.shape).data);
  return Array.from(value.data, (result, entry) => ({
    given: spread.map((numbers) => numbers[entry] ?? Number.NaN),
    result,
  }));
}

/** The diagnostic with the entries it is about, `in entry [2]`, where there is more than one. */
export function inEntries(diagnostic: Diagnostic, entries: readonly number[], shape: Shape): Diagnostic {
  const [first = 0, ...others] = entries;
  if (shape.length === 0) return diagnostic;
  const columns = shape.at(-1) ?? 1;
  const place =
    shape.length === 1 ? `${first + 1}` : `${Math.floor(first / columns) + 1},${(first % columns) + 1}`;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return { ...diagnostic, message: `In entry [${place}]${more}: ${diagnostic.message}` };
}

function birthOfNumber(
  operation: OperationKey,
  given: readonly number[],
  value: number,
  place: Span,
  words: string,
): Diagnostic | null {
  if (Number.isFinite(value)) return null;
  const [a = 0, b = 0] = given;
  if (given.every(Number.isFinite)) {
    if (isElementwise(operation)) {
      const { exclusions, operands } = elementwise[operation];
      const reason = exclusions.find(({ where }) => compileCondition(where, operands)(a, b, value));
      if (reason !== undefined) return diagnose("domain", place, reason.message);
    }
    return diagnose(Number.isNaN(value) ? "not-a-number" : "overflow", place, words);
  }
  const isBorn = Number.isNaN(value) && !given.some(Number.isNaN);
  return isBorn ? diagnose("not-a-number", place, words) : null;
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

export function kinkWords({ operation }: OperationNode, convention: Convention, slope: number): string {
  const { kind, source } = convention;
  const { names, notation } = operations[operation];
  const name = notation.kind === "infix" ? `${notation.operator}` : (names[0] ?? operation);
  return `\`${name}\` has a ${kind} here; its slope is ${numberText(slope)} by convention (${source}); ${slopesThatFit(convention)}.`;
}
