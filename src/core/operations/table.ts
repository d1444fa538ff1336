import { activations } from "./activations.ts";
import { arithmetic } from "./arithmetic.ts";
import { choices } from "./choices.ts";
import { exponentials } from "./exponentials.ts";
import type { Operation } from "./operation.ts";
import { trigonometry } from "./trigonometry.ts";

/** Every operation, defined once. Parser, completion, help, formulas, factors and a test suite derive from it. */
const OPERATIONS = {
  ...arithmetic,
  ...exponentials,
  ...trigonometry,
  ...activations,
  ...choices,
} as const satisfies Record<string, Operation>;

export type OperationKey = keyof typeof OPERATIONS;

/** The table with every entry seen as an {@link Operation}. */
export const operations: Readonly<Record<OperationKey, Operation>> = OPERATIONS;

export const operationKeys = Object.keys(OPERATIONS) as readonly OperationKey[];

const BY_NAME: ReadonlyMap<string, OperationKey> = new Map(
  operationKeys.flatMap((key) => operations[key].names.map((name) => [name, key] as const)),
);

const BY_OPERATOR: ReadonlyMap<string, OperationKey> = new Map(
  operationKeys.flatMap((key) => {
    const { notation } = operations[key];
    return notation.kind === "infix" ? [[notation.operator, key] as const] : [];
  }),
);

/** The operation that a program calls by `name`. */
export function operationNamed(name: string): OperationKey | undefined {
  return BY_NAME.get(name);
}

export function operationOfOperator(operator: string): OperationKey {
  const key = BY_OPERATOR.get(operator);
  if (key === undefined) throw new Error(`no operation is written ${operator}`);
  return key;
}

/** All names that a program can call, in the order of the table. */
export const functionNames: readonly string[] = [...BY_NAME.keys()];
