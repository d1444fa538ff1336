import { expressionOf, raised, type WrittenFactor, writtenFactors } from "../algebra/print.ts";
import type { Quotient } from "../algebra/quotient.ts";
import { fraction, negativeSign, row, struck, symbol } from "../expression/formula.ts";
import { PRECEDENCE } from "../expression/precedence.ts";
import { atom, entrywise, product, protect, type Typeset, typesetPiece } from "../expression/typeset.ts";
import type { Graph } from "../graph/graph.ts";
import { notationWith } from "./deltaNames.ts";
import { asFactor, type DerivationPiece, type Subject } from "./derivation.ts";
import type { SymbolicChain } from "./symbolicChain.ts";

/** A factor of a product and what it speaks of. */
export interface Factor {
  readonly factor: Quotient;
  readonly about: Subject;
}

/** How often each factor of a piece leaves, by the number of the factor, or by the text of a number; above and below. */
interface Strikes {
  readonly above: Map<string, number>;
  readonly below: Map<string, number>;
}

/** A product with strokes through what stands above a line in one factor and below it in another. */
export function struckTerm(
  graph: Graph,
  chain: SymbolicChain,
  factors: readonly Factor[],
): readonly DerivationPiece[] {
  const written = factors.map(({ factor }) => writtenFactors(chain.algebra, factor));
  const strikes = written.map((): Strikes => ({ above: new Map(), below: new Map() }));
  for (const [upper, { above }] of written.entries())
    for (const item of above)
      for (const [lower, { below }] of written.entries())
        for (const other of below) {
          if (keyOf(item) !== keyOf(other)) continue;
          const key = keyOf(item);
          const [over, under] = [strikes[upper]?.above, strikes[lower]?.below];
          const left = item.exponent - (over?.get(key) ?? 0);
          const count = Math.min(left, other.exponent - (under?.get(key) ?? 0));
          if (count <= 0) continue;
          over?.set(key, (over.get(key) ?? 0) + count);
          under?.set(key, (under.get(key) ?? 0) + count);
        }
  return factors.map(({ factor, about }, place) => {
    const formula = asFactor(typesetPiece(expressionOf(chain.algebra, factor), notationWith(graph)));
    const own = strikes[place];
    if (own === undefined || own.above.size + own.below.size === 0) return { formula, about };
    return { formula, about, struck: asFactor(struckPiece(graph, chain, factor, own)) };
  });
}

/** The same factor, and the same number, has the same key. */
function keyOf({ factor, base }: WrittenFactor): string {
  return factor === null ? `number ${base.kind === "number" ? base.text : ""}` : String(factor);
}

function struckPiece(graph: Graph, chain: SymbolicChain, factor: Quotient, strikes: Strikes): Typeset {
  const { isNegative, above, below } = writtenFactors(chain.algebra, factor);
  const numerator = struckProduct(graph, above, strikes.above);
  const whole =
    below.length === 0
      ? numerator
      : {
          ...atom(fraction(numerator.formula, struckProduct(graph, below, strikes.below).formula), "tall"),
          power: PRECEDENCE["*"],
        };
  if (!isNegative) return whole;
  return { ...whole, formula: row(negativeSign, whole.formula), power: PRECEDENCE.negate, head: "sign" };
}

function struckProduct(
  graph: Graph,
  factors: readonly WrittenFactor[],
  strikes: ReadonlyMap<string, number>,
): Typeset {
  const isAlone = factors.length === 1;
  const pieces = factors.flatMap((written) => {
    const { base, exponent } = written;
    const isTensor = notationWith(graph).isEntrywise?.(base, base) === true;
    const count = strikes.get(keyOf(written)) ?? 0;
    const powers: readonly (readonly [number, boolean])[] = [
      [count, true],
      [exponent - count, false],
    ];
    return powers
      .filter(([power]) => power > 0)
      .map(([power, isStruck]) => {
        const piece = typesetPiece(raised(base, power), notationWith(graph));
        const safe = isAlone && !isStruck ? piece : protect(piece, PRECEDENCE["*"] + 1);
        return isStruck ? { ...safe, formula: struck(safe.formula), isTensor } : { ...safe, isTensor };
      });
  });
  const [first, ...others] = pieces;
  if (first === undefined) return atom(symbol("1", "1"), "digit");
  // 4P ⊙ (1 − P): a number before a tensor needs no sign.
  return others.reduce(
    (whole, piece) => ({
      ...(whole.isTensor && piece.isTensor ? entrywise : product)(whole, piece),
      isTensor: whole.isTensor || piece.isTensor,
    }),
    first,
  );
}
