import type { Derived } from "../derived/derived.ts";
import { DerivationLines } from "./DerivationLine.tsx";
import { derivationOf } from "./derivationOf.ts";
import { simplifiedOf } from "./simplified.ts";

/** The lines of a derivation in which like factors are struck out; they need the algebra, which comes later. */
export default function SimplifiedLines({ all }: { readonly all: Derived }) {
  return <DerivationLines all={all} lines={simplifiedOf(all)} before={derivationOf(all)[0]?.left ?? null} />;
}
