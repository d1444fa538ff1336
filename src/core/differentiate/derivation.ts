import {
  emptySlot,
  entrywiseSign,
  equalsSign,
  type Formula,
  fraction,
  plainText,
  plusSign,
  row,
  struck,
  tex,
  timesSign,
} from "../expression/formula.ts";
import { numberExpression, wholeNumberExpression } from "../expression/numbers.ts";
import { PRECEDENCE } from "../expression/precedence.ts";
import { protect, type Typeset, typesetPiece } from "../expression/typeset.ts";
import { edgeAt, type Graph } from "../graph/graph.ts";
import { graphNotation } from "../graph/notation.ts";
import { gradientSymbol } from "./gradientSymbol.ts";
import { edgeRule, edgeSymbol, isCases } from "./localDerivative.ts";
import { isOfTensors, type Run, type ScalarRun } from "./run.ts";
import { deriveTensors } from "./tensorDerivation.ts";
import { isOnePath, onlyEdgeToOutput, type Way, waysFrom } from "./ways.ts";

export type DerivationLineKind = "symbols" | "formulas" | "simplified" | "numbers" | "result";

/** What a piece of a derivation speaks of: the factor of an edge, or the whole gradient of a node. */
export type Subject =
  | { readonly kind: "edge"; readonly edge: number }
  | { readonly kind: "node"; readonly node: number };

/** One factor of a product. */
export interface DerivationPiece {
  readonly formula: Formula;
  readonly about: Subject;
  /** The same with strokes through what leaves, where something does. */
  readonly struck?: Formula;
}

/** One use of the target: a product of factors, from the output's end. */
export type DerivationTerm = readonly DerivationPiece[];

/** One line: `d output / d target` equals the sum of its terms. */
export interface DerivationLine {
  readonly kind: DerivationLineKind;
  readonly left: Formula;
  /** The node that the left side speaks of, where that is not the target. */
  readonly of?: number;
  readonly terms: readonly DerivationTerm[];
  /** Whether its factors are tensors, multiplied entry by entry. */
  readonly isEntrywise?: boolean;
  /** What must hold for the line to follow: what is not zero, and which case of an operation is meant. */
  readonly conditions?: readonly Formula[];
  /** What else has to be said of it, in words. */
  readonly note?: string;
}

/** How numbers are written: to four digits, to be read, or with all of them. */
export type Digits = "short" | "all";

/**
 * The derivative of the output with respect to a target, as a sum over the target's uses (the multivariate chain
 * rule, Rudin, Principles of Mathematical Analysis, thm. 9.15). Each product follows the way up as long as there is
 * only one, and takes over as a whole the gradient of the node where ways meet, as the sweep does.
 */
export function derive(
  graph: Graph,
  run: Run,
  target: number,
  digits: Digits = "short",
): readonly DerivationLine[] {
  if (isOfTensors(run)) return deriveTensors(graph, run, target);
  const left = gradientSymbol(graph, target);
  const result = { kind: "result", left, terms: [[gradientPiece(graph, run, target, digits)]] } as const;
  const ways = waysFrom(graph, target);
  if (ways.length === 0) return [result];
  const inSymbols = ways.map((way) => symbols(graph, way));
  const terms = isOnePath(graph, ways) ? inSymbols.map(withLikeSignsStruck) : inSymbols;
  return [
    { kind: "symbols", left, terms },
    {
      kind: "formulas",
      left,
      terms: ways.map((way) => formulas(graph, run, way, isAlone(way, ways), digits)),
    },
    { kind: "numbers", left, terms: ways.map((way) => numbers(graph, run, way, isAlone(way, ways), digits)) },
    result,
  ];
}

/** On one path, what stands above the line of a factor stands below that of the one before: an aid to memory. */
function withLikeSignsStruck(term: DerivationTerm): DerivationTerm {
  if (term.length < 2) return term;
  return term.map((piece, place) => {
    if (piece.formula.kind !== "fraction") return piece;
    const { numerator, denominator } = piece.formula;
    return {
      ...piece,
      struck: fraction(
        place > 0 ? struck(numerator) : numerator,
        place < term.length - 1 ? struck(denominator) : denominator,
      ),
    };
  });
}

type IsShown = (piece: DerivationPiece) => boolean;

