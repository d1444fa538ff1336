import { TooLarge } from "../algebra/factors.ts";
import { binary, expressionOf, sumExpression } from "../algebra/print.ts";
import type { Quotient } from "../algebra/quotient.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import { type Graph, nodeAt, shapeAt } from "../graph/graph.ts";
import { notationWith } from "./deltaNames.ts";
import type { DerivationPiece } from "./derivation.ts";
import { gradientSymbol } from "./gradientSymbol.ts";
import type { CheckedLine } from "./lineCheck.ts";
import { type Factor, struckTerm } from "./strikes.ts";
import { isCalled, type SymbolicChain } from "./symbolicChain.ts";
import type { Way } from "./ways.ts";

/** A factor that is longer is not written in a product. */
const LONGEST_PIECE = 60;

export function sizeOf(expression: Expression): number {
  let size = 0;
  foldExpression(expression, () => {
    size += 1;
  });
  return size;
}

export function lineOf(graph: Graph, node: number, expression: Expression, most: number): CheckedLine | null {
  if (sizeOf(expression) > most) return null;
  const formula = typeset(expression, notationWith(graph));
  const piece: DerivationPiece = { formula, about: { kind: "node", node } };
  return {
    node,
    expression,
    line: { kind: "simplified", of: node, left: gradientSymbol(graph, node), terms: [[piece]] },
  };
}

/** The gradient of a node where ways meet: as the sum of what they bring, and over one line. */
export function headLines(graph: Graph, chain: SymbolicChain, head: number): readonly CheckedLine[] {
  if (!isCalled(nodeAt(graph, head))) return [];
  const { algebra } = chain;
  const whole = chain.gradient(head);
  const asSum = sumExpression(algebra, algebra.merged(chain.gradientTerms(head)));
  return [asSum, expressionOf(algebra, whole)].flatMap(
    (expression) => lineOf(graph, head, expression, LONGEST_PIECE) ?? [],
  );
}

/** The products with strokes through their like factors; null where there are none, and nothing new. */
export function struckLine(
  graph: Graph,
  chain: SymbolicChain,
  target: number,
  ways: readonly Way[],
  isNew: boolean,
): CheckedLine | null {
  const parts = ways.map((way) => factorsOf(graph, chain, way));
  const all = parts.flat();
  if (all.length > 24 || all.some(({ factor }) => chain.algebra.sizeOf(factor) > LONGEST_PIECE)) return null;
  const terms = parts.map((factors) => struckTerm(graph, chain, factors));
  const isStruck = terms.flat().some((piece) => piece.struck !== undefined);
  if (!isStruck && !(isNew && all.length > ways.length)) return null;
  const products = parts.map((factors) =>
    factors
      .map(({ factor }) => expressionOf(chain.algebra, factor))
      .reduce((product, factor) => binary("*", product, factor)),
  );
  const expression = products.reduce((sum, product) => binary("+", sum, product));
  const isEntrywise = shapeAt(graph, target).length > 0;
  return {
    node: target,
    expression,
    line: {
      kind: "simplified",
      of: target,
      left: gradientSymbol(graph, target),
      terms,
      ...(isEntrywise ? { isEntrywise } : {}),
    },
  };
}

function isOne({ coefficient, powers }: Quotient): boolean {
  return coefficient.numerator === 1n && coefficient.denominator === 1n && powers.size === 0;
}

/** The factors of a way from the output's end; ones are left out where something else is there. */
function factorsOf(graph: Graph, chain: SymbolicChain, { edges, head }: Way): readonly Factor[] {
  const above = head === null ? chain.seed() : chain.gradient(head);
  const all: Factor[] = [
    ...(head === null && isOne(above)
      ? []
      : [{ factor: above, about: { kind: "node", node: head ?? graph.output } as const }]),
    ...edges
      .toReversed()
      .map((edge) => ({ factor: chain.edge(edge), about: { kind: "edge", edge } as const })),
  ];
  const others = all.filter(({ factor }) => !isOne(factor));
  if (others.length > 0) return others;
  const [first] = all;
  if (first === undefined) throw new TooLarge("a way has no factors");
  return [first];
}
