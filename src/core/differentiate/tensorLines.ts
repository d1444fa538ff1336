import { TooLarge } from "../algebra/factors.ts";
import { binary, expressionOf } from "../algebra/print.ts";
import { equalsSign, type Formula, row } from "../expression/formula.ts";
import { simplify, substitute } from "../expression/simplify.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { activeUses, edgeAt, type Graph, type GraphEdge, isJoin, nodeAt, shapeAt } from "../graph/graph.ts";
import { isEntrywise } from "../graph/inside.ts";
import { symbolText } from "../graph/notation.ts";
import { ARRIVING } from "../operations/pullback.ts";
import type { ReadCondition } from "../operations/rule.ts";
import { isElementwise } from "../operations/table.ts";
import { sameShape, sizeOf } from "../tensor/tensor.ts";
import { byIndicators, caseHere, conditionFormula } from "./cases.ts";
import { copiesWords, overCopies } from "./copies.ts";
import { deltaName, deltaNames, notationWith, SEED_NAME } from "./deltaNames.ts";
import type { DerivationLine } from "./derivation.ts";
import { comesTo, entriesOf } from "./entries.ts";
import { gradientSymbol } from "./gradientSymbol.ts";
import { lineConditions } from "./lineConditions.ts";
import { edgeRule, isCases, ofOne } from "./localDerivative.ts";
import { headLines, struckLine } from "./productLines.ts";
import type { TensorRun } from "./run.ts";
import { chainTo, orNull, shortestSum } from "./simplifiedDerivative.ts";
import { broughtName, type ChosenCase, edgeOfBrought, type SymbolicChain } from "./symbolicChain.ts";
import { waysFrom } from "./ways.ts";
import { ofShape } from "./writtenShape.ts";

/** Longer lines are not shown, and no derivation with more of them. */
const LONGEST_LINE = 60;
const MOST_LINES = 12;

/**
 * The textbook's backpropagation beside the graph's (Nielsen, Neural Networks and Deep Learning, ch. 2): where a
 * gradient goes through a product of matrices, or whatever is not entry by entry, it is called δ of its node and has
 * a line of its own; between these, like factors are struck out entry by entry. Kinks are factors of ones and zeros,
 * what was copied is added up by a product with ones, and a seed goes by its name. A line that does not come to the
 * gradient is not shown, nor are those that speak of it.
 */
export function tensorLines(graph: Graph, run: TensorRun, target: number): readonly DerivationLine[] {
  if (activeUses(graph, target).length === 0) return [];
  return orNull(() => linesFrom(graph, run, target)) ?? [];
}

function linesFrom(graph: Graph, run: TensorRun, target: number): readonly DerivationLine[] {
  const cases = new Map<number, ReadCondition>();
  const caseOf: ChosenCase = (rule, edge) => {
    if (shapeAt(graph, edgeAt(graph, edge).to).length > 0) return byIndicators(graph, run, rule, edge);
    const taken = rule[caseHere(rule, (name) => entriesOf(graph, run, nameOf(name), [])[0]?.value ?? NaN)];
    if (taken !== undefined) cases.set(edge, taken.where);
    return taken?.slope ?? null;
  };
  const seedName = run.seed === 1 ? null : SEED_NAME;
  const chain = chainTo(graph, target, { terms: "names", caseOf, seedName });
  const writer: Writer = { graph, run, chain, cases, expressions: new Map() };
  const named = new Set<number>();
  const pending = [target];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const use of broughtIn(expressionAt(writer, node))) {
      const { to } = edgeAt(graph, use);
      if (numberOf(writer.chain, to) !== null || writer.expressions.has(to)) continue;
      // What only puts entries together has no δ of its own: a part of its gradient says where it comes from.
      if (!isJoin(nodeAt(graph, to))) named.add(to);
      pending.push(to);
    }
  }
  const nodes = [...named, target].sort((one, other) => other - one);
  const isWhole =
    writer.expressions.size <= MOST_LINES &&
    [...writer.expressions].every(([node, expression]) => isConfirmed(writer, node, expression));
  if (!isWhole) return [];
  const names = deltaNames(graph, [...named]);
  return nodes.flatMap((node) => [...linesAbove(writer, node, names.get(node)), lineOf(writer, node, names)]);
}

const nameOf = (name: string): Expression => ({ kind: "name", name, from: 0, to: 0 });

/** What the gradients of a graph come to, over nodes and over what linear edges bring. */
interface Writer {
  readonly graph: Graph;
  readonly run: TensorRun;
  readonly chain: SymbolicChain;
  /** Which case was taken on edges between numbers. */
  readonly cases: ReadonlyMap<number, ReadCondition>;
  readonly expressions: Map<number, Expression>;
}

function expressionAt({ chain, expressions }: Writer, node: number): Expression {
  const expression = shortestSum(chain, chain.gradientTerms(node), chain.gradient(node));
  expressions.set(node, expression);
  return expression;
}

/** What a gradient is a product of, with strokes, where all of it is entry by entry. */
function linesAbove(writer: Writer, node: number, name: Formula | undefined): readonly DerivationLine[] {
  const { graph, run, chain } = writer;
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
    .filter((line) => isConfirmed(writer, line.node, line.expression))
    .map(({ line, node: of, expression }) => {
      const whole = gradientSymbol(graph, of, run.seed);
      const left = of === node && name !== undefined ? row(name, equalsSign, whole) : whole;
      return { ...line, ...conditionsOn(writer, of, expression), left };
    });
}

