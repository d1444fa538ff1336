import { power, type Quotient, times } from "./quotient.ts";
import { isOne } from "./rational.ts";

/** A factor that is a root of something else, x^(1/2). */
export interface Root {
  readonly degree: number;
  readonly of: Quotient;
}

/** With every root and what it is a root of as one power: √x · √x is x, and x · √x is the root's third power. */
export function withJoinedRoots(given: Quotient, roots: ReadonlyMap<number, Root>): Quotient {
  let current = given;
  for (const factor of given.powers.keys()) {
    const root = roots.get(factor);
    const exponent = current.powers.get(factor) ?? 0;
    if (root === undefined || exponent === 0) continue;
    const base = soleFactor(root.of);
    const beside = base === null ? 0 : (current.powers.get(base) ?? 0);
    const total = exponent + root.degree * beside;
    const isJoined = base === null || beside !== 0 || total % root.degree === 0;
    if (!isJoined) continue;
    const isWhole = total % root.degree === 0;
    const count = isWhole ? total / root.degree : base === null ? Math.trunc(total / root.degree) : 0;
    const powers = new Map(current.powers);
    if (base !== null) powers.delete(base);
    const rest = total - count * root.degree;
    if (rest === 0) powers.delete(factor);
    else powers.set(factor, rest);
    current = times({ ...current, powers }, power(root.of, count));
  }
  return current;
}

function soleFactor({ coefficient, powers }: Quotient): number | null {
  const [[factor, exponent] = [-1, 0], another] = powers;
  return another === undefined && exponent === 1 && isOne(coefficient) ? factor : null;
}
