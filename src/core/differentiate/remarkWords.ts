import { type Diagnostic, diagnose } from "../expression/diagnostics.ts";
import { printExpression } from "../expression/print.ts";
import type { Span } from "../expression/span.ts";
import { type Expression, foldExpression } from "../expression/tree.ts";
import { constantNamed } from "../operations/constants.ts";
import { applyToTensors } from "../operations/onTensors.ts";
import { compileCondition, operationOf, placesOf } from "../operations/rule.ts";
import { elementwise, isElementwise, type OperationKey } from "../operations/table.ts";
import { type Shape, type Tensor, tensorOf } from "../tensor/tensor.ts";
import { entriesOf } from "./conventions.ts";

/** A constant has no nodes of its own: its parts are called as they are written. */
export function constantRemarks(constant: Expression): Diagnostic[] {
  const remarks: Diagnostic[] = [];
  foldExpression<Tensor>(constant, (part, operands) => {
    if (part.kind === "name") return tensorOf(constantNamed(part.name)?.value ?? Number.NaN);
    if (part.kind === "number") {
      if (!Number.isFinite(part.value)) remarks.push(diagnose("overflow", part, `\`${part.text}\``));
      return tensorOf(part.value);
    }
    const key = operationOf(part);
    if (key === undefined) throw new Error("a constant calls only what the table has");
    const value = applyToTensors(key, operands, placesOf(part));
    const remark = birthRemark(key, operands, value, part, `\`${printExpression(part)}\``);
    if (remark !== null) remarks.push(remark);
    return value;
  });
  return remarks;
}

/**
 * Why an operation's value is not finite, if its operands do not say it already. Of a tensor, the first entry that is
 * not; the message says which.
 */
export function birthRemark(
  operation: OperationKey,
  operands: readonly Tensor[],
  value: Tensor,
  place: Span,
  words: string,
): Diagnostic | null {
  if (value.data.every(Number.isFinite)) return null;
  const entries = isElementwise(operation)
    ? entriesOf(operands, value)
    : [{ given: operands.flatMap(({ data }) => [...data]), result: value.data.find(isNotFinite) ?? 0 }];
  const born: Diagnostic[] = [];
  const where: number[] = [];
  for (const [index, { given, result }] of entries.entries()) {
    const remark = birthOfNumber(operation, given, result, place, words);
    if (remark === null) continue;
    born.push(remark);
    where.push(index);
  }
  const [first] = born;
  if (first === undefined) return null;
  return isElementwise(operation) ? inEntries(first, where, value.shape) : first;
}

const isNotFinite = (number: number): boolean => !Number.isFinite(number);

/** The diagnostic with the entries it is about, `in entry [2]`, where there is more than one. */
export function inEntries(diagnostic: Diagnostic, entries: readonly number[], shape: Shape): Diagnostic {
  const [first = 0, ...others] = entries;
  if (shape.length === 0) return diagnostic;
  const columns = shape.at(-1) ?? 1;
  const place =
    shape.length === 1 ? `${first + 1}` : `${Math.floor(first / columns) + 1},${(first % columns) + 1}`;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return { ...diagnostic, message: `In entry [${place}]${more}: ${diagnostic.message}` };
}

export function birthOfNumber(
  operation: OperationKey,
  given: readonly number[],
  value: number,
  place: Span,
  words: string,
): Diagnostic | null {
  if (Number.isFinite(value)) return null;
  const [a = 0, b = 0] = given;
  if (given.every(Number.isFinite)) {
    if (isElementwise(operation)) {
      const { exclusions, operands } = elementwise[operation];
      const reason = exclusions.find(({ where }) => compileCondition(where, operands)(a, b, value));
      if (reason !== undefined) return diagnose("domain", place, reason.message);
    }
    return diagnose(Number.isNaN(value) ? "not-a-number" : "overflow", place, words);
  }
  const isBorn = Number.isNaN(value) && !given.some(Number.isNaN);
  return isBorn ? diagnose("not-a-number", place, words) : null;
}
