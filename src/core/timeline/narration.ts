import { edgeRule, isCases, isNumericRule } from "../differentiate/localDerivative.ts";
import { conventionOf, slopesThatFit } from "../differentiate/remarks.ts";
import type { Run } from "../differentiate/run.ts";
import { numberExpression, numberText } from "../expression/numbers.ts";
import { printExpression } from "../expression/print.ts";
import type { Expression } from "../expression/tree.ts";
import { edgeAt, type Graph, type GraphNode, nodeAt } from "../graph/graph.ts";
import { nodeText, replaceIds, symbolText, withSymbols } from "../graph/notation.ts";
import { growingGradient } from "./slots.ts";
import type { Schedule, Step } from "./steps.ts";

/** A piece of a sentence; numbers carry the hue of what they are. */
export interface Words {
  readonly text: string;
  readonly hue?: "value" | "gradient" | "tangent";
}

const plain = (text: string): Words => ({ text });
const value = (number: number): Words => ({ text: numberText(number), hue: "value" });
const gradient = (number: number): Words => ({ text: numberText(number), hue: "gradient" });

/** What a step does, in one to three sentences. Null for the moment before the first step. */
export function narrate(graph: Graph, schedule: Schedule, run: Run, step: Step | null): readonly Words[] {
  if (step === null) return opening(graph);
  if (step.phase === "forward") return forward(graph, run, nodeAt(graph, step.node));
  if (step.phase === "seed") return seed(graph, run);
  return backward(graph, schedule, run, step.edge);
}

function opening(graph: Graph): readonly Words[] {
  const output = symbolText(nodeAt(graph, graph.output));
  return [
    plain(`Play: first values flow forward to ${output}, then gradients flow back along every edge, `),
    plain("each multiplied by a local derivative."),
  ];
}

function forward(graph: Graph, run: Run, node: GraphNode): readonly Words[] {
  if (node.kind !== "operation") return [];
  return [
    plain(
      `${readableSigns(nodeText(graph, node))}. With numbers: ${numericText(graph, run, node.expression)} = `,
    ),
    value(run.values[node.index] ?? 0),
    plain("."),
  ];
}

/** An expression over ids with the values of their nodes in it. */
function numericText(graph: Graph, run: Run, expression: Expression): string {
  const text = printExpression(
    replaceIds(graph, expression, ({ index }) => numberExpression(run.values[index] ?? 0)),
  );
  return text.length > 80 ? "…" : readableSigns(text);
}

function readableSigns(text: string): string {
  return text.replaceAll("*", " · ").replaceAll("-", "−").replace(/ {2,}/g, " ");
}

function seed(graph: Graph, run: Run): readonly Words[] {
  const symbol = symbolText(nodeAt(graph, graph.output));
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
  const sum = filled.map(({ contribution }, place) =>
    place === 0 ? numberText(contribution ?? 0) : bracketed(contribution ?? 0),
  );
  const written = sum.length > 6 ? `${sum.length} parts` : sum.join(" + ");
  return [
    plain(` ${name} is used ${uses}, so the parts are added: ${written} = `),
    gradient(total),
    plain("."),
  ];
}
