import { reverseMeeting } from "../differentiate/costs.ts";
import { edgeFinding } from "../differentiate/edgeHealth.ts";
import { differentiatedText, unitPlace } from "../differentiate/gradientSymbol.ts";
import { edgeSentence } from "../differentiate/healthWords.ts";
import { contributionFormula, isPullback } from "../differentiate/localDerivative.ts";
import type { Run } from "../differentiate/run.ts";
import type { Tangents } from "../differentiate/tangents.ts";
import { runningText } from "../expression/formula.ts";
import { numberExpression, numberText } from "../expression/numbers.ts";
import { printForReading } from "../expression/print.ts";
import type { Expression } from "../expression/tree.ts";
import {
  type ComputedNode,
  edgeAt,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type GroupNode,
  isComputed,
  isJoin,
  nodeAt,
  shapeAt,
} from "../graph/graph.ts";
import { nodeText, outputNode, readAloud, replaceIds, symbolText } from "../graph/notation.ts";
import { type Shape, sameShape, shapeOf, shapeWords, type Value } from "../tensor/tensor.ts";
import { valueText } from "../tensor/text.ts";
import { growingGradient } from "./slots.ts";
import type { Schedule, Step, Sweeps } from "./steps.ts";
import { tangentSeedWords, tangentWords } from "./tangentWords.ts";
import {
  bracketed,
  conventionWords,
  factorFormula,
  gradient,
  named,
  plain,
  readableSigns,
  said,
  timesWords,
  value,
  type Words,
} from "./words.ts";

export type { Words } from "./words.ts";

/**
 * What a step does, in one to three sentences. Null for the moment before the first step. `tangents` are those of the
 * schedule's sweep forward, if it has one.
 */
export function narrate(
  graph: Graph,
  schedule: Schedule,
  run: Run,
  step: Step | null,
  tangents: Tangents | null = null,
): readonly Words[] {
  if (step === null) return opening(graph, schedule.sweeps);
  switch (step.phase) {
    case "forward":
      return forward(graph, run, nodeAt(graph, step.node));
    case "tangentSeed":
      return tangents === null ? [] : tangentSeedWords(graph, tangents);
    case "tangent":
      return tangents === null ? [] : tangentWords(graph, schedule, run, tangents, step.edge);
    case "seed":
      return seed(graph, run);
    case "backward":
      return backward(graph, schedule, run, step.edge);
  }
}

function opening(graph: Graph, { mode, along }: Sweeps): readonly Words[] {
  const output = named(outputNode(graph));
  if (endsAtOutput(graph))
    return said`Play: ${output} gets its value. No edge leads to it, so nothing flows back from it.`;
  const begin = said`Play: first values flow forward to ${output}, `;
  const end = "each multiplied by a local derivative.";
  if (mode === "reverse") return [...begin, ...said`then gradients flow back along every edge, ${end}`];
  const input = named(nodeAt(graph, along));
  return mode === "forward"
    ? [...begin, ...said`then tangents flow the same way, from ${input}, ${end}`]
    : [
        ...begin,
        ...said`then tangents from ${input} the same way, and gradients back along every edge, ${end}`,
      ];
}

function forward(graph: Graph, run: Run, node: GraphNode): readonly Words[] {
  if (!isComputed(node)) return [];
  const result = run.values[node.index] ?? 0;
  const shape = shapeOf(result);
  if (shapesInvolved(graph, node).some(({ length }) => length > 0))
    return [
      ...calculation(graph, node),
      plain(`${productWords(graph, node)}. It comes to `),
      value(result),
      plain(shape.length === 0 || valueText(result) === shapeWords(shape) ? "." : `, ${shapeWords(shape)}.`),
    ];
  const numbers = numericText(graph, run, node);
  return [
    ...calculation(graph, node),
    ...said`${productWords(graph, node)}`,
    ...said`. With numbers: ${numbers} = ${value(run.values[node.index] ?? 0)}.`,
    ...birthWords(run, node),
  ];
}

/** What to make of ∞ or of no value at all, at the node where it comes from numbers. */
function birthWords(run: Run, { index, operands }: ComputedNode): readonly Words[] {
  const result = run.values[index];
  const given = operands.map((operand) =>
    operand.kind === "node" ? run.values[operand.node] : operand.value,
  );
  if (typeof result !== "number" || Number.isFinite(result) || !given.every(Number.isFinite)) return [];
  if (Number.isNaN(result))
    return said` There is no such number, and whatever is calculated with it is undefined too.`;
  return said` ${value(result)} is no number: floating-point arithmetic writes it where there is no finite value, or none that it can hold, and goes on with it.`;
}

/** `c = a + b`, which begins with the node's name. */
function calculation(graph: Graph, node: GraphNode): readonly Words[] {
  const written = readableSigns(nodeText(graph, node));
  return [named(node), plain(written.slice(symbolText(node).length))];
}

/** The shapes of a node and of its operands. */
function shapesInvolved(graph: Graph, node: ComputedNode): readonly Shape[] {
  const operands = node.operands.map((operand) =>
    operand.kind === "node" ? shapeAt(graph, operand.node) : shapeOf(operand.value),
  );
  return [shapeAt(graph, node.index), ...operands];
}

/** Which product it is, for a matrix product and one entry by entry look alike in a program and are not. */
function productWords(graph: Graph, node: ComputedNode): string {
  if (node.kind === "group") return foldedWords(graph, node);
  const [, left = [], right = []] = shapesInvolved(graph, node);
  if (node.operation === "matmul")
    return `: the matrix product of ${shapeWords(left)} and ${shapeWords(right)}`;
  const isProduct = node.operation === "multiply" && left.length > 0 && right.length > 0;
  return isProduct ? ", entry by entry" : "";
}

