import { useEffect } from "react";
import { CHECK_TOLERANCE, type CheckedNumber, drawnCheck, numberText } from "../../core/index.ts";
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
  const undecided = all.filter(({ isDecided }) => !isDecided).length;
  const largest = Math.max(0, ...all.filter(isRight).map(({ error }) => error));
  const kinks =
    undecided === 0
      ? ""
      : ` At a kink, differences see both sides and do not decide: ${undecided} are left out.`;
  return (
    <p className="check-report" role="status" aria-label="Gradient check">
      {agreement(check.factors, "factors")} and {agreement(gradients, "gradients")} agree with differences;
      among those, the largest error is {numberText(Number(largest.toPrecision(1)))}.{kinks}
    </p>
  );
}

function isRight({ error, isDecided }: CheckedNumber): boolean {
  return isDecided && error <= CHECK_TOLERANCE;
}

function agreement(numbers: readonly CheckedNumber[], what: string): string {
  const decided = numbers.filter(({ isDecided }) => isDecided);
  return `${decided.filter(isRight).length} of ${decided.length} ${what}`;
}
