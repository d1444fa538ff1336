import { type Expression, foldExpression } from "../expression/tree.ts";
import type { SymbolicChain } from "./symbolicChain.ts";

const LOGARITHMS: ReadonlySet<string> = new Set(["log", "ln", "log2", "log10"]);

/**
 * The factors by which was divided on the way to a node's gradient, and of which a line for it does not say any more
 * that they are not zero: they do not stand below a line in it, nor in a logarithm.
 */
export function missingDivisors(chain: SymbolicChain, node: number, line: Expression): readonly number[] {
  const { algebra } = chain;
  const said = new Set(shownDivisors(chain, line));
  const met = [...chain.metBy(node).divisors].sort(
    (one, other) => algebra.factor(one).polynomial.size - algebra.factor(other).polynomial.size,
  );
  const missing = new Set<number>();
  for (const divisor of met)
    for (const factor of algebra.rest(divisor, new Set([...said, ...missing])).powers.keys())
      missing.add(factor);
  // In the order in which they were met, as far as they are whole.
  return [...chain.metBy(node).divisors, ...missing].filter(
    (factor, place, all) => missing.has(factor) && all.indexOf(factor) === place,
  );
}

function shownDivisors(chain: SymbolicChain, line: Expression): readonly number[] {
  const shown: Expression[] = [];
  foldExpression(line, (node) => {
    if (node.kind === "call" && LOGARITHMS.has(node.callee)) shown.push(...node.operands);
    if (node.kind !== "binary") return;
    if (node.operator === "/") shown.push(node.right);
    if (node.operator === "^" && isNegative(node.right)) shown.push(node.left);
  });
  return chain.algebra
    .recorded(() => shown.flatMap((expression) => [...chain.quotient(expression).powers.keys()]))
    .result.flatMap((factor) => [factor, ...(chain.algebra.radicand(factor)?.powers.keys() ?? [])]);
}

function isNegative(exponent: Expression): boolean {
  return exponent.kind === "negate" || (exponent.kind === "number" && exponent.value < 0);
}
