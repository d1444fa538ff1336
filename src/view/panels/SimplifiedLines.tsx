import { useMemo } from "react";
import { simplifiedLines, withSimplified } from "../../core/index.ts";
import { type Derived, derivationOf } from "../derived.ts";
import { DerivationLines } from "./DerivationLine.tsx";

/** The lines of a derivation in which like factors are struck out; they need the algebra, which comes later. */
export default function SimplifiedLines({ all }: { readonly all: Derived }) {
  const { structure, run, target } = all;
  const derivation = derivationOf(all);
  const lines = useMemo(() => {
    return withSimplified(derivation, simplifiedLines(structure, run, target)).filter(
      ({ kind }) => kind === "simplified",
    );
  }, [structure, run, target, derivation]);
  return <DerivationLines all={all} lines={lines} before={derivation[0]?.left ?? null} />;
}
