import { conventionOf, slopesThatFit } from "../differentiate/conventions.ts";
import {
  contributionFormula,
  edgeRule,
  isCases,
  isNumericRule,
  isPullback,
} from "../differentiate/localDerivative.ts";
import type { Run } from "../differentiate/run.ts";
import { runningText } from "../expression/formula.ts";
import { numberExpression, numberText } from "../expression/numbers.ts";
import { printExpression } from "../expression/print.ts";
import type { Expression } from "../expression/tree.ts";
import {
  edgeAt,
  type Graph,
  type GraphEdge,
  type GraphNode,
  nodeAt,
  type OperationNode,
  shapeAt,
} from "../graph/graph.ts";
import { nodeText, outputNode, replaceIds, symbolText, withSymbols } from "../graph/notation.ts";
import { type Shape, sameShape, shapeOf, shapeWords, type Value } from "../tensor/tensor.ts";
import { valueText } from "../tensor/text.ts";
import { growingGradient } from "./slots.ts";
import type { Schedule, Step } from "./steps.ts";

/** A piece of a sentence; numbers carry the hue of what they are. */
export interface Words {
  readonly text: string;
  readonly hue?: "value" | "gradient" | "tangent";
}

const plain = (text: string): Words => ({ text });
const value = (number: Value): Words => ({ text: valueText(number), hue: "value" });
const gradient = (number: Value): Words => ({ text: valueText(number), hue: "gradient" });

/** What a step does, in one to three sentences. Null for the moment before the first step. */
export function narrate(graph: Graph, schedule: Schedule, run: Run, step: Step | null): readonly Words[] {
  if (step === null) return opening(graph);
  if (step.phase === "forward") return forward(graph, run, nodeAt(graph, step.node));
  if (step.phase === "seed") return seed(graph, run);
  return backward(graph, schedule, run, step.edge);
}

function opening(graph: Graph): readonly Words[] {
  const output = symbolText(outputNode(graph));
  return [
    plain(`Play: first values flow forward to ${output}, then gradients flow back along every edge, `),
    plain("each multiplied by a local derivative."),
  ];
}

function forward(graph: Graph, run: Run, node: GraphNode): readonly Words[] {
  if (node.kind !== "operation") return [];
  const result = run.values[node.index] ?? 0;
  const shape = shapeOf(result);
  if (shapesInvolved(graph, node).some(({ length }) => length > 0))
    return [
      plain(`${readableSigns(nodeText(graph, node))}${productWords(graph, node)}. It comes to `),
      value(result),
      plain(shape.length === 0 || valueText(result) === shapeWords(shape) ? "." : `, ${shapeWords(shape)}.`),
    ];
  return [
    plain(
      `${readableSigns(nodeText(graph, node))}. With numbers: ${numericText(graph, run, node.expression)} = `,
    ),
    value(run.values[node.index] ?? 0),
    plain("."),
  ];
}

/** The shapes of a node and of its operands. */
function shapesInvolved(graph: Graph, node: OperationNode): readonly Shape[] {
  const operands = node.operands.map((operand) =>
    operand.kind === "node" ? shapeAt(graph, operand.node) : shapeOf(operand.value),
  );
  return [shapeAt(graph, node.index), ...operands];
}

/** Which product it is, for a matrix product and one entry by entry look alike in a program and are not. */
function productWords(graph: Graph, node: OperationNode): string {
  const [, left = [], right = []] = shapesInvolved(graph, node);
  if (node.operation === "matmul")
    return `: the matrix product of ${shapeWords(left)} and ${shapeWords(right)}`;
  const isProduct = node.operation === "multiply" && left.length > 0 && right.length > 0;
  return isProduct ? ", entry by entry" : "";
}

/** An expression over ids with the values of their nodes in it. */
function numericText(graph: Graph, run: Run, expression: Expression): string {
  const text = printExpression(
    replaceIds(graph, expression, ({ index }) => numberExpression(Number(run.values[index] ?? 0))),
  );
  return text.length > 80 ? "…" : readableSigns(text);
}

function readableSigns(text: string): string {
  return text.replaceAll("*", " · ").replaceAll("-", "−").replace(/ {2,}/g, " ");
}

function seed(graph: Graph, run: Run): readonly Words[] {
  const symbol = symbolText(outputNode(graph));
  if (typeof run.seed !== "number")
    return [
      plain(
        `Now backward. ${symbol} is ${shapeWords(run.seed.shape)} and no single number, so its gradient is a choice, the seed: `,
      ),
      gradient(run.seed),
      plain("."),
    ];
  return [
    plain(`Now backward. The gradient at the output ${symbol} is `),
    gradient(run.seed),
    plain(`: when ${symbol} changes, ${symbol} changes by just as much.`),
  ];
}

