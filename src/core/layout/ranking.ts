/**
 * Ranks that make all edges together as short as can be (network simplex, after Gansner, Koutsofios, North and Vo, "A
 * technique for drawing directed graphs", 1993, section 2), and of all such ranks the earliest.
 *
 * Feasible ranks come with a forest of tight edges that spans the graph. Cutting a tree edge parts its tree in two;
 * where more edges lead back across the cut than forth, the parts move away from each other until another edge is
 * tight and takes its place. The best ranks form a lattice, so there is one that is earliest at every node: it depends on
 * the graph alone, and gives alike places to what is alike, such as the units of a layer.
 */
export interface Dependencies {
  readonly count: number;
  /** Edges by their ends, which are nodes 0 … count − 1; every edge is at least 1 long. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** What a rank of each edge's length costs. */
  readonly weights: Int32Array;
}

/** `ranks` are any that keep every edge at least 1 long; they are made the best in place. */
export function shorten(graph: Dependencies, ranks: Int32Array): void {
  const simplex = new Simplex(graph, ranks);
  simplex.run();
  makeEarly(graph, ranks, simplex.incident, (edge) => simplex.isHeld(edge));
}

/** Edges that begin or end at each node: those of node i at starts[i] … starts[i + 1] − 1 of `edges`. */
interface Incidence {
  readonly starts: Int32Array;
  readonly edges: Int32Array;
}

export function incidence({ count, from, to }: Dependencies): Incidence {
  const starts = new Int32Array(count + 1);
  for (const ends of [from, to]) for (const node of ends) starts[node + 1] = at(starts, node + 1) + 1;
  for (let node = 0; node < count; node++) starts[node + 1] = at(starts, node + 1) + at(starts, node);
  const next = starts.slice();
  const edges = new Int32Array(2 * from.length);
  for (let edge = 0; edge < from.length; edge++) {
    for (const ends of [from, to]) {
      const node = at(ends, edge);
      const place = at(next, node);
      edges[place] = edge;
      next[node] = place + 1;
    }
  }
  return { starts, edges };
}

/** An element that is known to be there. */
function at(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}

/** A pivot renumbers part of a tree. A graph for which more nodes than this were renumbered keeps good ranks, not the best. */
const MOST_STEPS = 8_000_000;

class Simplex {
  readonly incident: Incidence;
  private readonly graph: Dependencies;
  private readonly ranks: Int32Array;
  private readonly isInTree: Uint8Array;
  /** Tree edge towards the root, −1 at a root. */
  private readonly up: Int32Array;
  /** Numbers of a walk through the trees, children first: a node's subtree has low … number. */
  private readonly number: Int32Array;
  private readonly low: Int32Array;
  /** By number. */
  private readonly walked: Int32Array;
  /** How many more edges leave a node's subtree than enter it. */
  private readonly surplus: Int32Array;
  /** Nodes numbered so far. */
  private steps = 0;

  constructor(graph: Dependencies, ranks: Int32Array) {
    const { count, from } = graph;
    this.graph = graph;
    this.ranks = ranks;
    this.incident = incidence(graph);
    this.isInTree = new Uint8Array(from.length);
    this.up = new Int32Array(count).fill(-1);
    this.number = new Int32Array(count);
    this.low = new Int32Array(count);
    this.walked = new Int32Array(count);
    this.surplus = new Int32Array(count);
  }

  run(): void {
    this.growTrees();
    this.walkTrees();
    let search = 0;
    const { count } = this.graph;
    for (let idle = 0; idle < count && this.steps < MOST_STEPS; search = (search + 1) % count) {
      const child = at(this.walked, search);
      if (at(this.up, child) < 0 || this.cutValue(child) >= 0) {
        idle++;
        continue;
      }
      this.pivot(child);
      idle = 0;
    }
  }

