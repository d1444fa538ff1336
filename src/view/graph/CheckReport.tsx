import { CHECK_TOLERANCE, type CheckedNumber, isByConvention, numberText } from "../../core/index.ts";
import { useDerived } from "../context.ts";

/** What the check has found, in one sentence. */
export function CheckReport() {
  const still = useDerived((all) => all.still);
  if (still?.check == null) return null;
  const { scene, run, check } = still;
  const isFar = (checked: CheckedNumber | null): boolean =>
    checked !== null && !(checked.error <= CHECK_TOLERANCE);
  const far = check.factors.filter(
    (factor, edge) => isFar(factor) && !isByConvention(scene.graph, run, edge),
  );
  const gradients = check.gradients.filter((gradient) => gradient !== null);
  const kinks =
    check.factors.length -
    check.factors.filter((_factor, edge) => !isByConvention(scene.graph, run, edge)).length;
  const largest = Math.max(
    0,
    ...[...check.factors, ...gradients].filter((checked) => !isFar(checked)).map(({ error }) => error),
  );
  const agree = `${check.factors.length - far.length - kinks} of ${check.factors.length} factors and ${gradients.filter((gradient) => !isFar(gradient)).length} of ${gradients.length} gradients agree with differences`;
  const atKinks =
    kinks === 0 ? "" : ` At a kink, differences see both sides, so they do not decide (${kinks}).`;
  return (
    <p className="check-report" role="status" aria-label="Gradient check">
      {agree}; the largest error is {numberText(Number(largest.toPrecision(1)))}.{atKinks}
    </p>
  );
}
