import { type Formula, tex } from "../expression/formula.ts";
import { edgeAt, type Graph, nodeAt } from "../graph/graph.ts";
import { type Numbers, numbersOf, type Value } from "../tensor/tensor.ts";
import { onesOf, type PathCosts, pathCosts } from "./pathCosts.ts";
import { factoredForm, pathPullback, pathSymbols } from "./pathFormula.ts";
import { eachPath, type PathEdges, pathCount, pathNodes, type Ways, waysFrom } from "./paths.ts";
import { MOST_COMPARED, pathContribution, pathsThatBringMost } from "./pathValues.ts";
import { isOfTensors, type Run } from "./run.ts";

/** One way from a name to the value. */
export interface Path {
  /** From the name to the value; none where the name is the value's own. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly operand: number }[];
  /** Ids of the nodes it leads through, its ends among them. */
  readonly nodes: readonly string[];
  /** The local derivative of each edge, as in `Evaluation.edges`; null where it is linear. */
  readonly factors: readonly (Numbers | null)[];
  /**
   * What the path brings to the name's gradient, of the name's shape: the product of its factors, or the seed pulled
   * back along its edges. Not finite where a factor is not, or where the product overflows.
   */
  readonly contribution: Numbers;
  /** The product in symbols, from the value's end: `∂c/∂b · ∂b/∂a`; between tensors the pullbacks, one in another (up to 40). */
  readonly tex: string;
}

/** All paths from a name to the value. Iterating gives them in the order of uses as written, each when it is asked for. */
export interface Paths extends Iterable<Path> {
  /** Exact, and found without following the paths. */
  readonly count: bigint;
  /** How many nodes and edges lie on some path. */
  readonly nodes: number;
  readonly edges: number;
  /** What all paths bring together: the name's gradient, by one reverse sweep. */
  readonly sum: Numbers;
  /**
   * At most so many paths, those first that bring most by absolute value. Exact also where there are far too many to
   * be compared; a path that brings what is no finite number comes first. Between tensors the paths are compared by
   * the Euclidean length of what they bring.
   * @throws RangeError for more than 10 000 paths between tensors, which would have to be compared one by one.
   */
  largest(limit: number): readonly Path[];
  /** How many multiplications and additions the sum takes path by path, by the reverse sweep, and factored. */
  readonly operations: PathCosts;
  /**
   * The sum with parallel edges merged and nodes between two edges left out, as TeX: `(α + β) · (γ + δ)`. A node that
   * several stretches still share has a line of its own. Empty for tensors, and where it would be too long to be read.
   */
  readonly factored: readonly { readonly tex: string; readonly numbers: string }[];
}

/** The paths from a node; none, with this sum, for a name that only the values have. */
export function pathsOf(graph: Graph, run: Run, from: number | { readonly zero: Value }): Paths {
  if (typeof from !== "number") return noPaths(from.zero);
  const ways = waysFrom(graph, from);
  const describe = (edges: PathEdges): Path => describePath(ways, run, edges);
  return {
    count: pathCount(ways),
    nodes: ways.nodes.length,
    edges: ways.edgeCount,
    sum: numbersOf(run.adjoints[from] ?? 0),
    largest(limit) {
      const found = pathsThatBringMost(ways, run, limit);
      if (found !== null) return found.map(describe);
      throw new RangeError(
        `${pathCount(ways)} paths between tensors are too many to compare; ${MOST_COMPARED} can be.`,
      );
    },
    get operations() {
      return pathCosts(ways);
    },
    get factored() {
      const lines = isOfTensors(run) ? null : factoredForm(ways, run, onesOf(ways));
      const side = (left: Formula, right: Formula): string => `${tex(left)}=${tex(right)}`;
      return (lines ?? []).map(({ left, formulas, numbers }) => ({
        tex: side(left, formulas),
        numbers: side(left, numbers),
      }));
    },
    *[Symbol.iterator]() {
      for (const edges of eachPath(ways)) yield describe(edges);
    },
  };
}

function noPaths(zero: Value): Paths {
  const nothing = { multiplications: 0n, additions: 0n, byOne: 0n };
  return {
    count: 0n,
    nodes: 0,
    edges: 0,
    sum: numbersOf(zero),
    largest: () => [],
    operations: { pathByPath: nothing, reverseSweep: nothing, merged: nothing },
    factored: [],
    *[Symbol.iterator]() {},
  };
}

function describePath(ways: Ways, run: Run, edges: PathEdges): Path {
  const { graph } = ways;
  const id = (node: number): string => nodeAt(graph, node).id;
  return {
    edges: edges.map((edge) => {
      const { from, to, operand } = edgeAt(graph, edge);
      return { from: id(from), to: id(to), operand };
    }),
    nodes: pathNodes(ways, edges).map(id),
    factors: edges.map((edge) => {
      const factor = run.factors[edge] ?? null;
      return factor === null ? null : numbersOf(factor);
    }),
    contribution: numbersOf(pathContribution(graph, run, edges)),
    get tex() {
      return tex(isOfTensors(run) ? pathPullback(graph, run, edges) : pathSymbols(graph, edges));
    },
  };
}
