import { TooLarge } from "../algebra/algebra.ts";
import { evaluateExpression } from "../algebra/evaluate.ts";
import { binary, expressionOf, sumExpression } from "../algebra/print.ts";
import { type Formula, row } from "../expression/formula.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { edgeAt, type Graph, nodeAt } from "../graph/graph.ts";
import { graphNotation } from "../graph/notation.ts";
import { relationSign } from "../operations/notation.ts";
import { isRelated } from "../operations/rule.ts";
import { type DerivationLine, type DerivationPiece, lineTex } from "./derivation.ts";
import { type CheckedLine, isConfirmed, isConfirmedNearby, valuesById } from "./lineCheck.ts";
import { edgeRule, isCases, totalSymbol } from "./localDerivative.ts";
import type { ScalarRun } from "./run.ts";
import { chainTo, orNull, shortestSum } from "./simplifiedDerivative.ts";
import { conditionsOf, type Factor, struckTerm } from "./strikes.ts";
import { type ChosenCase, isCalled, type SymbolicChain, type Terms } from "./symbolicChain.ts";
import { onlyEdgeToOutput, type Way, waysFrom } from "./ways.ts";

/** Longer lines are not shown: formulas are for reading. */
const LONGEST = { line: 100, piece: 60, inputs: 40 } as const;
/** So many gradients of nodes in between are written out on lines of their own. */
const MOST_HEADS = 2;

/**
 * The lines of a derivation in which like factors are struck out and simplified: the gradients of nodes where ways
 * meet, the product with its strokes, what is left, and the same over the inputs alone where that is short. Each says
 * what must not be zero, and each was checked by value, here and at points nearby: what fails is not among them.
 */
export function simplifiedLines(graph: Graph, run: ScalarRun, target: number): readonly DerivationLine[] {
  const known = memory.get(graph)?.get(target);
  const built = known !== undefined && hasSameCases(graph, run, known) ? known : build(graph, run, target);
  if (built !== known) memory.set(graph, (memory.get(graph) ?? new Map()).set(target, built));
  return withoutRepetition(
    built.lines.filter((line) => isConfirmed(graph, run, line)).map(({ line }) => line),
  );
}

/** A derivation with its simplified lines behind the formulas, where they say something else. */
export function withSimplified(
  lines: readonly DerivationLine[],
  simplified: readonly DerivationLine[],
): readonly DerivationLine[] {
  const place = lines.findIndex(({ kind }) => kind === "formulas");
  if (place < 0) return lines;
  const all = lines.toSpliced(place + 1, 0, ...simplified);
  return withoutRepetition(all);
}

/** A line that says what the one above said is left out, and what it holds under is said there. */
function withoutRepetition(lines: readonly DerivationLine[]): readonly DerivationLine[] {
  const kept: DerivationLine[] = [];
  for (const line of lines) {
    const above = kept.at(-1);
    const isSame = line.kind === "simplified" && above !== undefined && lineTex(above) === lineTex(line);
    if (!isSame) kept.push(line);
    else if (line.conditions !== undefined) kept.splice(-1, 1, { ...above, conditions: line.conditions });
  }
  return kept;
}

/** Which case of an edge's rule was taken. */
interface TakenCase {
  readonly edge: number;
  readonly place: number;
  readonly condition: Formula;
}

interface Built {
  readonly cases: readonly TakenCase[];
  readonly lines: readonly CheckedLine[];
}

// The algebra depends on the graph and on the cases alone; while a slider moves, only values are compared.
const memory = new WeakMap<Graph, Map<number, Built>>();

function hasSameCases(graph: Graph, run: ScalarRun, { cases }: Built): boolean {
  return cases.every(({ edge, place }) => {
    const rule = edgeRule(graph, edgeAt(graph, edge));
    return isCases(rule) && caseHere(graph, run, rule) === place;
  });
}

type Cases = Parameters<ChosenCase>[0];

function caseHere(graph: Graph, run: ScalarRun, rule: Cases): number {
  const valueAt = valuesById(graph, run);
  return rule.findIndex(({ where }) =>
    isRelated(
      evaluateExpression(where.left, valueAt).value,
      where.relation,
      evaluateExpression(where.right, valueAt).value,
    ),
  );
}

function build(graph: Graph, run: ScalarRun, target: number): Built {
  const cases = new Map<number, TakenCase>();
  const caseOf: ChosenCase = (rule, edge) => {
    const place = caseHere(graph, run, rule);
    const taken = rule[place];
    if (taken === undefined) return null;
    cases.set(edge, { edge, place, condition: conditionFormula(graph, taken.where) });
    return taken.slope;
  };
  const lines = orNull(() => linesOf(graph, target, caseOf, () => [...cases.values()])) ?? [];
  const nearby = lines.filter((line) =>
    isConfirmedNearby(graph, run, line, (other) =>
      hasSameCases(graph, other, { cases: [...cases.values()], lines }),
    ),
  );
  return { cases: [...cases.values()], lines: nearby };
}

function conditionFormula(graph: Graph, { left, relation, right }: Cases[number]["where"]): Formula {
  const notation = graphNotation(graph);
  return row(typeset(left, notation), relationSign(relation), typeset(right, notation));
}

