import fc from "fast-check";
import type { ElementwiseOperation } from "../src/core/operations/operation.ts";
import { compileRule, readCondition } from "../src/core/operations/rule.ts";

// Points at which the operations on numbers are tested.

/** How near a point may come to where an operation has a kink, a tie or no value: differences need room. */
export const CLEARANCE = 0.2;

/** Near a jump of the value, though not of the slope, and near a vertical tangent, differences do not settle. */
const UNSETTLED: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  atan2: (y, x) => x < CLEARANCE && Math.abs(y) < CLEARANCE,
  hypot: (a, b) => Math.abs(a) < CLEARANCE && Math.abs(b) < CLEARANCE,
  cbrt: (x) => Math.abs(x) < CLEARANCE,
};

/** Whether the operands stand clear of the places that the table itself calls exceptional, or tells apart. */
function isClear(
  { operands, derivatives, exclusions, names }: ElementwiseOperation,
  a: number,
  b: number,
): boolean {
  const conditions = [
    ...exclusions,
    ...derivatives.flatMap(({ conventions = [], rule }) => [
      ...conventions,
      ...(typeof rule === "string" ? [] : rule),
    ]),
  ].flatMap(({ where }) => where);
  if (UNSETTLED[names[0] ?? ""]?.(a, b)) return false;
  return conditions.every((condition) => {
    const { left, right } = readCondition(condition);
    const gap =
      compileRule(left, operands)(a, b, Number.NaN) - compileRule(right, operands)(a, b, Number.NaN);
    return Number.isNaN(gap) || Math.abs(gap) > CLEARANCE;
  });
}

/** How many are drawn; some of them are not clear. */
export const POINTS = 200;

/** Points where the operation has a value, with room around them: the first operand from its plot range, whole numbers among the second. */
export function pointsOf(operation: ElementwiseOperation): (readonly [number, number])[] {
  const [low, high] = operation.plotRange;
  // Evenly spread; fc.double would crowd round 0.
  const spread = (from: number, to: number) =>
    fc.integer({ min: 0, max: 2 ** 30 }).map((part) => from + ((to - from) * part) / 2 ** 30);
  const point = fc.tuple(spread(low, high), fc.oneof(spread(-3, 3), fc.integer({ min: -3, max: 3 })));
  return fc
    .sample(point, { seed: 20251122, numRuns: POINTS })
    .filter(([a, b]) => Number.isFinite(operation.value(a, b, 0)) && isClear(operation, a, b));
}
