import { edgeAt } from "../graph/graph.ts";
import { usesOf, type Ways } from "./paths.ts";

/** Operations counted; those of tensors are pullbacks and sums of tensors. */
export interface OperationCount {
  readonly multiplications: bigint;
  readonly additions: bigint;
  /** Multiplications by a literal 1, which are not among the multiplications. */
  readonly byOne: bigint;
}

/** What a gradient is multiplied by between two nodes: the factor of an edge, or products and sums of such. */
export type Stretch =
  | { readonly kind: "edge"; readonly edge: number }
  | { readonly kind: "product"; readonly first: ReducedEdge; readonly second: ReducedEdge }
  | { readonly kind: "sum"; readonly terms: readonly [ReducedEdge, ReducedEdge] };

/** An edge of the reduced graph. */
export interface ReducedEdge {
  readonly stretch: Stretch;
  /** Whether it is a literal 1. */
  readonly isOne: boolean;
  /** When one comes by it first, following the uses as written: what the terms of a sum are ordered by. */
  readonly place: number;
}

/** What is left when no two edges are parallel and no node stands between just two. */
export interface ReducedWays {
  /** By node: where its edges lead. */
  readonly leaving: ReadonlyMap<number, ReadonlyMap<number, ReducedEdge>>;
  /** By node: from where edges arrive. */
  readonly arriving: ReadonlyMap<number, ReadonlySet<number>>;
  /** Of the reduction, and of a reverse sweep over what is left. */
  readonly cost: OperationCount;
}

/**
 * Merges parallel edges, which is an addition, and leaves out every node with one edge on either side, which is a
 * multiplication, as long as there are any (Valdes, Tarjan & Lawler, The Recognition of Series Parallel Digraphs, 1982;
 * in Griewank & Walther's terms the cheapest vertex eliminations, ch. 9). Where paths only part and meet again, one edge
 * is left: the whole derivative, factored.
 */
export function reduceWays(ways: Ways, isOne: (edge: number) => boolean): ReducedWays {
  const reduction = new Reduction(ways, isOne);
  reduction.run();
  return { leaving: reduction.leaving, arriving: reduction.arriving, cost: reduction.cost() };
}

class Reduction {
  readonly leaving = new Map<number, Map<number, ReducedEdge>>();
  readonly arriving = new Map<number, Set<number>>();
  private readonly ways: Ways;
  private multiplications = 0;
  private additions = 0;
  private byOne = 0;

  constructor(ways: Ways, isOne: (edge: number) => boolean) {
    this.ways = ways;
    for (const node of ways.nodes) {
      this.leaving.set(node, new Map());
      this.arriving.set(node, new Set());
    }
    for (const [place, edge] of asWritten(ways).entries()) {
      const { from, to } = edgeAt(ways.graph, edge);
      this.join(from, to, { stretch: { kind: "edge", edge }, isOne: isOne(edge), place });
    }
  }

  run(): void {
    const pending = this.ways.nodes.toReversed();
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      const ends = this.leaveOut(node);
      // Two edges that have become one may leave a node between just two.
      if (ends !== null) pending.push(...ends);
    }
  }

  /** Leaves out a node between just two edges, and says between which nodes it stood. */
  private leaveOut(node: number): readonly [number, number] | null {
    const [before, anotherBefore] = this.arriving.get(node) ?? [];
    const [after, anotherAfter] = this.leaving.get(node) ?? [];
    if (before === undefined || after === undefined) return null;
    if (anotherBefore !== undefined || anotherAfter !== undefined) return null;
    const first = this.leaving.get(before)?.get(node);
    const [to, second] = after;
    if (first === undefined) return null;
    this.leaving.delete(node);
    this.arriving.delete(node);
    this.leaving.get(before)?.delete(node);
    this.arriving.get(to)?.delete(node);
    this.multiply(first.isOne || second.isOne);
    const { place } = first;
    if (first.isOne) this.join(before, to, { ...second, place });
    else if (second.isOne) this.join(before, to, first);
    else this.join(before, to, { stretch: { kind: "product", first, second }, isOne: false, place });
    return [before, to];
  }

  private join(from: number, to: number, edge: ReducedEdge): void {
    const parallel = this.leaving.get(from)?.get(to);
    this.arriving.get(to)?.add(from);
    if (parallel === undefined) {
      this.leaving.get(from)?.set(to, edge);
      return;
    }
    this.additions += 1;
    const [one, other] = parallel.place <= edge.place ? [parallel, edge] : [edge, parallel];
    const stretch: Stretch = { kind: "sum", terms: [one, other] };
    this.leaving.get(from)?.set(to, { stretch, isOne: false, place: one.place });
  }

  private multiply(byOne: boolean): void {
    if (byOne) this.byOne += 1;
    else this.multiplications += 1;
  }

  /** With the sweep over what is left. */
  cost(): OperationCount {
    const ones = new Set([this.ways.graph.output]);
    let [multiplications, additions, byOne] = [this.multiplications, this.additions, this.byOne];
    for (const node of this.ways.nodes.toReversed()) {
      const leaving = this.leaving.get(node) ?? new Map<number, ReducedEdge>();
      additions += Math.max(0, leaving.size - 1);
      for (const [to, edge] of leaving) {
        if (edge.isOne || ones.has(to)) byOne += 1;
        else multiplications += 1;
        if (edge.isOne && ones.has(to) && leaving.size === 1) ones.add(node);
      }
    }
    return {
      multiplications: BigInt(multiplications),
      additions: BigInt(additions),
      byOne: BigInt(byOne),
    };
  }
}

/** The edges of all paths, each as one comes by it first. */
function asWritten(ways: Ways): readonly number[] {
  const found: number[] = [];
  const isSeen = new Set([ways.target]);
  const pending = usesOf(ways, ways.target).toReversed();
  for (let edge = pending.pop(); edge !== undefined; edge = pending.pop()) {
    found.push(edge);
    const { to } = edgeAt(ways.graph, edge);
    if (isSeen.has(to)) continue;
    isSeen.add(to);
    for (const use of usesOf(ways, to).toReversed()) pending.push(use);
  }
  return found;
}
