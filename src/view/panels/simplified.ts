import { type DerivationLine, simplifiedLines, withSimplified } from "../../core/index.ts";
import type { Derived } from "../derived/derived.ts";
import { derivationOf } from "./derivationOf.ts";

const known = new WeakMap<readonly DerivationLine[], readonly DerivationLine[]>();

/** The lines of a derivation in which like factors are struck out, found once for all who show or explain them. */
export function simplifiedOf(all: Derived): readonly DerivationLine[] {
  const derivation = derivationOf(all);
  const found = known.get(derivation);
  if (found !== undefined) return found;
  const lines = withSimplified(derivation, simplifiedLines(all.graph, all.run, all.target)).filter(
    ({ kind }) => kind === "simplified",
  );
  known.set(derivation, lines);
  return lines;
}
