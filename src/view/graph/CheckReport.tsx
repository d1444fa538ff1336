import { useEffect } from "react";
import { type CheckedNumber, drawnCheck, numberText, type Verdict } from "../../core/index.ts";
import { useDerived, useEdgewise } from "../context.ts";
import { provide } from "../derived/fetched.ts";

provide({ check: drawnCheck });

/** What the check has found, in one or two sentences. */
export default function CheckReport() {
  const store = useEdgewise();
  // Now that it can be made, the whole page asks again what follows from the choices.
  useEffect(() => store.getState().choose({}), [store]);
  const check = useDerived((all) => all.still.check);
  if (check === null) return null;
  const gradients = check.gradients.filter((gradient) => gradient !== null);
  const all = [...check.factors, ...gradients];
  const count = (verdict: Verdict) => all.filter((each) => each.verdict === verdict).length;
  const [kinks, unsettled] = [count("kink"), count("unsettled")];
  const errors = all.flatMap(({ verdict, error }) => (verdict === "agrees" ? [error] : []));
  const largest = Math.max(...errors);
  return (
    <p className="check-report" role="status" aria-label="Gradient check">
      {errors.length + count("differs") === 0
        ? "There is nothing that differences decide."
        : `${agreement(check.factors, "factors")} and ${agreement(gradients, "gradients")} agree with differences` +
          (errors.length === 0
            ? "."
            : `; among those, the largest error is ${numberText(Number(largest.toPrecision(1)))}.`)}
      {kinks > 0 && ` At a kink, differences see both sides and do not decide: ${kinks} are left out.`}
      {unsettled > 0 &&
        ` Where something is infinite, undefined or too large for the digits of a number, they do not settle: ${unsettled} are left out.`}
    </p>
  );
}

function agreement(numbers: readonly CheckedNumber[], what: string): string {
  const right = numbers.filter(({ verdict }) => verdict === "agrees").length;
  const wrong = numbers.filter(({ verdict }) => verdict === "differs").length;
  return `${right} of ${right + wrong} ${what}`;
}
