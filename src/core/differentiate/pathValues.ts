import { edgeAt, type Graph } from "../graph/graph.ts";
import { filled, plainValue, shapeOf, type Tensor, tensorOf, type Value } from "../tensor/tensor.ts";
import { largestPaths } from "./largestPaths.ts";
import { eachPath, type PathEdges, pathCount, usesOf, type Ways } from "./paths.ts";
import { isOfTensors, type Run } from "./run.ts";
import { pullBackAlong } from "./tensorRun.ts";

/**
 * What one path brings to the target's gradient: the seed times the factors along it, multiplied from the output's end
 * as the reverse sweep does; between tensors the seed pulled back along its edges, of the target's shape. What
 * overflows on the way is not finite, and a factor that is no number makes the product none.
 */
export function pathContribution(graph: Graph, run: Run, edges: PathEdges): Value {
  let brought = run.seed;
  for (const edge of edges.toReversed()) brought = broughtAlong(graph, run, edge, brought);
  return brought;
}

function broughtAlong(graph: Graph, run: Run, edge: number, arrives: Value): Value {
  if (!isOfTensors(run)) return Number(arrives) * (run.factors[edge] ?? Number.NaN);
  return plainValue(pullBackAlong(graph, run, edge, tensorOf(arrives)));
}

/** The paths of tensors are compared one by one, as long as there are not more of them than this. */
export const MOST_COMPARED = 10_000n;

/**
 * The paths that bring most, by absolute value or, between tensors, by Euclidean length; those that bring the same in
 * the order of uses. Null where more paths of tensors than {@link MOST_COMPARED} would have to be compared: no product
 * of sizes says beforehand what a linear map leaves of a gradient.
 */
export function pathsThatBringMost(ways: Ways, run: Run, limit: number): readonly PathEdges[] | null {
  if (!isOfTensors(run)) return firstOf(largestPaths(ways, run.factors), limit);
  if (pathCount(ways) > MOST_COMPARED) return null;
  const sized = [...eachPath(ways)].map((edges) => ({
    edges,
    size: lengthOf(pathContribution(ways.graph, run, edges)),
  }));
  return sized
    .sort((one, other) => other.size - one.size)
    .slice(0, limit)
    .map(({ edges }) => edges);
}

/** What is no finite number comes first. */
function lengthOf(value: Value): number {
  const length = Math.hypot(...tensorOf(value).data);
  return Number.isNaN(length) ? Infinity : length;
}

/** The first few that an iterator gives; no more are asked for. */
export function firstOf<Item>(items: Iterator<Item>, limit: number): readonly Item[] {
  const found: Item[] = [];
  while (found.length < limit) {
    const { value, done } = items.next();
    if (done === true) break;
    found.push(value);
  }
  return found;
}

/** Where listed paths part: a node, the edges by which they go on, and the branch that each leads to. */
interface Branch {
  readonly node: number;
  readonly taken: Map<number, Branch>;
}

/**
 * What all paths but some bring together. At every node where a listed path could be left, what the other edges bring
 * is known from the sweep, so nothing is subtracted and no digits are lost.
 */
export function restOfPaths(ways: Ways, run: Run, listed: readonly PathEdges[]): Value {
  const { graph, target } = ways;
  const zero = plainValue(filled(shapeOf(run.values[target] ?? 0), 0));
  if (listed.length === 0) return pathCount(ways) === 0n ? zero : (run.adjoints[target] ?? zero);
  const branches = branchesOf(ways, listed);
  const rests = new Map<Branch, Value>();
  for (const branch of branches.toReversed()) {
    let rest = plainValue(filled(shapeOf(run.values[branch.node] ?? 0), 0));
    for (const use of usesOf(ways, branch.node)) {
      const next = branch.taken.get(use);
      const left = next === undefined ? run.contributions[use] : rests.get(next);
      if (left === undefined) continue;
      rest = sum(rest, next === undefined ? left : broughtAlong(graph, run, use, left));
    }
    // Where a listed path ends, nothing is left.
    if (branch.node !== graph.output) rests.set(branch, rest);
  }
  return rests.get(branches[0] ?? { node: target, taken: new Map() }) ?? zero;
}

/** Every branch stands before those it leads to. */
function branchesOf({ graph, target }: Ways, listed: readonly PathEdges[]): readonly Branch[] {
  const root: Branch = { node: target, taken: new Map() };
  const branches = [root];
  for (const edges of listed) {
    let branch = root;
    for (const edge of edges) {
      const next = branch.taken.get(edge) ?? { node: edgeAt(graph, edge).to, taken: new Map() };
      if (!branch.taken.has(edge)) branches.push(next);
      branch.taken.set(edge, next);
      branch = next;
    }
  }
  return branches;
}

function sum(one: Value, other: Value): Value {
  if (typeof one === "number" && typeof other === "number") return one + other;
  const [left, right] = [tensorOf(one), tensorOf(other)];
  return plainValue({ shape: left.shape, data: left.data.map((entry, at) => entry + entryAt(right, at)) });
}

function entryAt({ data }: Tensor, place: number): number {
  return data[place] ?? Number.NaN;
}
