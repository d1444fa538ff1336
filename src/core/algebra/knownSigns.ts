import type { Algebra } from "./algebra.ts";
import { isAlwaysPositive } from "./nonzero.ts";
import { factorExpression } from "./print.ts";
import { keyOfFactors, negated, ONE_QUOTIENT, type Quotient, ZERO_QUOTIENT } from "./quotient.ts";

/** The signs that conditions fix, each with the edge whose case holds under it. */
export class KnownSigns {
  private readonly signs = new Map<string, { readonly sign: 1 | -1; readonly edge: number }>();

  /** Takes a condition over: what `difference` is, above or below zero. */
  add(difference: Quotient, relation: string, edge: number): void {
    if (difference.powers.size === 0 || !["<", ">"].includes(relation)) return;
    const sign = relation === ">" ? 1 : -1;
    const key = keyOfFactors(difference);
    if (!this.signs.has(key)) this.signs.set(key, { sign: signOf(difference, sign), edge });
  }

  /** The sign that a quotient has by what is known; 0 where that does not say. */
  of(algebra: Algebra, quotient: Quotient): 1 | -1 | 0 {
    if (this.signs.size === 0 || quotient.coefficient.numerator === 0n) return 0;
    const whole = this.signs.get(keyOfFactors(quotient));
    const used = new Set<number>();
    let sign = whole?.sign ?? 1;
    if (whole !== undefined) used.add(whole.edge);
    else
      for (const [factor, exponent] of quotient.powers) {
        const known = this.signs.get(`${factor}^1`);
        if (known !== undefined) used.add(known.edge);
        else if (!isAlwaysPositive(factorExpression(algebra, factor))) return 0;
        if (known?.sign === -1 && exponent % 2 !== 0) sign = sign === 1 ? -1 : 1;
      }
    for (const edge of used) algebra.met.cases.add(edge);
    return signOf(quotient, sign);
  }
}

function signOf({ coefficient }: Quotient, ofFactors: 1 | -1): 1 | -1 {
  if (coefficient.numerator > 0n) return ofFactors;
  return ofFactors === 1 ? -1 : 1;
}

/** What a function with cases comes to where a known sign decides between them; null for every other. */
export function decidedBySign(
  algebra: Algebra,
  callee: string,
  operands: readonly Quotient[],
): Quotient | null {
  const [x, y, another] = operands;
  if (x === undefined || another !== undefined) return null;
  if (y !== undefined) {
    if (callee === "leaky_relu") {
      const sign = algebra.signs.of(algebra, x);
      return sign === 0 ? null : sign === 1 ? x : algebra.times(y, x);
    }
    if (callee !== "max" && callee !== "min") return null;
    const sign = algebra.signs.of(algebra, algebra.sum([x, negated(y)]));
    if (sign === 0) return null;
    return (sign === 1) === (callee === "max") ? x : y;
  }
  const byCase: Readonly<Record<string, readonly [above: Quotient, below: Quotient]>> = {
    abs: [x, negated(x)],
    sign: [ONE_QUOTIENT, negated(ONE_QUOTIENT)],
    relu: [x, ZERO_QUOTIENT],
    step: [ONE_QUOTIENT, ZERO_QUOTIENT],
  };
  const cases = Object.hasOwn(byCase, callee) ? byCase[callee] : undefined;
  const sign = cases === undefined ? 0 : algebra.signs.of(algebra, x);
  return sign === 0 ? null : (cases?.[sign === 1 ? 0 : 1] ?? null);
}
