import { useMemo } from "react";
import { simplifiedLines, withSimplified } from "../../core/index.ts";
import type { Derived } from "../derived.ts";
import { DerivationLines } from "./DerivationLine.tsx";
import { derivationOf } from "./derivationOf.ts";

/** The lines of a derivation in which like factors are struck out; they need the algebra, which comes later. */
export default function SimplifiedLines({ all }: { readonly all: Derived }) {
  const { graph, run, target } = all;
  const derivation = derivationOf(all);
  const lines = useMemo(() => {
    return withSimplified(derivation, simplifiedLines(graph, run, target)).filter(
      ({ kind }) => kind === "simplified",
    );
  }, [graph, run, target, derivation]);
  return <DerivationLines all={all} lines={lines} before={derivation[0]?.left ?? null} />;
}
