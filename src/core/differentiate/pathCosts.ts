import { edgeAt, type Graph, shapeAt } from "../graph/graph.ts";
import { sameShape } from "../tensor/tensor.ts";
import { edgeRule, isOneRule, isPullback } from "./localDerivative.ts";
import { usesOf, type Ways } from "./paths.ts";
import { type OperationCount, reduceWays } from "./reducedWays.ts";

/** What three ways to one derivative cost. */
export interface PathCosts {
  /** Every product for itself, then their sum. */
  readonly pathByPath: OperationCount;
  /** The reverse sweep along these paths alone: what arrives at a node is added once, and passed on along every edge. */
  readonly reverseSweep: OperationCount;
  /** Parallel edges are added, nodes between two edges are left out, and the sweep does what remains. Null for tensors. */
  readonly merged: OperationCount | null;
}

/** Whether a factor is a literal 1: its formula is the number 1, whatever the inputs are. */
export function isLiteralOne(graph: Graph, edge: number): boolean {
  const part = edgeAt(graph, edge);
  const rule = edgeRule(graph, part);
  if (!isOneRule(rule)) return false;
  return !isPullback(graph, part) && sameShape(shapeAt(graph, part.from), shapeAt(graph, part.to));
}

/**
 * Counts the operations that each way to the derivative takes. The rule: a product of n factors takes n − 1
 * multiplications and a sum of n terms n − 1 additions; the seed is a literal 1 that path by path nobody multiplies by;
 * a multiplication of which a side is a literal 1 is counted apart, and a product of literal ones is a literal 1. Of
 * tensors every edge takes a pullback of what arrives, and one that leaves it as it is is counted apart.
 */
export function pathCosts(ways: Ways): PathCosts {
  const isOne = onesOf(ways);
  const isOfTensors = ways.nodes.some((node) => shapeAt(ways.graph, node).length > 0);
  return {
    pathByPath: pathByPath(ways, isOne, isOfTensors),
    reverseSweep: reverseSweepCost(ways, isOne, isOfTensors),
    merged: isOfTensors ? null : reduceWays(ways, isOne).cost,
  };
}

/** Looks at every edge's rule once. */
export function onesOf(ways: Ways): (edge: number) => boolean {
  const ones = new Set(
    ways.nodes.flatMap((node) => usesOf(ways, node).filter((use) => isLiteralOne(ways.graph, use))),
  );
  return (edge) => ones.has(edge);
}

/** Of all paths from a node: how many, how many edges and factors that are no literal 1 they have together, and how many have none. */
interface Tally {
  readonly paths: bigint;
  readonly edges: bigint;
  readonly factors: bigint;
  readonly bare: bigint;
}

const NONE: Tally = { paths: 0n, edges: 0n, factors: 0n, bare: 0n };

function pathByPath(ways: Ways, isOne: (edge: number) => boolean, isOfTensors: boolean): OperationCount {
  const tallies = new Map<number, Tally>();
  for (const node of ways.nodes.toReversed()) {
    let { paths, edges, factors, bare } = NONE;
    if (node === ways.graph.output) [paths, bare] = [1n, 1n];
    for (const use of usesOf(ways, node)) {
      const further = tallies.get(edgeAt(ways.graph, use).to) ?? NONE;
      const one = isOne(use);
      paths += further.paths;
      edges += further.edges + further.paths;
      factors += one ? further.factors : further.factors + further.paths;
      bare += one ? further.bare : 0n;
    }
    tallies.set(node, { paths, edges, factors, bare });
  }
  const { paths, edges, factors, bare } = tallies.get(ways.target) ?? NONE;
  const additions = paths > 0n ? paths - 1n : 0n;
  if (isOfTensors) return { multiplications: factors, additions, byOne: edges - factors };
  const multiplications = factors - (paths - bare);
  // The output itself is a product of nothing.
  return { multiplications, additions, byOne: edges === 0n ? 0n : edges - paths - multiplications };
}

function reverseSweepCost(
  ways: Ways,
  isOne: (edge: number) => boolean,
  isOfTensors: boolean,
): OperationCount {
  // Nodes whose gradient is a literal 1.
  const ones = new Set(isOfTensors ? [] : [ways.graph.output]);
  let [multiplications, additions, byOne] = [0, 0, 0];
  for (const node of ways.nodes.toReversed()) {
    const uses = usesOf(ways, node);
    additions += Math.max(0, uses.length - 1);
    for (const use of uses) {
      const arrives = ones.has(edgeAt(ways.graph, use).to);
      if (isOne(use) || arrives) byOne += 1;
      else multiplications += 1;
      if (isOne(use) && arrives && uses.length === 1) ones.add(node);
    }
  }
  return {
    multiplications: BigInt(multiplications),
    additions: BigInt(additions),
    byOne: BigInt(byOne),
  };
}
