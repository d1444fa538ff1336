import {
  type DerivationLine,
  derive,
  type Formula,
  type Graph,
  lineTex,
  type Run,
  simplifiedLines,
  tex,
  withSimplified,
} from "../../core/index.ts";

/** Why a folded node's local derivative is what it is. */
export interface Proof {
  readonly lines: readonly DerivationLine[];
  /** The line that says the plaque's formula; −1 where none does. */
  readonly whole: number;
}

/**
 * The derivation inside a folded node, its simplified lines with it. With the rest held fixed, the derivative by an
 * operand is a partial one of the whole, `partial`; `formula` is what its plaque says it is. Nothing is said twice: a
 * line that only repeats the one before it, or both of its sides, is left out.
 */
export function proofOf(inside: Graph, run: Run, operand: number, partial: Formula, formula: Formula): Proof {
  const derived = derive(inside, run, operand);
  const total = derived[0] && tex(derived[0].left);
  const all = withSimplified(derived, simplifiedLines(inside, run, operand)).map((line) =>
    tex(line.left) === total ? { ...line, left: partial } : line,
  );
  const telling = all.filter((line) => lineTex(line) !== `${tex(line.left)}=${tex(line.left)}`);
  const lines = telling.filter((line, place) => {
    const next = telling[place + 1];
    return next === undefined || lineTex(next) !== lineTex(line);
  });
  return { lines, whole: lines.findIndex((line) => lineTex(line) === `${tex(partial)}=${tex(formula)}`) };
}