function lineOf(writer: Writer, node: number, names: ReadonlyMap<number, Formula>): DerivationLine {
  const { graph, run } = writer;
  const whole = gradientSymbol(graph, node, run.seed);
  const name = names.get(node);
  const formula = typeset(written(writer, node), notationWith(graph, names));
  const conditions = conditionsOn(writer, node, expressionAt(writer, node));
  // The output's own gradient is no derivative of anything: it is chosen.
  const isSeed = node === graph.output && name !== undefined;
  return {
    kind: "simplified",
    of: node,
    left: name === undefined ? whole : isSeed ? name : row(name, equalsSign, whole),
    terms: [[{ formula, about: { kind: "node", node } }]],
    ...conditions,
    ...noteOn(writer, node),
  };
}

function conditionsOn(
  { graph, chain, cases }: Writer,
  node: number,
  expression: Expression,
): { readonly conditions?: readonly Formula[] } {
  const conditions = lineConditions(graph, chain, node, expression, cases);
  return conditions.length === 0
    ? {}
    : { conditions: conditions.map((condition) => conditionFormula(graph, condition)) };
}

/**
 * Where entries are joined, only some of a gradient's go on to each part: a bias of 1 has nothing behind it. Where they
 * were copied, all that comes back is added.
 */
function noteOn({ graph, expressions }: Writer, node: number): { readonly note?: string } {
  const expression = expressions.get(node);
  const uses = expression === undefined ? [] : broughtIn(expression).map((use) => edgeAt(graph, use));
  const joins = [...new Set(uses.map(({ to }) => to))].filter((to) => isJoin(nodeAt(graph, to)));
  const notes = [
    ...joins.flatMap((join) => joinedWords(graph, join, uses) ?? []),
    ...uses.flatMap((edge) => {
      const [own, consumer] = [edge.from, edge.to].map((index) => symbolText(nodeAt(graph, index)));
      const [from, to] = [shapeAt(graph, edge.from), shapeAt(graph, edge.to)];
      const words = isEntrywise(graph, edge) ? copiesWords(from, to) : null;
      return words === null ? [] : `${own} was used in ${words} of ${consumer}: what comes back is added.`;
    }),
  ];
  return notes.length > 0 ? { note: notes.join(" ") } : {};
}

/** Which entries of a list's gradient go back along some of the edges to it; null where one edge takes all. */
function joinedWords(graph: Graph, join: number, uses: readonly GraphEdge[]): string | null {
  const sizeAt = (node: number): number => sizeOf(shapeAt(graph, node));
  const parts = uses.filter(({ to }) => to === join).map(({ from }) => ({ from, size: sizeAt(from) }));
  const [whole, taken] = [sizeAt(join), parts.reduce((sum, { size }) => sum + size, 0)];
  if (parts.length === 1 && taken === whole) return null;
  const words = parts.map(({ from, size }) => {
    const own = symbolText(nodeAt(graph, from));
    return size === 1 ? `the one of ${own}` : `the ${size} of ${own}`;
  });
  const listed = [words.slice(0, -1).join(", "), ...words.slice(-1)]
    .filter((part) => part !== "")
    .join(" and ");
  const [only, go] = [taken < whole ? "only " : "", taken === 1 ? "goes" : "go"];
  return `The gradient of ${symbolText(nodeAt(graph, join))} has ${whole} entries: ${only}${listed} ${go} back this way.`;
}

/** A node's gradient with what its linear edges bring written out, of the node's shape. */
function written(writer: Writer, node: number): Expression {
  const { graph, expressions } = writer;
  const expression = expressions.get(node) ?? expressionAt(writer, node);
  const replaced = new Map(
    broughtIn(expression).map((use) => [broughtName(use), broughtBy(writer, use)] as const),
  );
  const whole = simplify(substitute(expression, replaced));
  return ofShape(graph, whole, shapeAt(graph, node));
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

/** A gradient that is a number, exactly: it needs no name. */
function numberOf(chain: SymbolicChain, node: number): Expression | null {
  const gradient = chain.gradient(node);
  return gradient.powers.size === 0 ? expressionOf(chain.algebra, gradient) : null;
}

/** What an edge brings in terms of its consumer's δ: the pullback, or the products of all copies added up. */
function broughtBy(writer: Writer, use: number): Expression {
  const { graph, run, chain } = writer;
  const edge = edgeAt(graph, use);
  const number = numberOf(chain, edge.to);
  if (!isEntrywise(graph, edge)) {
    const rule = edgeRule(graph, edge);
    if (rule === null || isCases(rule)) throw new TooLarge("a case is missing");
    const shape = shapeAt(graph, edge.to);
    if (number?.kind === "number" && number.value === 1 && shape.length === 0) return ofOne(rule);
    const delta = number === null ? arrivingAt(writer, edge.to) : ofShape(graph, number, shape);
    return substitute(rule, new Map([[ARRIVING, delta]]));
  }
  const [from, to] = [shapeAt(graph, edge.from), shapeAt(graph, edge.to)];
  const factor = expressionOf(chain.algebra, chain.edge(use));
  const isRight = comesTo(
    graph,
    run,
    binary("*", nameOf(deltaName(edge.to)), factor),
    to,
    run.contributions[use] ?? Number.NaN,
  );
  if (!isRight) throw new TooLarge("a line that is not confirmed");
  const brought = simplify(binary("*", number ?? arrivingAt(writer, edge.to), factor));
  return overCopies(ofShape(graph, brought, to), from, to);
}

/** What stands for a consumer's gradient: what it is itself where it has no δ, or its δ. */
function arrivingAt(writer: Writer, node: number): Expression {
  return isJoin(nodeAt(writer.graph, node)) ? written(writer, node) : nameOf(deltaName(node));
}

/** Whether an expression comes to the node's gradient entry by entry, with what its linear edges brought here. */
function isConfirmed({ graph, run }: Writer, node: number, expression: Expression): boolean {
  const gradient = run.adjoints[node] ?? Number.NaN;
  return comesTo(graph, run, expression, shapeAt(graph, node), gradient);
}