/** How much a node stands for. */
function foldedWords({ finer }: Graph, { index, terms }: GroupNode): string {
  if (terms !== null) return `, a ${terms.kind} of ${terms.operands.length} operands`;
  return `, ${finer?.inside[index]?.length ?? 0} operations shown as one`;
}

/** What a node computes with the values of its operands in it. */
function numericText(graph: Graph, run: Run, node: ComputedNode): string {
  const number = ({ index }: GraphNode): Expression => numberExpression(Number(run.values[index] ?? 0));
  return readableSigns(
    readAloud(node, (expression) => printForReading(replaceIds(graph, expression, number))),
  );
}

function seed(graph: Graph, run: Run): readonly Words[] {
  const output = named(outputNode(graph));
  if (typeof run.seed !== "number")
    return said`Now backward. ${output} is ${shapeWords(run.seed.shape)} and no single number, so its gradient is a choice, the seed: ${gradient(run.seed)}. What is differentiated is ${differentiatedWords(graph, run.seed)}.`;
  if (endsAtOutput(graph))
    return said`The gradient at the output ${output} is ${gradient(run.seed)}, and it ends here: no edge leads to ${output}.`;
  return said`Now backward. The gradient at the output ${output} is ${gradient(run.seed)}: when ${output} changes, ${output} changes by just as much.`;
}

/** Whether the way back ends where it begins: at an output that is an input, or is calculated from none. */
function endsAtOutput({ edges, output }: Graph): boolean {
  return !edges.some(({ to }) => to === output);
}

/** What a seed makes of the output, and why that is a number. */
function differentiatedWords(graph: Graph, seed: Value): string {
  const text = differentiatedText(graph, seed);
  return unitPlace(seed) === null
    ? `${text}: its entries added up, each times its own of the seed`
    : `${text} alone`;
}

function backward(graph: Graph, schedule: Schedule, run: Run, index: number): readonly Words[] {
  const edge = edgeAt(graph, index);
  const source = nodeAt(graph, edge.from);
  const name = named(source);
  const adjoint = run.adjoints[edge.to] ?? 0;
  const factor = run.factors[index] ?? 0;
  const product = run.contributions[index] ?? 0;
  if (typeof adjoint !== "number" || typeof factor !== "number" || typeof product !== "number")
    return [...backwardOfTensors(graph, run, edge), ...sumWords(graph, schedule, run, index, source)];
  const consumer = named(nodeAt(graph, edge.to));
  const multiplied = `${numberText(adjoint)} · ${bracketed(factor)}`;
  return [
    ...said`The gradient at ${consumer} is ${gradient(adjoint)}. The ${{ text: "edge", about: edge.id }} from ${name} has `,
    ...said`factor ${factorFormula(graph, index)}${{ ...gradient(factor), about: edge.id }}${conventionWords(graph, run, index)}, `,
    ...said`so ${multiplied} = ${gradient(product)} comes back to ${name}.${healthWords(graph, run, index)}`,
    ...sumWords(graph, schedule, run, index, source),
  ];
}

/** What an edge between tensors does to a gradient, and of which shape it comes back. */
function backwardOfTensors(graph: Graph, run: Run, edge: GraphEdge): readonly Words[] {
  const [source, consumer] = [nodeAt(graph, edge.from), nodeAt(graph, edge.to)];
  const name = named(source);
  const product = run.contributions[edge.index] ?? 0;
  const brings = isJoin(consumer) ? "its own part of δ" : runningText(contributionFormula(graph, edge));
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
  const hasShape = shape.length > 0 && valueText(product) !== shapeWords(shape);
  return [
    ...said`The gradient at ${named(consumer)}, δ, is ${gradient(run.adjoints[edge.to] ?? 0)}. To ${name} it brings `,
    { text: brings, about: edge.id },
    ...said`${kind}${spread}${conventionWords(graph, run, edge.index)}: ${gradient(product)}`,
    ...(hasShape ? said`, ${shapeWords(shape)}, as ${name} is.` : said`.`),
  ];
}

/** What else happens to a gradient on an edge: its gate is off, or nearly so. */
function healthWords(graph: Graph, run: Run, index: number): string {
  const finding = edgeFinding(graph, run, index);
  // Of a kink, its convention is said with its factor.
  if (finding === null || finding.kind === "kink" || finding.kind === "zero") return "";
  return ` ${edgeSentence(graph, run, index, finding)}`;
}

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
  const name = named(source);
  const uses = timesWords(slots.length);
  const meeting = reverseMeeting(graph, run.seed);
  const filled = slots.filter(({ contribution }) => contribution !== null);
  if (total === null) {
    return said` ${name} is used ${uses}: part ${String(filled.length)} of ${String(slots.length)} is here, and the sum waits.`;
  }
  if (!meeting.isAdded(source.index))
    return said` ${name} is used ${uses}, but ${typeof total === "number" ? "only one way leads to what the seed picks" : "no entry gets more than one part"}, so nothing is added: ${gradient(total)}.`;
  const met = filled.filter(({ edge }) => meeting.doesBring(edge));
  const numbers = met.flatMap(({ contribution }) => (typeof contribution === "number" ? contribution : []));
  if (numbers.length < met.length)
    return said` ${name} is used ${uses}, so the ${String(met.length)} parts are added, entry by entry: ${gradient(total)}.`;
  const sum = numbers.map((number, place) => (place === 0 ? numberText(number) : bracketed(number)));
  const written = sum.length > 6 ? `${sum.length} parts` : sum.join(" + ");
  return said` ${name} is used ${uses}, so the parts are added: ${written} = ${gradient(total)}.`;
}
