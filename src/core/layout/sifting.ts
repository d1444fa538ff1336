import { type Blocks, type Passing, PassingAll, PassingNear } from "./passing.ts";
import { sortByNumbers } from "./sorting.ts";
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
  /** The vertices of each block. */
  private readonly parts: Links;
  private readonly blocks: Blocks;
  private readonly spare: Int32Array;
  private all: PassingAll | null = null;
  private near: PassingNear | null = null;

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
    const parts: (readonly [number, number])[][] = last.map(() => []);
    for (const [vertex, block] of this.blockOf.entries()) parts[block]?.push([vertex, 0]);
    this.parts = linksFrom(parts);
    const order = Int32Array.from({ length: this.count }, (_, place) => place);
    this.blocks = {
      first: Int32Array.from(first),
      last: Int32Array.from(last),
      before: this.linksBetween(before),
      after: this.linksBetween(after),
      order,
      places: order.slice(),
    };
    this.spare = order.slice();
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
    const { before, after, places } = this.blocks;
    const sides = turn % 3 === 0 ? [after] : turn % 3 === 1 ? [before] : [after, before];
    const means = Float64Array.from({ length: this.count }, (_, block) => {
      let [sum, count] = [0, 0];
      for (const { starts, ends } of sides) {
        for (let i = at(starts, block); i < at(starts, block + 1); i++, count++) {
          sum += at(places, at(ends, i));
        }
      }
      return count > 0 ? sum / count : at(places, block);
    });
    this.sortBy(means);
  }

  /** Gives blocks the order of their numbers. */
  sortBy(numbers: Float64Array): void {
    const { order } = this.blocks;
    sortByNumbers(order, numbers, this.spare);
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
    const { order, places } = this.blocks;
    let changed = false;
    this.spare.set(order);
    for (const block of this.spare) {
      const place = at(places, block);
      const best = this.bestPlace(block, place, reach);
      if (best === place) continue;
      if (best < place) order.copyWithin(best + 1, best, place);
      else order.copyWithin(place, place + 1, best + 1);
      order[best] = block;
      this.renumber(Math.min(place, best), Math.max(place, best));
      changed = true;
    }
    return changed;
  }

  /** Where the block of a vertex of the weave stands among all. */
  placeOf(vertex: number): number {
    return at(this.blocks.places, at(this.blockOf, vertex));
  }

  /** Orders the ranks. */
  apply(): void {
    const { ranks, rankOf, places } = this.weave;
    const filled = new Int32Array(ranks.length);
    for (const block of this.blocks.order) {
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
    const from = Math.max(0, start - reach);
    const to = Math.min(this.count - 1, start + reach);
    const passing = this.passing(block, from, to);
    let best = start;
    let most = 0;
    let saved = 0;
    for (let place = start - 1; place >= from; place--) {
      saved -= passing[place] ?? 0;
      if (saved <= most) continue;
      best = place;
      most = saved;
    }
    saved = 0;
    for (let place = start + 1; place <= to; place++) {
      saved += passing[place] ?? 0;
      if (saved <= most) continue;
      best = place;
      most = saved;
    }
    return best;
  }

  private passing(block: number, from: number, to: number): Passing {
    const { length } = this.weave.ranks;
    if (to - from < this.count - 1) {
      this.near ??= new PassingNear(this.blocks, length);
      return this.near.savedBy(block, from, to);
    }
    this.all ??= new PassingAll(this.blocks, length);
    return this.all.savedBy(block);
  }

  private renumber(from: number, to: number): void {
    const { order, places } = this.blocks;
    for (let place = from; place <= to; place++) places[at(order, place)] = place;
  }
}
