import { activations } from "./activations.ts";
import { arithmetic } from "./arithmetic.ts";
import { choices } from "./choices.ts";
import { exponentials } from "./exponentials.ts";
import type { ElementwiseOperation, Operation, TensorOperation } from "./operation.ts";
import { tensors } from "./tensors.ts";
import { trigonometry } from "./trigonometry.ts";

const ELEMENTWISE = {
  ...arithmetic,
  ...exponentials,
  ...trigonometry,
  ...activations,
  ...choices,
} as const satisfies Record<string, ElementwiseOperation>;

export type ElementwiseKey = keyof typeof ELEMENTWISE;
export type TensorKey = keyof typeof tensors;
export type OperationKey = ElementwiseKey | TensorKey;

/** The operations on numbers. */
export const elementwise: Readonly<Record<ElementwiseKey, ElementwiseOperation>> = ELEMENTWISE;

/** The operations on vectors and matrices as wholes. */
export const ofTensors: Readonly<Record<TensorKey, TensorOperation>> = tensors;

/** Every operation, defined once. Parser, completion, help, formulas, factors and a test suite derive from it. */
export const operations: Readonly<Record<OperationKey, Operation>> = { ...elementwise, ...ofTensors };

export const elementwiseKeys = Object.keys(elementwise) as readonly ElementwiseKey[];
export const tensorKeys = Object.keys(ofTensors) as readonly TensorKey[];
export const operationKeys: readonly OperationKey[] = [...elementwiseKeys, ...tensorKeys];

export function isElementwise(key: OperationKey): key is ElementwiseKey {
  return operations[key].shape === "elementwise";
}

/** A name can stand for several operations, told apart by how many operands they take: max(a, b) and max(x). */
const BY_NAME = new Map<string, OperationKey[]>();
for (const key of operationKeys)
  for (const name of operations[key].names) BY_NAME.set(name, [...(BY_NAME.get(name) ?? []), key]);

const BY_OPERATOR: ReadonlyMap<string, OperationKey> = new Map(
  operationKeys.flatMap((key) => {
    const { notation } = operations[key];
    return notation.kind === "infix" ? [[notation.operator, key] as const] : [];
  }),
);

/** Whether an operation takes so many operands. */
export function takes(key: OperationKey, count: number): boolean {
  const { operands, many } = operations[key];
  return count === operands.length || (many !== undefined && count > operands.length);
}

/** The operation that a program calls by `name`, with so many operands if that is known. */
export function operationNamed(name: string, count?: number): OperationKey | undefined {
  const keys = operationsNamed(name);
  return keys.find((key) => count === undefined || takes(key, count)) ?? keys[0];
}

/** All operations of a name, the usual one first. */
export function operationsNamed(name: string): readonly OperationKey[] {
  return BY_NAME.get(name) ?? [];
}

export function operationOfOperator(operator: string): OperationKey {
  const key = BY_OPERATOR.get(operator);
  if (key === undefined) throw new Error(`no operation is written ${operator}`);
  return key;
}

/** All names that a program can call, in the order of the table. */
export const functionNames: readonly string[] = [...BY_NAME.keys()];
