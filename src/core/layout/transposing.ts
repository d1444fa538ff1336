import { savedOnSide } from "./crossings.ts";
import { at, type Weave } from "./weave.ts";

/**
 * Stage 2a: swaps neighbours (Gansner et al., "A technique for drawing directed graphs", 1993). Made while the ranks
 * stand as written, to return to that where it costs nothing.
 */
export class Transpositions {
  private readonly weave: Weave;
  private readonly written: Int32Array;

  constructor(weave: Weave) {
    this.weave = weave;
    this.written = weave.places.slice();
  }

  /** Swaps while that helps, or costs nothing and returns two to the written order; at most some passes. */
  run(passes: number): void {
    const { ranks } = this.weave;
    // A rank in which nothing was to be swapped is looked at again once one beside it has changed.
    const isOpen = new Uint8Array(ranks.length).fill(1);
    for (let pass = 0, changed = true; pass < passes && changed; pass++) {
      changed = false;
      for (const [index, rank] of ranks.entries()) {
        if (!isOpen[index]) continue;
        const hasSwapped = this.swapIn(rank);
        if (hasSwapped) isOpen.fill(1, Math.max(0, index - 1), index + 2);
        else isOpen[index] = 0;
        changed ||= hasSwapped;
      }
    }
  }

  private swapIn(rank: Int32Array): boolean {
    const { before, after, places } = this.weave;
    let changed = false;
    for (let place = 1; place < rank.length; place++) {
      const [first, second] = [at(rank, place - 1), at(rank, place)];
      const saved = savedOnSide(before, places, first, second) + savedOnSide(after, places, first, second);
      const returns = at(this.written, first) > at(this.written, second);
      if (saved < 0 || (saved === 0 && !returns)) continue;
      rank[place - 1] = second;
      rank[place] = first;
      places[second] = place - 1;
      places[first] = place;
      changed = true;
    }
    return changed;
  }
}
