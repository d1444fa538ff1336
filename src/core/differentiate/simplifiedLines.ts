import { sumExpression } from "../algebra/print.ts";
import type { Expression } from "../expression/tree.ts";
import { edgeAt, type Graph } from "../graph/graph.ts";
import type { ReadCondition } from "../operations/rule.ts";
import { caseHere, conditionFormula } from "./cases.ts";
import { type DerivationLine, lineTex } from "./derivation.ts";
import { type CheckedLine, isConfirmed, isConfirmedNearby, valuesById } from "./lineCheck.ts";
import { lineConditions } from "./lineConditions.ts";
import { edgeRule, isCases } from "./localDerivative.ts";
import { headLines, lineOf, sizeOf, struckLine } from "./productLines.ts";
import { isOfTensors, type Run, type ScalarRun } from "./run.ts";
import { chainTo, orNull, shortestSum } from "./simplifiedDerivative.ts";
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
    else
      kept.splice(-1, 1, {
        ...above,
        ...(line.conditions === undefined ? {} : { conditions: line.conditions }),
      });
  }
  return kept;
}

/** Which case of an edge's rule was taken. */
interface TakenCase {
  readonly edge: number;
  readonly place: number;
  readonly where: ReadCondition;
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
    cases.set(edge, { edge, place, where: taken.where });
    return taken.slope;
  };
  const holding = (): ReadonlyMap<number, ReadCondition> =>
    new Map([...cases.values()].map(({ edge, where }) => [edge, where]));
  const lines = orNull(() => linesOf(graph, target, caseOf, holding)) ?? [];
  const nearby = lines.filter((line) =>
    isConfirmedNearby(graph, run, line, (other) =>
      hasSameCases(graph, other, { cases: [...cases.values()], lines }),
    ),
  );
  return { cases: [...cases.values()], lines: nearby };
}

/** The conditions of the cases that were chosen so far, by the edge. */
type Holding = () => ReadonlyMap<number, ReadCondition>;

function linesOf(graph: Graph, target: number, caseOf: ChosenCase, holding: Holding): readonly CheckedLine[] {
  const ways = waysFrom(graph, target);
  if (ways.length === 0) return [];
  const chainOver = (terms: Terms): SymbolicChain => {
    const chain = chainTo(graph, target, { terms, caseOf });
    const known = holding();
    return known.size === 0 ? chain : chainTo(graph, target, { terms, caseOf, known });
  };
  const { chain, expression } = shortest(chainOver, target);
  const heads = [...new Set(ways.flatMap(({ head }) => head ?? []))].filter(
    (head) => onlyEdgeToOutput(graph, head) === null,
  );
  const finish = (line: CheckedLine | null) => withConditions(graph, chain, line, holding());
  const above = heads.length <= MOST_HEADS ? heads.flatMap((head) => headLines(graph, chain, head)) : [];
  const struck = finish(struckLine(graph, chain, target, ways, heads.length > 0));
  const result = finish(lineOf(graph, target, expression, LONGEST.line));
  const asSum = struck === null ? finish(sumLine(graph, chain, target)) : null;
  const overInputs = orNull(() => {
    const own = chainOver("inputs");
    const line = lineOf(graph, target, shortestFor(own, target), LONGEST.inputs);
    return withConditions(graph, own, line, holding());
  });
  const isTelling = conditionsIn(asSum) < conditionsIn(result);
  return [...above.map(finish), struck, isTelling ? asSum : null, result, overInputs].filter(
    (line) => line !== null,
  );
}

/** The terms side by side: what leaves as they are added is still to be seen there. */
function sumLine(graph: Graph, chain: SymbolicChain, target: number): CheckedLine | null {
  const terms = chain.gradientTerms(target);
  return terms.length < 2 ? null : lineOf(graph, target, sumExpression(chain.algebra, terms), LONGEST.inputs);
}

function conditionsIn(checked: CheckedLine | null): number {
  return checked?.line.conditions?.length ?? 0;
}

function withConditions(
  graph: Graph,
  chain: SymbolicChain,
  checked: CheckedLine | null,
  cases: ReadonlyMap<number, ReadCondition>,
): CheckedLine | null {
  if (checked === null) return null;
  const { line, node, expression } = checked;
  const conditions = lineConditions(graph, chain, node, expression, cases).map((condition) =>
    conditionFormula(graph, condition),
  );
  return conditions.length === 0 ? checked : { ...checked, line: { ...line, conditions } };
}

/** The gradient over named nodes, or with sums and products among them written out where that is shorter. */
function shortest(
  chainOver: (terms: Terms) => SymbolicChain,
  target: number,
): { readonly chain: SymbolicChain; readonly expression: Expression } {
  const over = (terms: Terms) => {
    const chain = chainOver(terms);
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
