import { evaluateExpression } from "../algebra/evaluate.ts";
import { TooLarge } from "../algebra/factors.ts";
import { binary } from "../algebra/print.ts";
import { equalsSign, type Formula, row } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import { simplify, substitute } from "../expression/simplify.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { activeUses, edgeAt, type Graph, isEdge, nodeAt, partById, shapeAt } from "../graph/graph.ts";
import { isEntrywise } from "../graph/inside.ts";
import { symbolText } from "../graph/notation.ts";
import { ARRIVING, BOLD_ONE } from "../operations/pullback.ts";
import { isElementwise } from "../operations/table.ts";
import { sameShape, sizeOf, tensorOf, type Value } from "../tensor/tensor.ts";
import { deltaName, deltaNames, isRearranged, isTensor, notationWith } from "./deltaNames.ts";
import type { DerivationLine } from "./derivation.ts";
import { edgeRule, isCases, totalSymbol } from "./localDerivative.ts";
import { headLines, struckLine } from "./productLines.ts";
import type { TensorRun } from "./run.ts";
import { chainTo, orNull, shortestSum } from "./simplifiedDerivative.ts";
import { conditionsOf } from "./strikes.ts";
import { broughtName, edgeOfBrought, type SymbolicChain } from "./symbolicChain.ts";
import { waysFrom } from "./ways.ts";

/** Longer lines are not shown, and no derivation with more of them. */
const LONGEST_LINE = 60;
const MOST_LINES = 12;
const TOLERANCE = 1e-9;

/**
 * The textbook's backpropagation beside the graph's (Nielsen, Neural Networks and Deep Learning, ch. 2): where a
 * gradient goes through a product of matrices, or whatever is not entry by entry, it is called δ of its layer and has
 * a line of its own; between these, like factors are struck out entry by entry. A line that does not come to the
 * gradient is not shown, nor are those that speak of it.
 */
export function tensorLines(graph: Graph, run: TensorRun, target: number): readonly DerivationLine[] {
  if (run.seed !== 1 || activeUses(graph, target).length === 0) return [];
  return orNull(() => linesFrom(graph, run, target)) ?? [];
}

function linesFrom(graph: Graph, run: TensorRun, target: number): readonly DerivationLine[] {
  const writer: Writer = { graph, chain: chainTo(graph, target, "names"), expressions: new Map() };
  const named = new Set<number>();
  const pending = [target];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const use of broughtIn(expressionAt(writer, node))) {
      const { to } = edgeAt(graph, use);
      if (numberOf(writer.chain, to) !== null || writer.expressions.has(to)) continue;
      if (!isRearranged(graph, to)) named.add(to);
      pending.push(to);
    }
  }
  const nodes = [...named, target].sort((one, other) => other - one);
  const isWhole =
    writer.expressions.size <= MOST_LINES &&
    [...writer.expressions].every(([node, expression]) => isConfirmed(graph, run, node, expression));
  if (!isWhole) return [];
  const names = deltaNames(graph, [...named]);
  return nodes.flatMap((node, place) => [
    ...linesAbove(writer, run, node, names.get(node)),
    lineOf(writer, node, names, place === 0),
  ]);
}

/** What the gradients of a graph come to, over nodes and over what linear edges bring. */
interface Writer {
  readonly graph: Graph;
  readonly chain: SymbolicChain;
  readonly expressions: Map<number, Expression>;
}

function expressionAt({ chain, expressions }: Writer, node: number): Expression {
  const expression = shortestSum(chain, chain.gradientTerms(node), chain.gradient(node));
  expressions.set(node, expression);
  return expression;
}

/** What a gradient is a product of, with strokes, where all of it is entry by entry. */
function linesAbove(
  { graph, chain }: Writer,
  run: TensorRun,
  node: number,
  name: Formula | undefined,
): readonly DerivationLine[] {
  const ways = waysFrom(graph, node);
  const isPlain = ways.every(({ edges }) =>
    edges.every((edge) => {
      const { from, to } = edgeAt(graph, edge);
      const consumer = nodeAt(graph, to);
      const isByEntries = consumer.kind === "operation" && isElementwise(consumer.operation);
      return isByEntries && sameShape(shapeAt(graph, from), shapeAt(graph, to));
    }),
  );
  const struck = isPlain ? struckLine(graph, chain, node, ways, false) : null;
  const heads = [...new Set(ways.flatMap(({ head }) => head ?? []))];
  if (struck === null || heads.length > 1 || broughtIn(struck.expression).length > 0) return [];
  return [...heads.flatMap((head) => headLines(graph, chain, head)), struck]
    .filter((line) => isConfirmed(graph, run, line.node, line.expression))
    .map(({ line, node: of }) =>
      of === node && name !== undefined ? { ...line, left: row(name, equalsSign, line.left) } : line,
    );
}

function lineOf(
  writer: Writer,
  node: number,
  names: ReadonlyMap<number, Formula>,
  isFirst: boolean,
): DerivationLine {
  const { graph, chain } = writer;
  const whole = totalSymbol(nodeAt(graph, graph.output), nodeAt(graph, node));
  const name = names.get(node);
  const formula = typeset(written(writer, node), notationWith(graph, names));
  const conditions = isFirst ? conditionsOf(graph, chain, node) : [];
  return {
    kind: "simplified",
    left: name === undefined ? whole : row(name, equalsSign, whole),
    terms: [[{ formula, about: { kind: "node", node } }]],
    ...(conditions.length > 0 ? { conditions } : {}),
    ...noteOn(writer, node),
  };
}

