import { type DerivationLine, derive, type Graph, type Run } from "../../core/index.ts";
import type { Derived } from "../derived/derived.ts";
import { remember } from "../derived/remember.ts";

const derivations: (graph: Graph, run: Run, target: number) => readonly DerivationLine[] = remember(derive);

/** The lines of the derivative; apart from the rest, so that a hand that moves a number need not wait for them. */
export function derivationOf({ graph, run, target }: Derived): readonly DerivationLine[] {
  return derivations(graph, run, target);
}
