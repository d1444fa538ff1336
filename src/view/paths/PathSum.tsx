import {
  type FactoredLine,
  factoredForm,
  gradientSymbol,
  isOfTensors,
  type PathCosts,
  plainText,
  tex,
  valueText,
} from "../../core/index.ts";
import { writeDigits } from "../../formats/numbers.ts";
import { Tex } from "../typeset/Tex.tsx";
import { manyText } from "./manyText.ts";
import type { PathsNow } from "./usePaths.ts";

/** A sum of more terms is not written out: the list has them. */
const MOST_TERMS = 9;

/** What is not listed, and what all paths come to: the gradient. */
export function Total({ now }: { readonly now: PathsNow }) {
  const { ways, list, still, isKnown } = now;
  const { graph, target } = ways;
  const { run } = still;
  const isThere = (ways.uses[target] ?? []).every(isKnown) && target !== graph.output;
  const gradient = run.adjoints[target] ?? 0;
  const left = gradientSymbol(graph, target, run.seed);
  const terms = list.count > 1n && list.count <= MOST_TERMS ? termsText(now) : null;
  return (
    <>
      {list.rest !== null && (
        <p className="path-rest">
          … and {manyText(list.rest.count)} more
          {isThere ? `, together ${valueText(list.rest.contribution)}` : ""}
        </p>
      )}
      <p className="path-sum" {...(isThere ? { "data-value": writeDigits(gradient) } : {})}>
        <Tex tex={`${tex(left)} =`} plain={`${plainText(left)} =`} />{" "}
        {terms !== null && <span>{terms} = </span>}
        <strong className="gradient">{isThere ? valueText(gradient) : "□"}</strong>
      </p>
      {!isThere && (
        <p className="remark">
          Numbers are filled in as the gradients come back; the last step has them all.
        </p>
      )}
    </>
  );
}

function termsText({ list, isKnown }: PathsNow): string {
  return list.listed
    .map(({ edges, contribution }, place) => {
      if (!edges.every(isKnown)) return "□";
      const isNegative = typeof contribution === "number" && contribution < 0;
      return place > 0 && isNegative ? `(${valueText(contribution)})` : valueText(contribution);
    })
    .join(" + ");
}

/** The sum with parallel edges merged: as formulas, and in numbers. */
export function Factored({ now }: { readonly now: PathsNow }) {
  const { ways, still, isOne, isKnown, list } = now;
  if (isOfTensors(still.run) || list.count < 2n) return null;
  const lines = factoredForm(ways, still.run, isOne, isKnown);
  return (
    <>
      <h3>Factored</h3>
      {lines === null ? (
        <p className="remark">The factored form is too long to be read here.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled, by keyboard too
        <section className="factored" aria-label="Factored" tabIndex={0}>
          {lines.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order
            <FactoredRow key={place} line={line} />
          ))}
        </section>
      )}
    </>
  );
}

function FactoredRow({ line: { left, formulas, numbers, result } }: { readonly line: FactoredLine }) {
  const sides = [formulas, numbers, result];
  const different = sides.filter((side, place) => place === 0 || tex(side) !== tex(sides[place - 1] ?? side));
  return (
    <div className="factored-line" data-tex={[left, ...different].map(tex).join("=")}>
      <Tex tex={tex(left)} plain={plainText(left)} />
      <span>
        {different.map((side, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sides keep their order
          <span className="factored-side" key={place}>
            <Tex tex={`= ${tex(side)}`} plain={`= ${plainText(side)}`} />
          </span>
        ))}
      </span>
    </div>
  );
}

/** How many operations each way takes, and why the sweep takes fewer. */
export function OperationTable({ now }: { readonly now: PathsNow }) {
  const { costs, still } = now;
  const { pathByPath, reverseSweep, merged } = costs;
  const isScalar = !isOfTensors(still.run);
  const rows = [
    ["path by path", pathByPath],
    ["reverse sweep", reverseSweep],
    ["parallel edges merged", merged],
  ] as const;
  return (
    <>
      <h3 id="operations-title">Operations</h3>
      <table className="operations" aria-labelledby="operations-title">
        <thead>
          <tr>
            <td />
            <th scope="col">{isScalar ? "multiply" : "pull back"}</th>
            <th scope="col">add</th>
            <th scope="col">{isScalar ? "by 1" : "unchanged"}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap(([way, count]) =>
            count === null
              ? []
              : [
                  <tr key={way}>
                    <th scope="row">{way}</th>
                    <td>{manyText(count.multiplications)}</td>
                    <td>{manyText(count.additions)}</td>
                    <td className="apart">{manyText(count.byOne)}</td>
                  </tr>,
                ],
          )}
        </tbody>
      </table>
      <p className="remark">{reason(costs, isScalar)}</p>
    </>
  );
}

function reason({ pathByPath, reverseSweep }: PathCosts, isScalar: boolean): string {
  const apart = isScalar ? " Multiplications by a literal 1 are counted apart." : "";
  if (reverseSweep.multiplications < pathByPath.multiplications)
    return `The sweep adds what arrives at a node before it passes it on, so a stretch that several paths share is multiplied once and not once a path.${apart}`;
  return `No stretch with a factor is shared by several paths here, so the sweep saves nothing for this input alone; but it serves all inputs at once.${apart}`;
}
