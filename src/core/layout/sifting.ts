import { savedByPassing, savedOnSide } from "./crossings.ts";
import { at, type Links, linksFrom, type Weave } from "./weave.ts";

/**
 * Stage 2b: an order of whole edges (global sifting: Bachmaier, Brunner and Gleißner, "Global k-level crossing
 * reduction", 2011).
 *
 * A rank at a time, an edge over many ranks can hardly get out of another's way: each of its bends is held where it is
 * by those before and after. So a node is a block and the whole inside of an edge is one; all blocks stand in one
 * order, which is that of every rank, and each is tried at every place in it.
 */
export class BlockOrder {
  readonly count: number;
  private readonly weave: Weave;
  /** By vertex. */
  private readonly blockOf: Int32Array;
  /** Each block's rank nearest the inputs, and nearest the results. */
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly before: Links;
  private readonly after: Links;
  /** The vertices of each block. */
  private readonly parts: Links;
  private readonly order: Int32Array;
  private readonly places: Int32Array;
  /** Ranks again, by place: most pairs of blocks share none, and are passed over fast. */
  private readonly firstAt: Int32Array;
  private readonly lastAt: Int32Array;
  private readonly masks: Int32Array;
  private readonly masksAt: Int32Array;

  constructor(weave: Weave) {
    const { vertices, rankOf, before, after } = weave;
    this.weave = weave;
    this.blockOf = new Int32Array(vertices.length);
    const first: number[] = [];
    const last: number[] = [];
    // Vertices come in the order in which each bend comes after the one it leads to.
    for (const [vertex, { role }] of vertices.entries()) {
      const next = at(after.ends, at(after.starts, vertex));
      const isJoined = role === "bend" && vertices[next]?.role === "bend";
      const block = isJoined ? at(this.blockOf, next) : last.push(at(rankOf, vertex)) - 1;
      this.blockOf[vertex] = block;
      // A lane has one vertex for all the ranks from its source's on.
      const source = at(before.ends, at(before.starts, vertex));
      first[block] = role === "bend" ? at(rankOf, source) + 1 : at(rankOf, vertex);
    }
    this.count = last.length;
    this.first = Int32Array.from(first);
    this.last = Int32Array.from(last);
    this.before = this.linksBetween(weave.before);
    this.after = this.linksBetween(weave.after);
    const parts: (readonly [number, number])[][] = last.map(() => []);
    for (const [vertex, block] of this.blockOf.entries()) parts[block]?.push([vertex, 0]);
    this.parts = linksFrom(parts);
    this.order = Int32Array.from({ length: this.count }, (_, place) => place);
    this.places = this.order.slice();
    this.firstAt = this.first.slice();
    this.lastAt = this.last.slice();
    const share = Math.max(1, Math.ceil(weave.ranks.length / 32));
    this.masks = this.first.map((from, block) => {
      const [low, high] = [Math.floor(from / share), Math.floor(at(this.last, block) / share)];
      return (2 ** (high + 1) - 2 ** low) | 0;
    });
    this.masksAt = this.masks.slice();
  }

  private linksBetween({ starts, ends, operands }: Links): Links {
    const lists: (readonly [number, number])[][] = Array.from({ length: this.count }, () => []);
    for (const [vertex, block] of this.blockOf.entries()) {
      for (let i = at(starts, vertex); i < at(starts, vertex + 1); i++) {
        const other = at(this.blockOf, at(ends, i));
        if (other !== block) lists[block]?.push([other, at(operands, i)]);
      }
    }
    return linksFrom(lists);
  }

  /** Draws blocks to the mean of their neighbours', by turns those after, those before and all. */
  drawTogether(turn: number): void {
    const sides = turn % 3 === 0 ? [this.after] : turn % 3 === 1 ? [this.before] : [this.after, this.before];
    const means = Float64Array.from({ length: this.count }, (_, block) => {
      let [sum, count] = [0, 0];
      for (const { starts, ends } of sides) {
        for (let i = at(starts, block); i < at(starts, block + 1); i++, count++) {
          sum += at(this.places, at(ends, i));
        }
      }
      return count > 0 ? sum / count : at(this.places, block);
    });
    this.sortBy(means);
  }

