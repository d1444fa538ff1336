import { at } from "./weave.ts";

/**
 * Sorts by the elements' numbers and keeps those with equal ones in their order: merges ever longer runs. Sorting with a
 * comparing function takes several times as long, and layers are sorted again and again. `spare` is as long as `elements`.
 */
export function sortByNumbers(elements: Int32Array, numbers: Float64Array, spare: Int32Array): void {
  let [from, to] = [elements, spare];
  for (let length = 1; length < elements.length; length *= 2) {
    for (let start = 0; start < elements.length; start += 2 * length) {
      merge(from, to, numbers, start, Math.min(start + length, elements.length), length);
    }
    [from, to] = [to, from];
  }
  if (from !== elements) elements.set(from);
}

/** The runs from `start` to before `middle` and from there on. */
function merge(
  from: Int32Array,
  to: Int32Array,
  numbers: Float64Array,
  start: number,
  middle: number,
  length: number,
): void {
  const end = Math.min(middle + length, from.length);
  let [left, right] = [start, middle];
  for (let i = start; i < end; i++) {
    const takesRight =
      right < end && (left === middle || (numbers[at(from, right)] ?? 0) < (numbers[at(from, left)] ?? 0));
    to[i] = at(from, takesRight ? right++ : left++);
  }
}
