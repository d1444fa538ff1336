import { emptySlot, equalsSign, type Formula, plusSign, row, tex, timesSign } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import { PRECEDENCE } from "../expression/precedence.ts";
import { protect, type Typeset, typesetPiece } from "../expression/typeset.ts";
import { activeUses, edgeAt, type Graph, nodeAt } from "../graph/graph.ts";
import { graphNotation, outputNode } from "../graph/notation.ts";
import { edgeFactor, edgeSymbol, totalSymbol } from "./localDerivative.ts";
import { isOfTensors, type Run, type ScalarRun } from "./run.ts";
import { deriveTensors } from "./tensorDerivation.ts";

export type DerivationLineKind = "symbols" | "formulas" | "numbers" | "result";

/** What a piece of a derivation speaks of: the factor of an edge, or the whole gradient of a node. */
export type Subject =
  | { readonly kind: "edge"; readonly edge: number }
  | { readonly kind: "node"; readonly node: number };

/** One factor of a product. */
export interface DerivationPiece {
  readonly formula: Formula;
  readonly about: Subject;
}

/** One use of the target: a product of factors, from the output's end. */
export type DerivationTerm = readonly DerivationPiece[];

/** One line: `d output / d target` equals the sum of its terms. */
export interface DerivationLine {
  readonly kind: DerivationLineKind;
  readonly left: Formula;
  readonly terms: readonly DerivationTerm[];
}

/** A term as a way through the graph: edges from the target upwards, then the gradient that was there already. */
interface Way {
  readonly edges: readonly number[];
  /** The node whose whole gradient leads the product; null where the way ends at the output itself. */
  readonly head: number | null;
}

/**
 * The derivative of the output with respect to a target, as a sum over the target's uses (the multivariate chain
 * rule, Rudin, Principles of Mathematical Analysis, thm. 9.15). Each product follows the way up as long as there is
 * only one, and takes over as a whole the gradient of the node where ways meet, as the sweep does.
 */
export function derive(graph: Graph, run: Run, target: number): readonly DerivationLine[] {
  if (isOfTensors(run)) return deriveTensors(graph, run, target);
  const left = totalSymbol(outputNode(graph), nodeAt(graph, target));
  const result = { kind: "result", left, terms: [[gradientPiece(graph, run, target)]] } as const;
  const ways = waysFrom(graph, target);
  if (ways.length === 0) return [result];
  return [
    { kind: "symbols", left, terms: ways.map((way) => symbols(graph, way)) },
    { kind: "formulas", left, terms: ways.map((way) => formulas(graph, run, way, isAlone(way, ways))) },
    { kind: "numbers", left, terms: ways.map((way) => numbers(graph, run, way, isAlone(way, ways))) },
    result,
  ];
}

/** A line as TeX that stands for itself; what `isShown` denies is an empty square. */
export function lineTex(
  line: DerivationLine,
  isShown: (piece: DerivationPiece) => boolean = () => true,
): string {
  return tex(row(line.left, equalsSign, lineFormula(line, isShown)));
}

function lineFormula({ terms }: DerivationLine, isShown: (piece: DerivationPiece) => boolean): Formula {
  const separated = terms.flatMap((term, place) => [
    ...(place === 0 ? [] : [plusSign]),
    ...term.flatMap((piece, factor) => [
      ...(factor === 0 ? [] : [timesSign]),
      isShown(piece) ? piece.formula : emptySlot,
    ]),
  ]);
  return row(...separated);
}

/** Longer derivations take over the gradient of every consumer as a whole: a sum of hundreds of factors is not read. */
const MOST_FACTORS = 120;

function waysFrom(graph: Graph, target: number): readonly Way[] {
  const uses = activeUses(graph, target);
  const ways: Way[] = [];
  let factors = 0;
  for (const use of uses) {
    const way = wayFrom(graph, use, MOST_FACTORS - factors);
    factors += way.edges.length;
    if (factors > MOST_FACTORS) return uses.map((edge) => wayFrom(graph, edge, 0));
    ways.push(way);
  }
  return ways;
}

/** The way up from a use as long as there is only one; it ends sooner once it has more than `most` factors. */
function wayFrom(graph: Graph, use: number, most: number): Way {
  const edges = [use];
  let node = edgeAt(graph, use).to;
  while (node !== graph.output) {
    const [only, another] = activeUses(graph, node);
    if (only === undefined || another !== undefined) return { edges, head: node };
    const next = edgeAt(graph, only).to;
    if (next === graph.output || edges.length > most) return { edges, head: node };
    edges.push(only);
    node = next;
  }
  return { edges, head: null };
}

/** The pieces of a product: the leading gradient, then the factors down to the target. */
function pieces(
  { edges, head }: Way,
  gradient: (node: number) => Formula,
  factor: (edge: number) => Formula,
): DerivationTerm {
  const leading: DerivationTerm =
    head === null ? [] : [{ formula: gradient(head), about: { kind: "node", node: head } }];
  return [
    ...leading,
    ...edges
      .toReversed()
      .map((edge): DerivationPiece => ({ formula: factor(edge), about: { kind: "edge", edge } })),
  ];
}

function symbols(graph: Graph, way: Way): DerivationTerm {
  const output = outputNode(graph);
  return pieces(
    way,
    (node) => totalSymbol(output, nodeAt(graph, node)),
    (edge) => edgeSymbol(graph, edgeAt(graph, edge)),
  );
}

function formulas(graph: Graph, run: ScalarRun, way: Way, alone: boolean): DerivationTerm {
  return pieces(
    way,
    (node) => gradientFormula(graph, run, node),
    (edge) => asFactor(edgeFactorAt(graph, run, edge), alone),
  );
}

function numbers(graph: Graph, run: ScalarRun, way: Way, alone: boolean): DerivationTerm {
  return pieces(
    way,
    (node) => numberFactor(graph, run.adjoints[node] ?? 0),
    (edge) => numberFactor(graph, run.factors[edge] ?? 0, alone),
  );
}

function edgeFactorAt(graph: Graph, run: ScalarRun, edge: number): Typeset {
  return edgeFactor(graph, edgeAt(graph, edge), run.factors[edge] ?? 0);
}

/** The gradient of a node right below the output is a single factor; others keep their symbol, which has a value by now. */
function gradientFormula(graph: Graph, run: ScalarRun, node: number): Formula {
  const [only, another] = activeUses(graph, node);
  const isFactor = only !== undefined && another === undefined && edgeAt(graph, only).to === graph.output;
  return isFactor
    ? asFactor(edgeFactorAt(graph, run, only))
    : totalSymbol(outputNode(graph), nodeAt(graph, node));
}

/** A factor that is all there is on its line needs no brackets. */
function isAlone({ edges, head }: Way, ways: readonly Way[]): boolean {
  return ways.length === 1 && head === null && edges.length === 1;
}

/** In a product, sums and signed numbers stand in brackets. */
function asFactor(piece: Typeset, alone = false): Formula {
  if (alone) return piece.formula;
  const isSigned = piece.head === "sign";
  return protect(isSigned ? { ...piece, power: PRECEDENCE["+"] } : piece, PRECEDENCE["*"]).formula;
}

function numberFactor(graph: Graph, value: number, alone = false): Formula {
  return asFactor(typesetPiece(numberExpression(value), graphNotation(graph)), alone);
}

function gradientPiece(graph: Graph, run: ScalarRun, node: number): DerivationPiece {
  const value = typesetPiece(numberExpression(run.adjoints[node] ?? 0), graphNotation(graph));
  return { formula: value.formula, about: { kind: "node", node } };
}
