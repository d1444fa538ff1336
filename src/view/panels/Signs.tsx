import { Fragment, useMemo } from "react";
import { contributionFormula, isOfTensors, plainText, type Sign, signsIn, tex } from "../../core/index.ts";
import type { Derived } from "../derived/derived.ts";
import { Tex } from "../typeset/Tex.tsx";
import { derivationOf } from "./derivationOf.ts";
import { simplifiedOf } from "./simplified.ts";

/** Edges whose formulas are asked; what a longer program adds is of the same kind. */
const MOST_ASKED = 100;

/** What the signs mean that formulas between vectors and matrices have, for those in the picture and the derivation. */
export default function Signs({ all }: { readonly all: Derived }) {
  const graph = isOfTensors(all.run) ? all.scene.graph : null;
  const derivation = derivationOf(all);
  const simplified = graph === null ? null : simplifiedOf(all);
  const signs = useMemo(() => {
    if (graph === null) return [];
    const edges = graph.edges.slice(0, MOST_ASKED).map((edge) => plainText(contributionFormula(graph, edge)));
    const pieces = [...derivation, ...(simplified ?? [])].flatMap(({ left, terms }) =>
      [left, ...terms.flat().map(({ formula }) => formula)].map(plainText),
    );
    return signsIn([...edges, ...pieces]);
  }, [graph, derivation, simplified]);
  return signs.length === 0 ? null : <SignList signs={signs} />;
}

/** Signs with their meanings. */
export function SignList({ signs }: { readonly signs: readonly Sign[] }) {
  return (
    <dl className="signs" aria-label="Signs">
      {signs.map(({ formula, plain, means }) => (
        <Fragment key={plain}>
          <dt>
            <Tex tex={tex(formula)} plain={plainText(formula)} />
          </dt>
          <dd>{means}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
