import { plainValue, resized, shapeOf, type Tensor, type Value } from "../core/index.ts";

type Values = ReadonlyMap<string, Value>;

/**
 * The same values with one tensor in another size, so that all fit: when X gets one more row, y goes along with one
 * more entry. `given` stands in the order in which the values were given; what was given last is the last to be
 * changed. Null where no single one can do it.
 */
export function goAlong(given: Values, fits: (values: Values) => boolean): Values | null {
  const tensors = [...given].filter((entry): entry is [string, Tensor] => typeof entry[1] !== "number");
  const sizes = new Set(tensors.flatMap(([, { shape }]) => shape));
  for (const [name, tensor] of tensors) {
    for (const axis of tensor.shape.keys()) {
      for (const size of sizes) {
        const next = plainValue(resized(tensor, tensor.shape.with(axis, size)));
        const tried = new Map(given).set(name, next);
        if (fits(tried)) return tried;
      }
    }
  }
  return null;
}

/** Whether a value has kept its size. */
export function hasSize(value: Value | undefined, other: Value | undefined): boolean {
  return value !== undefined && other !== undefined && String(shapeOf(value)) === String(shapeOf(other));
}
