import { CROSSING, savedByPassing, savedOnSide, signOf } from "./crossings.ts";
import { at, type Links } from "./weave.ts";

/** Blocks in one order, which is that of every rank (see sifting.ts). Arrays are by block; `places` is the inverse of `order`. */
export interface Blocks {
  /** Each block's rank nearest the inputs, and nearest the results. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Blocks joined to it, which end just before its first rank; and those that begin just after its last. */
  readonly before: Links;
  readonly after: Links;
  readonly order: Int32Array;
  readonly places: Int32Array;
}

/** What it saves a block to pass others: by their places, to come to stand just after each, from just before it. */
export type Passing = Float64Array;

/**
 * All that a block passes on its way to either end of the order.
 *
 * Where it begins, its own links cross those that begin in the same rank, and blocks that pass by there; where another
 * begins beside its inside, that one's links cross it. So with ends. All links and inner parts between two ranks are
 * kept side by side: one run over them tells what each of a block's own links crosses.
 */
export class PassingAll {
  private readonly blocks: Blocks;
  private readonly saved: Passing;
  private readonly gaps: Gaps;
  private readonly beginning: Lists;
  private readonly ending: Lists;

  constructor(blocks: Blocks, ranks: number) {
    this.blocks = blocks;
    this.saved = new Float64Array(blocks.order.length);
    this.gaps = gapsOf(blocks, ranks);
    this.beginning = listsBy(blocks.first, ranks);
    this.ending = listsBy(blocks.last, ranks);
  }

  /** Overwritten by the next call. */
  savedBy(block: number): Passing {
    const { first, last, before, after } = this.blocks;
    const [from, to] = [at(first, block), at(last, block)];
    const { starts, tails, heads } = this.gaps;
    this.saved.fill(0);
    this.crossLinks(before, block, tails, heads, at(starts, from), at(starts, from + 1));
    this.crossLinks(after, block, heads, tails, at(starts, to + 1), at(starts, to + 2));
    this.crossInside(before, this.beginning, from + 1, to);
    this.crossInside(after, this.ending, from, to - 1);
    return this.saved;
  }

  /** Over the links `from` … `to` − 1; `far` are their ends where the block's own links lead to, `near` those beside it. */
  private crossLinks(
    { starts, ends, operands }: Links,
    block: number,
    far: Int32Array,
    near: Int32Array,
    from: number,
    to: number,
  ): void {
    const { saved, gaps } = this;
    const { places } = this.blocks;
    for (let i = at(starts, block); i < at(starts, block + 1); i++) {
      const end = at(ends, i);
      const place = at(places, end);
      for (let j = from; j < to; j++) {
        const other = at(far, j);
        const beside = at(places, at(near, j));
        const crossing = CROSSING * signOf(place - at(places, other));
        const inversion = other === end ? signOf(at(operands, i) - at(gaps.operands, j)) : 0;
        saved[beside] = (saved[beside] ?? 0) + crossing + inversion;
      }
    }
  }

  /** What begins, or ends, in the ranks `from` … `to`, all inside the block. */
  private crossInside(links: Links, { starts, blocks }: Lists, from: number, to: number): void {
    const { saved } = this;
    const { places } = this.blocks;
    if (from > to) return;
    for (let i = at(starts, from); i < at(starts, to + 1); i++) {
      const other = at(blocks, i);
      const place = at(places, other);
      saved[place] = (saved[place] ?? 0) - savedByPassing(links, places, other, place);
    }
  }
}

/** What leads over from rank r − 1 to rank r is at starts[r] … starts[r + 1] − 1: links, and blocks with both ranks inside. */
interface Gaps {
  readonly starts: Int32Array;
  /** The block in the rank before, the one in the rank after, and which of its operands it is. */
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  readonly operands: Int32Array;
}

