import { costOf, hasCrossings } from "./crossings.ts";
import type { Layers } from "./layered.ts";
import { BlockOrder } from "./sifting.ts";
import { Transpositions } from "./transposing.ts";
import { mirror, type Order, putInOrder, restore, snapshot, untwist, type Weave, weaveOf } from "./weave.ts";

/**
 * Stage 2: the order within each layer.
 *
 * It starts as the program is written, and gives way only to an order with fewer crossings, or with as many and more
 * operands in their written order. Neighbours are transposed; where crossings are left, whole edges are sifted from
 * several starts. Neighbours return to the written order where that costs nothing.
 *
 * Returned is what puts the layers in that order; and where `near` finds one as good that is nearer to a former picture, what
 * puts them in that one. Either may be called, also after the other.
 */
export function ordersOf(
  layers: Layers,
  near: ((weave: Weave, order: Order) => Order | null) | null,
): { readonly usual: () => void; readonly nearer: (() => void) | null } {
  const weave = weaveOf(layers);
  const transpositions = new Transpositions(weave);
  const best = new Best(weave);
  transpositions.run(PASSES);
  best.consider();
  if (hasCrossings(best.cost)) siftAll(weave, transpositions, best);
  best.settle();
  untwist(weave);
  const put = (order: Order) => (): void => {
    restore(weave, order);
    putInOrder(weave, layers);
  };
  const usual = snapshot(weave);
  const nearer = near?.(weave, usual) ?? null;
  return { usual: put(usual), nearer: nearer && put(nearer) };
}

const PASSES = 8;

/** The best order seen, the first one if several are. */
class Best {
  cost = Infinity;
  private order: Order = [];
  private readonly weave: Weave;

  constructor(weave: Weave) {
    this.weave = weave;
  }

  /** Remembers the order as it stands if it is better than all before; returns what it costs. */
  consider(): number {
    const cost = costOf(this.weave);
    if (cost < this.cost) {
      this.cost = cost;
      this.order = snapshot(this.weave);
    }
    return cost;
  }

  /** Returns to the best order, or to its mirror image if more operands are in order there. */
  settle(): void {
    restore(this.weave, this.order);
    mirror(this.weave);
    this.consider();
    restore(this.weave, this.order);
  }
}

/** A small graph has many rounds and soon begins anew; to a larger one each start is dearer. */
const SMALL = 64;
const SMALL_ROUNDS = 20;

/** Rounds without progress after which sifting begins anew, in an order of chance. */
function idleRounds(blocks: number): number {
  return blocks < SMALL ? 4 : 6;
}

function siftAll(weave: Weave, transpositions: Transpositions, best: Best): void {
  const blocks = new BlockOrder(weave);
  const choose = random(1);
  let [turn, idle, here] = [0, 0, Infinity];
  for (let round = roundsFor(blocks.count); round > 0 && hasCrossings(best.cost); round--) {
    if (idle === idleRounds(blocks.count)) {
      blocks.sortBy(Float64Array.from({ length: blocks.count }, choose));
      [turn, idle, here] = [0, 0, Infinity];
    } else if (turn > 0) blocks.drawTogether(turn - 1);
    for (let pass = 0; pass < 2 && blocks.count <= MOST_SIFTED && blocks.sift(); pass++);
    blocks.apply();
    transpositions.run(PASSES);
    const cost = best.consider();
    idle = cost < here ? 0 : idle + 1;
    here = Math.min(here, cost);
    turn++;
  }
}

/** More blocks than this are drawn to their neighbours and no more: sifting them would take seconds. */
const MOST_SIFTED = 8000;

/** A round tries each block beside each other one, so it takes time with their square. */
function roundsFor(blocks: number): number {
  if (blocks < SMALL) return SMALL_ROUNDS;
  return blocks > MOST_SIFTED ? 12 : Math.min(16, Math.max(2, Math.floor(3e6 / blocks ** 2)));
}

/** Numbers from 0 to 1, the same each time: the minimal standard generator (Park and Miller, 1988). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