/** Where entries are joined, only some of a gradient's go on to each part: a bias of 1 has nothing behind it. */
function noteOn({ graph, expressions }: Writer, node: number): { readonly note?: string } {
  const expression = expressions.get(node);
  const uses = expression === undefined ? [] : broughtIn(expression);
  const notes = uses.flatMap((use) => {
    const { from, to } = edgeAt(graph, use);
    const [part, whole] = [from, to].map((index) => sizeOf(shapeAt(graph, index)));
    if (!isRearranged(graph, to) || part === whole) return [];
    const [own, joined] = [from, to].map((index) => symbolText(nodeAt(graph, index)));
    return [
      `Of the ${whole} entries of ${joined}, the ${part} of ${own} go back this way: ${whole} → ${part}.`,
    ];
  });
  return notes.length > 0 ? { note: notes.join(" ") } : {};
}

/** A node's gradient with what its linear edges bring written out, of the node's shape. */
function written(writer: Writer, node: number): Expression {
  const { graph, expressions } = writer;
  const expression = expressions.get(node) ?? expressionAt(writer, node);
  const replaced = new Map(
    broughtIn(expression).map((use) => [broughtName(use), broughtBy(writer, use)] as const),
  );
  const whole = simplify(substitute(expression, replaced));
  return shapeAt(graph, node).length > 0 && replaced.size === 0 ? ofItsShape(graph, whole) : whole;
}

/** A number for every entry: that many ones. */
function ofItsShape(graph: Graph, expression: Expression): Expression {
  const ones: Expression = { kind: "name", name: BOLD_ONE, from: 0, to: 0 };
  return isTensor(graph, expression) ? expression : simplify(binary("*", expression, ones));
}

/** The edges whose bringings an expression mentions; none where it is too long to be read. */
function broughtIn(expression: Expression): readonly number[] {
  const uses = new Set<number>();
  let size = 0;
  foldExpression(expression, (node) => {
    size += 1;
    const use = node.kind === "name" ? edgeOfBrought(node.name) : null;
    if (use !== null) uses.add(use);
  });
  if (size > LONGEST_LINE) throw new TooLarge("too long");
  return [...uses];
}

/** A gradient that is a number needs no name. */
function numberOf(chain: SymbolicChain, node: number): number | null {
  const { coefficient, powers } = chain.gradient(node);
  return powers.size === 0 ? Number(coefficient.numerator) / Number(coefficient.denominator) : null;
}

/** What an edge brings in terms of its consumer's δ: the pullback, or the sum of the products of copies. */
function broughtBy(writer: Writer, use: number): Expression {
  const { graph } = writer;
  const edge = edgeAt(graph, use);
  const delta = arrivingAt(writer, edge.to);
  const rule = edgeRule(graph, edge);
  if (rule === null || isCases(rule)) throw new TooLarge("a case is missing");
  if (!isEntrywise(graph, edge)) return substitute(rule, new Map([[ARRIVING, delta]]));
  if (shapeAt(graph, edge.from).length > 0) throw new TooLarge("copies of a tensor");
  const place = { from: 0, to: 0 };
  return {
    kind: "call",
    callee: "sum",
    calleeSpan: place,
    operands: [simplify(binary("*", delta, rule))],
    ...place,
  };
}

/** What stands for a consumer's gradient: a number, what it is itself where it has no δ, or its δ. */
function arrivingAt(writer: Writer, node: number): Expression {
  const { graph, chain } = writer;
  const number = numberOf(chain, node);
  if (number !== null)
    return shapeAt(graph, node).length === 0
      ? numberExpression(number)
      : ofItsShape(graph, numberExpression(number));
  if (isRearranged(graph, node)) return written(writer, node);
  return { kind: "name", name: deltaName(node), from: 0, to: 0 };
}

/** Whether an expression comes to the node's gradient entry by entry, with what its linear edges brought here. */
function isConfirmed(
  graph: Graph,
  run: TensorRun,
  node: number,
  expression: Expression | undefined,
): boolean {
  if (expression === undefined) return false;
  const wanted = tensorOf(run.adjoints[node] ?? Number.NaN);
  const largest = wanted.data.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return wanted.data.every((entry, place) => {
    const { value, error } = evaluateExpression(expression, (name) => {
      const use = edgeOfBrought(name);
      const part = partById(graph, name);
      if (use !== null) return entryOf(run.contributions[use], place);
      return part === undefined || isEdge(part) ? Number.NaN : entryOf(run.values[part.index], place);
    });
    return Math.abs(value - entry) <= TOLERANCE * Math.max(largest, 1e-3) + 16 * error;
  });
}

/** A number stands for every entry. */
function entryOf(value: Value | undefined, place: number): number {
  if (value === undefined || typeof value === "number") return value ?? Number.NaN;
  return value.data[place] ?? Number.NaN;
}