function gapsOf({ first, last, before, order }: Blocks, ranks: number): Gaps {
  const starts = new Int32Array(ranks + 2);
  const eachOver = (visit: (rank: number, tail: number, head: number, operand: number) => void): void => {
    for (let block = 0; block < order.length; block++) {
      for (let i = at(before.starts, block); i < at(before.starts, block + 1); i++) {
        visit(at(first, block), at(before.ends, i), block, at(before.operands, i));
      }
      for (let rank = at(first, block) + 1; rank <= at(last, block); rank++) visit(rank, block, block, 0);
    }
  };
  eachOver((rank) => {
    starts[rank + 1] = at(starts, rank + 1) + 1;
  });
  for (let rank = 0; rank <= ranks; rank++) starts[rank + 1] = at(starts, rank + 1) + at(starts, rank);
  const next = starts.slice();
  const count = at(starts, ranks + 1);
  const [tails, heads, operands] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  eachOver((rank, tail, head, operand) => {
    const place = at(next, rank);
    tails[place] = tail;
    heads[place] = head;
    operands[place] = operand;
    next[rank] = place + 1;
  });
  return { starts, tails, heads, operands };
}

/** The blocks of rank r are at starts[r] … starts[r + 1] − 1. */
interface Lists {
  readonly starts: Int32Array;
  readonly blocks: Int32Array;
}

function listsBy(rankOf: Int32Array, ranks: number): Lists {
  const starts = new Int32Array(ranks + 1);
  for (const rank of rankOf) starts[rank + 1] = at(starts, rank + 1) + 1;
  for (let rank = 0; rank < ranks; rank++) starts[rank + 1] = at(starts, rank + 1) + at(starts, rank);
  const next = starts.slice();
  const blocks = new Int32Array(rankOf.length);
  for (let block = 0; block < rankOf.length; block++) {
    const rank = at(rankOf, block);
    blocks[at(next, rank)] = block;
    next[rank] = at(next, rank) + 1;
  }
  return { starts, blocks };
}

/** Only what stands near a block: where there are very many, most of what it could pass never has to be looked at. */
export class PassingNear {
  private readonly blocks: Blocks;
  private readonly saved: Passing;
  /** Ranks in 32 parts: most pairs of blocks share none, and are passed over fast. */
  private readonly masks: Int32Array;

  constructor(blocks: Blocks, ranks: number) {
    this.blocks = blocks;
    this.saved = new Float64Array(blocks.order.length);
    const share = Math.max(1, Math.ceil(ranks / 32));
    this.masks = blocks.first.map((from, block) => {
      const [low, high] = [Math.floor(from / share), Math.floor(at(blocks.last, block) / share)];
      return (2 ** (high + 1) - 2 ** low) | 0;
    });
  }

  /** From place `from` to place `to`; overwritten by the next call. */
  savedBy(block: number, from: number, to: number): Passing {
    const { order, first, last } = this.blocks;
    const mask = at(this.masks, block);
    for (let place = from; place <= to; place++) {
      const other = at(order, place);
      const isApart =
        (at(this.masks, other) & mask) === 0 ||
        at(first, block) > at(last, other) ||
        at(first, other) > at(last, block);
      this.saved[place] = isApart || other === block ? 0 : this.savedByOne(block, other, place);
    }
    return this.saved;
  }

  private savedByOne(block: number, other: number, place: number): number {
    const { before, after, first, last } = this.blocks;
    const starts = at(first, block) - at(first, other);
    const ends = at(last, other) - at(last, block);
    return this.savedAt(before, starts, block, other, place) + this.savedAt(after, ends, block, other, place);
  }

  /** On one side; `ahead` tells whether the other goes on there (> 0), or the block (< 0). */
  private savedAt(links: Links, ahead: number, block: number, other: number, place: number): number {
    if (ahead === 0) return savedOnSide(links, this.blocks.places, block, other);
    if (ahead > 0) return savedByPassing(links, this.blocks.places, block, place);
    return -savedByPassing(links, this.blocks.places, other, place);
  }
}
