import { type DerivationLine, simplifiedLines, withSimplified } from "../../core/index.ts";
import type { Derived } from "../derived.ts";

const known = new WeakMap<readonly DerivationLine[], readonly DerivationLine[]>();

/** The lines of a derivation in which like factors are struck out, found once for all who show or explain them. */
export function simplifiedOf({
  structure,
  run,
  target,
  derivation,
}: Pick<Derived, "structure" | "run" | "target" | "derivation">): readonly DerivationLine[] {
  const found = known.get(derivation);
  if (found !== undefined) return found;
  const lines = withSimplified(derivation, simplifiedLines(structure, run, target)).filter(
    ({ kind }) => kind === "simplified",
  );
  known.set(derivation, lines);
  return lines;
}
