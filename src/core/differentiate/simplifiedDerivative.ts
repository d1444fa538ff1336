import { TooLarge } from "../algebra/factors.ts";
import { expressionOf, sumExpression } from "../algebra/print.ts";
import type { Quotient } from "../algebra/quotient.ts";
import type { Expression } from "../expression/tree.ts";
import type { Graph } from "../graph/graph.ts";
import { type ChainWriting, SymbolicChain, type Terms } from "./symbolicChain.ts";

/**
 * The derivative of a graph's output with respect to one of its nodes, the sum over all paths between them, simplified:
 * an expression over the ids of nodes. `terms` says of which: those with a name, or the inputs alone. Null where it
 * would be too long to be read, where an operation has cases, or where a value is a vector or a matrix.
 */
export function simplifiedDerivative(
  graph: Graph,
  target: number,
  terms: Exclude<Terms, "functions"> = "names",
): Expression | null {
  return orNull(() => {
    const chain = chainTo(graph, target, { terms });
    return shortestSum(chain, chain.gradientTerms(target), chain.gradient(target));
  });
}

/** A chain that has the target's gradient, with one name for each function. */
export function chainTo(graph: Graph, target: number, writing: ChainWriting): SymbolicChain {
  const chain = new SymbolicChain(graph, writing);
  chain.gradient(target);
  if (!chain.hasTwoNamesForOne()) return chain;
  const again = new SymbolicChain(graph, writing, true);
  again.gradient(target);
  return again;
}

/** A sum as its terms side by side, unless it is clearly shorter as one fraction or product. */
export function shortestSum(chain: SymbolicChain, terms: readonly Quotient[], whole: Quotient): Expression {
  const { algebra } = chain;
  const merged = inOrder(chain, algebra.merged(terms));
  const isShorter = algebra.sizeOfSum(merged) <= algebra.sizeOf(whole) + SLACK;
  return merged.length > 1 && isShorter ? sumExpression(algebra, merged) : expressionOf(algebra, whole);
}

/** A sum of multiples of names is written in the order of the program, a number behind them: a + 2b + 1. */
function inOrder(chain: SymbolicChain, terms: readonly Quotient[]): readonly Quotient[] {
  const places = terms.map(({ powers }) => {
    const [[factor, exponent] = [-1, 0], another] = powers;
    if (powers.size === 0) return Number.POSITIVE_INFINITY;
    return another === undefined && exponent === 1 ? chain.placeOf(factor) : null;
  });
  if (places.includes(null)) return terms;
  return terms
    .map((term, index) => ({ term, place: places[index] ?? 0 }))
    .sort((one, other) => (one.place === other.place ? 0 : one.place - other.place))
    .map(({ term }) => term);
}

/** 2x + 3x² is as good as x(2 + 3x). */
const SLACK = 2;

/** A result, or null where nobody could read it. */
export function orNull<Result>(compute: () => Result): Result | null {
  try {
    return compute();
  } catch (problem) {
    if (problem instanceof TooLarge) return null;
    throw problem;
  }
}
