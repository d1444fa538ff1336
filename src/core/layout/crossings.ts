import { at, type Links, type Weave } from "./weave.ts";

/** An inversion counts far less than a crossing: operand order decides among drawings with equally many crossings. */
export const CROSSING = 2 ** 16;

/** What an order costs; less is better. */
export function costOf(weave: Weave): number {
  return CROSSING * countCrossings(weave) + countInversions(weave);
}

export function hasCrossings(cost: number): boolean {
  return cost >= CROSSING;
}

/**
 * Read along a rank, edges arrive in the order of their ends; two cross when their starts are in the opposite order. So
 * crossings are the inversions of the starts, counted with a Fenwick tree in O(n log n).
 */
export function countCrossings({ ranks, before, places }: Weave): number {
  const most = ranks.reduce((length, rank) => Math.max(length, rank.length), 0);
  const tree = new Int32Array(most + 1);
  let crossings = 0;
  let size = 0;
  for (const rank of ranks) {
    tree.fill(0, 0, size + 1);
    let seen = 0;
    for (let place = 0; place < rank.length; place++) {
      const vertex = at(rank, place);
      const [first, last] = [at(before.starts, vertex), at(before.starts, vertex + 1)];
      // All of one consumer's are asked for before any is entered: they do not cross each other.
      for (let i = first; i < last; i++) {
        let notAfter = 0;
        for (let p = at(places, at(before.ends, i)) + 1; p > 0; p -= p & -p) notAfter += at(tree, p);
        crossings += seen - notAfter;
      }
      for (let i = first; i < last; i++) {
        for (let p = at(places, at(before.ends, i)) + 1; p <= size; p += p & -p) tree[p] = at(tree, p) + 1;
      }
      seen += last - first;
    }
    size = rank.length;
  }
  return crossings;
}

/** Pairs of operands of one consumer that arrive out of operand order. */
function countInversions({ vertices, before: { starts, ends }, places }: Weave): number {
  let inversions = 0;
  for (let vertex = 0; vertex < vertices.length; vertex++) {
    for (let i = at(starts, vertex); i < at(starts, vertex + 1); i++) {
      for (let j = i + 1; j < at(starts, vertex + 1); j++) {
        if (at(places, at(ends, i)) > at(places, at(ends, j))) inversions++;
      }
    }
  }
  return inversions;
}

/**
 * What it saves (negative: costs) on one side to swap `first` and `second`, which stand next to each other in this
 * order; `places` are those of what the links lead to.
 */
export function savedOnSide(
  { starts, ends, operands }: Links,
  places: Int32Array,
  first: number,
  second: number,
): number {
  const [from, to] = [at(starts, second), at(starts, second + 1)];
  let crossings = 0;
  let inversions = 0;
  for (let i = at(starts, first); i < at(starts, first + 1); i++) {
    const end = at(ends, i);
    const place = at(places, end);
    for (let j = from; j < to; j++) {
      const other = at(ends, j);
      crossings += signOf(place - at(places, other));
      if (end === other) inversions += signOf(at(operands, i) - at(operands, j));
    }
  }
  return CROSSING * crossings + inversions;
}

/** Of an integer below 2³¹; without a branch, as nobody could foresee which one to take. */
export function signOf(integer: number): number {
  return (integer >> 31) - (-integer >> 31);
}

/** The same where one ends beside the other's inside: how many ends lie beyond `place`, minus those that do not. */
export function savedByPassing(
  { starts, ends }: Links,
  places: Int32Array,
  vertex: number,
  place: number,
): number {
  let beyond = 0;
  for (let i = at(starts, vertex); i < at(starts, vertex + 1); i++) {
    beyond += signOf(at(places, at(ends, i)) - place);
  }
  return CROSSING * beyond;
}
