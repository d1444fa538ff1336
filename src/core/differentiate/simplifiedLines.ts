import type { Formula } from "../expression/formula.ts";
import type { Expression } from "../expression/tree.ts";
import { edgeAt, type Graph } from "../graph/graph.ts";
import { caseHere, conditionFormula } from "./cases.ts";
import { type DerivationLine, lineTex } from "./derivation.ts";
import { type CheckedLine, isConfirmed, isConfirmedNearby, valuesById } from "./lineCheck.ts";
import { edgeRule, isCases } from "./localDerivative.ts";
import { headLines, lineOf, sizeOf, struckLine } from "./productLines.ts";
import { isOfTensors, type Run, type ScalarRun } from "./run.ts";
import { chainTo, orNull, shortestSum } from "./simplifiedDerivative.ts";
import { conditionsOf } from "./strikes.ts";
import type { ChosenCase, SymbolicChain, Terms } from "./symbolicChain.ts";
import { tensorLines } from "./tensorLines.ts";
import { onlyEdgeToOutput, waysFrom } from "./ways.ts";

/** Longer lines are not shown: formulas are for reading. */
const LONGEST = { line: 100, inputs: 40 } as const;
/** So many gradients of nodes in between are written out on lines of their own. */
const MOST_HEADS = 2;

/**
 * The lines of a derivation in which like factors are struck out and simplified: the gradients of nodes where ways
 * meet, the product with its strokes, what is left, and the same over the inputs alone where that is short. Each says
 * what must not be zero, and each was checked by value, here and at points nearby: what fails is not among them.
 */
export function simplifiedLines(graph: Graph, run: Run, target: number): readonly DerivationLine[] {
  if (isOfTensors(run)) return tensorLines(graph, run, target);
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
  const place = lines.findLastIndex(({ kind }) => kind === "symbols" || kind === "formulas");
  if (place < 0) return lines;
  const all = lines.toSpliced(place + 1, 0, ...simplified);
  return withoutRepetition(all);
}

/** A line that says what the one above said is left out, unless it has strokes; what it holds under is said there. */
function withoutRepetition(lines: readonly DerivationLine[]): readonly DerivationLine[] {
  const kept: DerivationLine[] = [];
  for (const line of lines) {
    const above = kept.at(-1);
    const isSame = line.kind === "simplified" && above !== undefined && lineTex(above) === lineTex(line);
    const isStruck = line.terms.some((term) => term.some(({ struck }) => struck !== undefined));
    if (!isSame || isStruck) kept.push(line);
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
    return isCases(rule) && caseHere(rule, valuesById(graph, run)) === place;
  });
}

function build(graph: Graph, run: ScalarRun, target: number): Built {
  const cases = new Map<number, TakenCase>();
  const caseOf: ChosenCase = (rule, edge) => {
    const place = caseHere(rule, valuesById(graph, run));
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
  const overInputs = orNull(() => shortestFor(chainTo(graph, target, { terms: "inputs", caseOf }), target));
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
    const chain = chainTo(graph, target, { terms, caseOf });
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