function linesOf(
  graph: Graph,
  target: number,
  caseOf: ChosenCase,
  taken: () => readonly TakenCase[],
): readonly CheckedLine[] {
  const ways = waysFrom(graph, target);
  if (ways.length === 0) return [];
  const { chain, expression } = shortest(graph, target, caseOf);
  const heads = [...new Set(ways.flatMap(({ head }) => head ?? []))].filter(
    (head) => onlyEdgeToOutput(graph, head) === null,
  );
  const conditions = [...taken().map(({ condition }) => condition), ...conditionsOf(graph, chain, target)];
  const result = lineOf(graph, target, expression, LONGEST.line);
  const overInputs = orNull(() => shortestFor(chainTo(graph, target, "inputs", caseOf), target));
  return [
    ...(heads.length <= MOST_HEADS ? heads.flatMap((head) => headLines(graph, chain, head)) : []),
    struckLine(graph, chain, target, ways, heads.length > 0),
    result === null || conditions.length === 0 ? result : { ...result, line: { ...result.line, conditions } },
    overInputs === null ? null : lineOf(graph, target, overInputs, LONGEST.inputs),
  ].filter((line) => line !== null);
}

/** The gradient over named nodes, or with sums and products among them written out where that is shorter. */
function shortest(
  graph: Graph,
  target: number,
  caseOf: ChosenCase,
): { readonly chain: SymbolicChain; readonly expression: Expression } {
  const over = (terms: Terms) => {
    const chain = chainTo(graph, target, terms, caseOf);
    return { chain, expression: shortestFor(chain, target) };
  };
  const byName = over("names");
  if (!byName.chain.hasNamedSums()) return byName;
  const written = orNull(() => over("functions"));
  return written !== null && sizeOf(written.expression) < sizeOf(byName.expression) ? written : byName;
}

function shortestFor(chain: SymbolicChain, target: number): Expression {
  const whole = chain.gradient(target);
  return shortestSum(chain, chain.gradientTerms(target), whole);
}

function sizeOf(expression: Expression): number {
  let size = 0;
  foldExpression(expression, () => {
    size += 1;
  });
  return size;
}

function lineOf(graph: Graph, node: number, expression: Expression, most: number): CheckedLine | null {
  if (sizeOf(expression) > most) return null;
  const formula = typeset(expression, graphNotation(graph));
  const piece: DerivationPiece = { formula, about: { kind: "node", node } };
  return { node, expression, line: { kind: "simplified", left: leftOf(graph, node), terms: [[piece]] } };
}

function leftOf(graph: Graph, node: number): Formula {
  return totalSymbol(nodeAt(graph, graph.output), nodeAt(graph, node));
}

/** The gradient of a node where ways meet: as the sum of what they bring, and over one line. */
function headLines(graph: Graph, chain: SymbolicChain, head: number): readonly CheckedLine[] {
  if (!isCalled(nodeAt(graph, head))) return [];
  const { algebra } = chain;
  const whole = chain.gradient(head);
  const asSum = sumExpression(algebra, algebra.merged(chain.gradientTerms(head)));
  return [asSum, expressionOf(algebra, whole)].flatMap(
    (expression) => lineOf(graph, head, expression, LONGEST.piece) ?? [],
  );
}

/** The products with strokes through their like factors; null where there are none, and nothing new. */
function struckLine(
  graph: Graph,
  chain: SymbolicChain,
  target: number,
  ways: readonly Way[],
  isNew: boolean,
): CheckedLine | null {
  const parts = ways.map((way) => factorsOf(chain, way));
  const all = parts.flat();
  if (all.length > 24 || all.some(({ factor }) => chain.algebra.sizeOf(factor) > LONGEST.piece)) return null;
  const terms = parts.map((factors) => struckTerm(graph, chain, factors));
  const isStruck = terms.flat().some((piece) => piece.struck !== undefined);
  if (!isStruck && !(isNew && all.length > ways.length)) return null;
  const products = parts.map((factors) =>
    factors
      .map(({ factor }) => expressionOf(chain.algebra, factor))
      .reduce((product, factor) => binary("*", product, factor)),
  );
  const expression = products.reduce((sum, product) => binary("+", sum, product));
  return { node: target, expression, line: { kind: "simplified", left: leftOf(graph, target), terms } };
}

/** The factors of a way from the output's end; ones are left out where something else is there. */
function factorsOf(chain: SymbolicChain, { edges, head }: Way): readonly Factor[] {
  const all: Factor[] = [
    ...(head === null
      ? []
      : [{ factor: chain.gradient(head), about: { kind: "node", node: head } as const }]),
    ...edges
      .toReversed()
      .map((edge) => ({ factor: chain.edge(edge), about: { kind: "edge", edge } as const })),
  ];
  const others = all.filter(({ factor: { coefficient, powers } }) => {
    const isOne = coefficient.numerator === 1n && coefficient.denominator === 1n && powers.size === 0;
    return !isOne;
  });
  if (others.length > 0) return others;
  const [first] = all;
  if (first === undefined) throw new TooLarge("a way has no factors");
  return [first];
}