function backward(graph: Graph, schedule: Schedule, run: Run, index: number): readonly Words[] {
  const edge = edgeAt(graph, index);
  const source = nodeAt(graph, edge.from);
  const name = symbolText(source);
  const adjoint = run.adjoints[edge.to] ?? 0;
  const factor = run.factors[index] ?? 0;
  const product = run.contributions[index] ?? 0;
  if (typeof adjoint !== "number" || typeof factor !== "number" || typeof product !== "number")
    return [...backwardOfTensors(graph, run, edge), ...sumWords(graph, schedule, run, index, source)];
  return [
    plain(`The gradient at ${symbolText(nodeAt(graph, edge.to))} is `),
    gradient(adjoint),
    plain(`. The edge from ${name} has factor ${factorFormula(graph, index)}`),
    gradient(factor),
    plain(`${conventionWords(graph, run, index)}, so ${numberText(adjoint)} · ${bracketed(factor)} = `),
    gradient(product),
    plain(` comes back to ${name}.`),
    ...sumWords(graph, schedule, run, index, source),
  ];
}

/** What gives every operand its own part of a gradient. */
const JOINS: ReadonlySet<string> = new Set(["concat", "rows"]);

/** What an edge between tensors does to a gradient, and of which shape it comes back. */
function backwardOfTensors(graph: Graph, run: Run, edge: GraphEdge): readonly Words[] {
  const [source, consumer] = [nodeAt(graph, edge.from), nodeAt(graph, edge.to)];
  const name = symbolText(source);
  const product = run.contributions[edge.index] ?? 0;
  const isJoined = consumer.kind === "operation" && JOINS.has(consumer.operation);
  const brings = isJoined ? "its own part of δ" : runningText(contributionFormula(graph, edge));
  const kind = isPullback(graph, edge)
    ? consumer.kind === "operation" && consumer.operation === "matmul"
      ? ", a matrix product"
      : ""
    : shapeAt(graph, edge.to).length > 0
      ? ", entry by entry"
      : "";
  const shape = shapeOf(product);
  const spread =
    sameShape(shape, shapeAt(graph, edge.to)) || isPullback(graph, edge) ? "" : " (summed over its copies)";
  return [
    plain(`The gradient at ${symbolText(consumer)}, δ, is `),
    gradient(run.adjoints[edge.to] ?? 0),
    plain(`. To ${name} it brings ${brings}${kind}${spread}${conventionWords(graph, run, edge.index)}: `),
    gradient(product),
    plain(
      shape.length === 0 || valueText(product) === shapeWords(shape)
        ? "."
        : `, ${shapeWords(shape)}, as ${name} is.`,
    ),
  ];
}

function factorFormula(graph: Graph, index: number): string {
  const rule = edgeRule(graph, edgeAt(graph, index));
  if (isCases(rule) || isNumericRule(rule)) return "";
  const text = readableSigns(printExpression(withSymbols(graph, rule)));
  return text.length > 40 ? "" : `${text} = `;
}

function conventionWords(graph: Graph, run: Run, index: number): string {
  const convention = conventionOf(graph, run, index);
  return convention === null ? "" : ` (by convention; ${slopesThatFit(convention)})`;
}

function bracketed(number: number): string {
  return number < 0 ? `(${numberText(number)})` : numberText(number);
}

const TIMES = ["", "", "twice", "three times", "four times", "five times", "six times"];

function sumWords(
  graph: Graph,
  schedule: Schedule,
  run: Run,
  index: number,
  source: GraphNode,
): readonly Words[] {
  const settled = schedule.contributionAt[index] ?? 0;
  const { slots, total } = growingGradient(graph, schedule, run, source.index, settled);
  if (slots.length < 2) return [];
  const name = symbolText(source);
  const uses = TIMES[slots.length] ?? `${slots.length} times`;
  const filled = slots.filter(({ contribution }) => contribution !== null);
  if (total === null) {
    return [
      plain(` ${name} is used ${uses}: part ${filled.length} of ${slots.length} is here, and the sum waits.`),
    ];
  }
  const numbers = filled.flatMap(({ contribution }) =>
    typeof contribution === "number" ? contribution : [],
  );
  if (numbers.length < filled.length)
    return [
      plain(` ${name} is used ${uses}, so the ${slots.length} parts are added, entry by entry: `),
      gradient(total),
      plain("."),
    ];
  const sum = numbers.map((number, place) => (place === 0 ? numberText(number) : bracketed(number)));
  const written = sum.length > 6 ? `${sum.length} parts` : sum.join(" + ");
  return [
    plain(` ${name} is used ${uses}, so the parts are added: ${written} = `),
    gradient(total),
    plain("."),
  ];
}
