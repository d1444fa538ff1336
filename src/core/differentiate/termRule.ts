import { numberExpression } from "../expression/numbers.ts";
import { simplify } from "../expression/simplify.ts";
import type { Expression } from "../expression/tree.ts";
import type { Graph, GraphEdge, Term, Terms } from "../graph/graph.ts";

/** Products of more operands are not written out. */
const MOST_OPERANDS = 100;

/**
 * The local derivative of an edge into a sum or product of several operands, entry by entry: of a sum how often it is
 * added less how often it is taken away; of a product what the other operands come to, and with x used n times
 * n·x^(n−1) in its place. Null for a product that is too long to be written.
 */
export function termRule(graph: Graph, edge: GraphEdge, terms: Terms): Expression | null {
  const byEdge = placesOf(terms);
  const places = (graph.finer?.edges[edge.index] ?? []).flatMap((fine) => byEdge.get(fine) ?? []);
  const own = places.flatMap((place) => terms.operands[place] ?? []);
  if (terms.kind === "sum")
    return numberExpression(own.reduce((sum, { isNegative }) => sum + (isNegative ? -1 : 1), 0));
  if (terms.operands.length > MOST_OPERANDS) return null;
  // Where each use has an edge of its own, its other uses are among the other operands.
  const left = places.at(-1);
  const others = terms.operands.filter((_term, place) => place !== left);
  return productOf(numberExpression(own.length), others);
}

const known = new WeakMap<Terms, ReadonlyMap<number, number>>();

/** The place of the operand that comes in by an edge of the finer graph. */
function placesOf(terms: Terms): ReadonlyMap<number, number> {
  const places =
    known.get(terms) ??
    new Map(terms.operands.flatMap(({ edge }, place) => (edge === null ? [] : [[edge, place] as const])));
  known.set(terms, places);
  return places;
}

/** A product as a textbook writes it: one number in front, and like operands as a power where the first of them stands. */
function productOf(count: Expression, operands: readonly Term[]): Expression {
  let number = count;
  const powers = new Map<string, { readonly base: Expression; exponent: number }>();
  for (const [place, { expression }] of operands.entries()) {
    if (isNumber(expression)) {
      number = simplify(binary("*", number, expression));
      continue;
    }
    const key = expression.kind === "name" ? expression.name : `${place}`;
    const power = powers.get(key);
    if (power === undefined) powers.set(key, { base: expression, exponent: 1 });
    else power.exponent += 1;
  }
  const isNegative = number.kind === "negate";
  const factors = [...powers.values()].map(({ base, exponent }) =>
    simplify(binary("^", base, numberExpression(exponent))),
  );
  const product = factors.reduce(
    (left, right) => simplify(binary("*", left, right)),
    number.kind === "negate" ? number.operand : number,
  );
  return isNegative ? simplify({ kind: "negate", operand: product, from: 0, to: 0 }) : product;
}

function isNumber(expression: Expression): boolean {
  return (
    expression.kind === "number" || (expression.kind === "negate" && expression.operand.kind === "number")
  );
}

function binary(operator: "*" | "^", left: Expression, right: Expression): Expression {
  return { kind: "binary", operator, left, right, from: left.from, to: left.to };
}