  /** Whether an edge must stay tight in all best ranks. */
  isHeld(edge: number): boolean {
    if (!this.isInTree[edge]) return false;
    const { from, to } = this.graph;
    const child = at(this.up, at(from, edge)) === edge ? at(from, edge) : at(to, edge);
    return this.cutValue(child) > 0;
  }

  /** Edges along a node's tree edge minus those against it, over the cut that removing it would make. */
  private cutValue(child: number): number {
    const surplus = at(this.surplus, child);
    return at(this.graph.from, at(this.up, child)) === child ? surplus : -surplus;
  }

  private slack(edge: number): number {
    return at(this.ranks, at(this.graph.to, edge)) - at(this.ranks, at(this.graph.from, edge)) - 1;
  }

  /** Joins groups along their tightest edge to others, after moving them there. */
  private growTrees(): void {
    const { count, from, to } = this.graph;
    const groupOf = Int32Array.from({ length: count }, (_, node) => node);
    const members = Array.from({ length: count }, (_, node) => [node]);
    const join = (edge: number): number => {
      this.isInTree[edge] = 1;
      const [one, other] = [at(groupOf, at(from, edge)), at(groupOf, at(to, edge))];
      const [large, small] =
        (members[one]?.length ?? 0) < (members[other]?.length ?? 0) ? [other, one] : [one, other];
      for (const node of members[small] ?? []) {
        groupOf[node] = large;
        members[large]?.push(node);
      }
      members[small] = [];
      return large;
    };
    for (let edge = 0; edge < from.length; edge++) {
      if (this.slack(edge) === 0 && at(groupOf, at(from, edge)) !== at(groupOf, at(to, edge))) join(edge);
    }
    const waiting = members.flatMap((nodes, group) => (nodes.length > 0 ? [group] : []));
    for (const group of waiting) {
      const nodes = members[group] ?? [];
      const edge = this.tightestOut(nodes, groupOf);
      if (edge < 0) continue;
      const shift = at(groupOf, at(from, edge)) === group ? this.slack(edge) : -this.slack(edge);
      for (const node of nodes) this.ranks[node] = at(this.ranks, node) + shift;
      waiting.push(join(edge));
    }
  }

  /** −1 for a group with no edge to another. */
  private tightestOut(nodes: readonly number[], groupOf: Int32Array): number {
    const { starts, edges } = this.incident;
    let best = -1;
    for (const node of nodes) {
      for (let i = at(starts, node); i < at(starts, node + 1); i++) {
        const edge = at(edges, i);
        if (at(groupOf, at(this.graph.from, edge)) === at(groupOf, at(this.graph.to, edge))) continue;
        if (best < 0 || this.slack(edge) < this.slack(best)) best = edge;
      }
    }
    return best;
  }

  private walkTrees(): void {
    const isMet = new Uint8Array(this.graph.count);
    let next = 0;
    for (let node = 0; node < this.graph.count; node++) {
      if (isMet[node]) continue;
      this.up[node] = -1;
      next = this.walk(node, next);
      for (let i = at(this.low, node); i < next; i++) isMet[at(this.walked, i)] = 1;
    }
  }

  /** Numbers a subtree from `next` on, whose root's tree edge is known; returns the number after its last. */
  private walk(root: number, next: number): number {
    const { starts, edges } = this.incident;
    const path = [root];
    const places = [at(starts, root)];
    let free = next;
    this.enter(root, free);
    while (path.length > 0) {
      const node = path[path.length - 1] ?? 0;
      const place = places[places.length - 1] ?? 0;
      if (place === at(starts, node + 1)) {
        this.number[node] = free;
        this.walked[free] = node;
        free++;
        path.pop();
        places.pop();
        const parent = path[path.length - 1];
        if (parent !== undefined) this.surplus[parent] = at(this.surplus, parent) + at(this.surplus, node);
        continue;
      }
      places[places.length - 1] = place + 1;
      const edge = at(edges, place);
      const weight = at(this.graph.weights, edge);
      this.surplus[node] = at(this.surplus, node) + (at(this.graph.from, edge) === node ? weight : -weight);
      if (!this.isInTree[edge] || edge === at(this.up, node)) continue;
      const child = this.farEnd(edge, node);
      this.up[child] = edge;
      this.enter(child, free);
      path.push(child);
      places.push(at(starts, child));
    }
    return free;
  }