  /** Gives blocks the order of their numbers. */
  sortBy(numbers: Float64Array): void {
    const sorted = Array.from(this.order).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
    this.order.set(sorted);
    this.renumber(0, this.count - 1);
  }

  /** Gives blocks the order of the means of their vertices' numbers. */
  sortByVertices(numbers: Float64Array): void {
    const { starts, ends } = this.parts;
    this.sortBy(
      Float64Array.from({ length: this.count }, (_, block) => {
        let sum = 0;
        for (let i = at(starts, block); i < at(starts, block + 1); i++) sum += numbers[at(ends, i)] ?? 0;
        return sum / (at(starts, block + 1) - at(starts, block));
      }),
    );
  }

  /** Moves each block to where it costs least, at most `reach` places away; false if all stand there already. */
  sift(reach = this.count): boolean {
    let changed = false;
    for (const block of this.order.slice()) {
      const place = at(this.places, block);
      const best = this.bestPlace(block, place, reach);
      if (best === place) continue;
      if (best < place) this.order.copyWithin(best + 1, best, place);
      else this.order.copyWithin(place, place + 1, best + 1);
      this.order[best] = block;
      this.renumber(Math.min(place, best), Math.max(place, best));
      changed = true;
    }
    return changed;
  }

  /** Where the block of a vertex of the weave stands among all. */
  placeOf(vertex: number): number {
    return at(this.places, at(this.blockOf, vertex));
  }

  /** Orders the ranks. */
  apply(): void {
    const { ranks, rankOf, places } = this.weave;
    const filled = new Int32Array(ranks.length);
    for (const block of this.order) {
      for (let i = at(this.parts.starts, block); i < at(this.parts.starts, block + 1); i++) {
        const vertex = at(this.parts.ends, i);
        const rank = at(rankOf, vertex);
        const place = at(filled, rank);
        const order = ranks[rank];
        if (order) order[place] = vertex;
        places[vertex] = place;
        filled[rank] = place + 1;
      }
    }
  }

  private bestPlace(block: number, start: number, reach: number): number {
    const [first, last] = [at(this.first, block), at(this.last, block)];
    const mask = at(this.masks, block);
    let best = start;
    let most = 0;
    for (const step of [-1, 1]) {
      let saved = 0;
      const end = step < 0 ? Math.max(-1, start - reach - 1) : Math.min(this.count, start + reach + 1);
      for (let place = start + step; place !== end; place += step) {
        if ((at(this.masksAt, place) & mask) === 0) continue;
        if (first > at(this.lastAt, place) || at(this.firstAt, place) > last) continue;
        const other = at(this.order, place);
        saved += step < 0 ? this.savedBySwap(other, block, place) : this.savedBySwap(block, other, place);
        if (saved <= most) continue;
        best = place;
        most = saved;
      }
    }
    return best;
  }

  /**
   * What it saves to swap two neighbours of the order that share a rank, `place` being where both stand among the
   * others. Where both pass on to the next rank they keep apart; where one ends, its edges cross the other.
   */
  private savedBySwap(one: number, two: number, place: number): number {
    const starts = at(this.first, one) - at(this.first, two);
    const ends = at(this.last, two) - at(this.last, one);
    return (
      this.savedAt(this.before, starts, one, two, place) + this.savedAt(this.after, ends, one, two, place)
    );
  }

  /** On one side; `ahead` tells whether the second goes on there (> 0), or the first (< 0). */
  private savedAt(links: Links, ahead: number, one: number, two: number, place: number): number {
    if (ahead === 0) return savedOnSide(links, this.places, one, two);
    if (ahead > 0) return savedByPassing(links, this.places, one, place);
    return -savedByPassing(links, this.places, two, place);
  }

  private renumber(from: number, to: number): void {
    for (let place = from; place <= to; place++) {
      const block = at(this.order, place);
      this.places[block] = place;
      this.firstAt[place] = at(this.first, block);
      this.lastAt[place] = at(this.last, block);
      this.masksAt[place] = at(this.masks, block);
    }
  }
}