/** A line as TeX that stands for itself; what `isShown` denies is an empty square. */
export function lineTex(line: DerivationLine, isShown: IsShown = () => true): string {
  return tex(lineFormula(line, isShown));
}

/** A line as TeX with what it holds under: what is copied must be true where it is put. */
export function lineTexWithConditions(line: DerivationLine, isShown?: IsShown): string {
  const { conditions = [] } = line;
  if (conditions.length === 0) return lineTex(line, isShown);
  const all = conditions
    .map(tex)
    .map((written, place) =>
      place === 0 ? written : `${place < conditions.length - 1 ? ",\\ " : "\\text{ and }"}${written}`,
    );
  return `${lineTex(line, isShown)}\\quad\\text{where }${all.join("")}`;
}

/** The same to be read aloud. */
export function linePlainText(line: DerivationLine, isShown: IsShown = () => true): string {
  return plainText(lineFormula(line, isShown));
}

function lineFormula({ left, terms, isEntrywise = false }: DerivationLine, isShown: IsShown): Formula {
  const separated = terms.flatMap((term, place) => [
    ...(place === 0 ? [] : [plusSign]),
    ...term.flatMap((piece, factor) => [
      ...(factor === 0 ? [] : [isEntrywise ? entrywiseSign : timesSign]),
      isShown(piece) ? piece.formula : emptySlot,
    ]),
  ]);
  return row(left, equalsSign, ...separated);
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
  return pieces(
    way,
    (node) => gradientSymbol(graph, node),
    (edge) => edgeSymbol(graph, edgeAt(graph, edge)),
  );
}

function formulas(graph: Graph, run: ScalarRun, way: Way, alone: boolean, digits: Digits): DerivationTerm {
  return pieces(
    way,
    (node) => gradientFormula(graph, run, node, digits),
    (edge) => asFactor(edgeFactorAt(graph, run, edge, digits), alone),
  );
}

function numbers(graph: Graph, run: ScalarRun, way: Way, alone: boolean, digits: Digits): DerivationTerm {
  return pieces(
    way,
    (node) => asFactor(numberPiece(graph, run.adjoints[node] ?? 0, digits)),
    (edge) => asFactor(numberPiece(graph, run.factors[edge] ?? 0, digits), alone),
  );
}

/** A factor as a formula; where its rule has cases, the number that holds here. */
export function edgeFactorAt(graph: Graph, run: ScalarRun, edge: number, digits: Digits = "short"): Typeset {
  const rule = edgeRule(graph, edgeAt(graph, edge));
  return rule === null || isCases(rule)
    ? numberPiece(graph, run.factors[edge] ?? 0, digits)
    : typesetPiece(rule, graphNotation(graph));
}

/** The gradient of a node right below the output is a single factor; others keep their symbol, which has a value by now. */
function gradientFormula(graph: Graph, run: ScalarRun, node: number, digits: Digits): Formula {
  const only = onlyEdgeToOutput(graph, node);
  return only !== null ? asFactor(edgeFactorAt(graph, run, only, digits)) : gradientSymbol(graph, node);
}

/** A factor that is all there is on its line needs no brackets. */
function isAlone({ edges, head }: Way, ways: readonly Way[]): boolean {
  return ways.length === 1 && head === null && edges.length === 1;
}

/** In a product, sums and signed numbers stand in brackets. */
export function asFactor(piece: Typeset, alone = false): Formula {
  if (alone) return piece.formula;
  const isSigned = piece.head === "sign";
  return protect(isSigned ? { ...piece, power: PRECEDENCE["+"] } : piece, PRECEDENCE["*"]).formula;
}

/** A number as a factor of a product. */
export function numberFactor(graph: Graph, value: number, alone = false): Formula {
  return asFactor(numberPiece(graph, value, "short"), alone);
}

function numberPiece(graph: Graph, value: number, digits: Digits): Typeset {
  const written = digits === "all" ? wholeNumberExpression(value) : numberExpression(value);
  return typesetPiece(written, graphNotation(graph));
}

function gradientPiece(graph: Graph, run: ScalarRun, node: number, digits: Digits): DerivationPiece {
  const { formula } = numberPiece(graph, run.adjoints[node] ?? 0, digits);
  return { formula, about: { kind: "node", node } };
}