  private enter(node: number, free: number): void {
    this.steps += 1;
    this.low[node] = free;
    this.surplus[node] = 0;
  }

  private farEnd(edge: number, node: number): number {
    return at(this.graph.from, edge) === node ? at(this.graph.to, edge) : at(this.graph.from, edge);
  }

  private isBelow(node: number, root: number): boolean {
    return at(this.low, root) <= at(this.number, node) && at(this.number, node) <= at(this.number, root);
  }

  /** Takes the tree edge above `child` out and the tightest edge over the cut in that runs the other way. */
  private pivot(child: number): void {
    const leaving = at(this.up, child);
    const isTail = at(this.graph.from, leaving) === child;
    const entering = this.entering(child, isTail);
    if (entering < 0) throw new Error("A cut with a negative value has an edge against it.");
    const shift = isTail ? -this.slack(entering) : this.slack(entering);
    for (let i = at(this.low, child); i <= at(this.number, child); i++) {
      const node = at(this.walked, i);
      this.ranks[node] = at(this.ranks, node) + shift;
    }
    this.isInTree[leaving] = 0;
    this.isInTree[entering] = 1;
    const parent = this.farEnd(leaving, child);
    const outside = this.isBelow(at(this.graph.from, entering), child)
      ? at(this.graph.to, entering)
      : at(this.graph.from, entering);
    let root = parent;
    while (!this.isBelow(outside, root)) root = this.farEnd(at(this.up, root), root);
    this.walk(root, at(this.low, root));
  }

  private entering(child: number, isTail: boolean): number {
    const { starts, edges } = this.incident;
    const inner = isTail ? this.graph.to : this.graph.from;
    const outer = isTail ? this.graph.from : this.graph.to;
    let best = -1;
    for (let i = at(this.low, child); i <= at(this.number, child); i++) {
      const node = at(this.walked, i);
      for (let j = at(starts, node); j < at(starts, node + 1); j++) {
        const edge = at(edges, j);
        if (at(inner, edge) !== node || this.isBelow(at(outer, edge), child)) continue;
        if (best < 0 || this.slack(edge) < this.slack(best)) best = edge;
      }
    }
    return best;
  }
}

/**
 * Moves every node as far towards the inputs as it goes with the held edges tight; what has no consumer stays. How far
 * is a shortest way over slacks (Dijkstra, with a bucket for each distance).
 */
function makeEarly(
  { count, from, to }: Dependencies,
  ranks: Int32Array,
  { starts, edges }: Incidence,
  isHeld: (edge: number) => boolean,
): void {
  const far = new Int32Array(count).fill(-1);
  const isResult = new Uint8Array(count).fill(1);
  for (const node of from) isResult[node] = 0;
  const buckets: number[][] = [[...isResult.keys()].filter((node) => isResult[node])];
  for (let distance = 0; distance < buckets.length; distance++) {
    for (const node of buckets[distance] ?? []) {
      if (at(far, node) >= 0) continue;
      far[node] = distance;
      for (let i = at(starts, node); i < at(starts, node + 1); i++) {
        const edge = at(edges, i);
        const isUse = at(from, edge) === node;
        if (!isUse && !isHeld(edge)) continue;
        const other = isUse ? at(to, edge) : at(from, edge);
        const next = distance + (isUse ? at(ranks, other) - at(ranks, node) - 1 : 0);
        const bucket = buckets[next] ?? [];
        buckets[next] = bucket;
        if (at(far, other) < 0) bucket.push(other);
      }
    }
  }
  for (let node = 0; node < count; node++) ranks[node] = at(ranks, node) - Math.max(0, at(far, node));
}
