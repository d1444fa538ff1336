import type { Value } from "../tensor/tensor.ts";
import { eachPath, type PathEdges, pathAt, pathCount, pathNumber, type Ways } from "./paths.ts";
import { firstOf, pathContribution, pathsThatBringMost, restOfPaths } from "./pathValues.ts";
import type { Run } from "./run.ts";

/** More paths are not read one by one: then the ones that bring most are listed. */
export const MOST_LISTED = 24;

export interface ListedPath {
  readonly edges: PathEdges;
  /** Its number among all paths, from 1 in the order of uses as written. */
  readonly number: bigint;
  readonly contribution: Value;
}

/** The paths from a target as they are listed for a person. */
export interface PathList {
  readonly count: bigint;
  readonly listed: readonly ListedPath[];
  /** Whether the listed ones are all, those that bring most, or, where they cannot be compared, the first ones. */
  readonly which: "all" | "largest" | "first";
  /** What those that are not listed bring together; null where all are. */
  readonly rest: { readonly count: bigint; readonly contribution: Value } | null;
}

export function listPaths(ways: Ways, run: Run): PathList {
  const count = pathCount(ways);
  const describe = (edges: PathEdges): ListedPath => ({
    edges,
    number: pathNumber(ways, edges) + 1n,
    contribution: pathContribution(ways.graph, run, edges),
  });
  if (count <= MOST_LISTED)
    return { count, listed: [...eachPath(ways)].map(describe), which: "all", rest: null };
  const largest = pathsThatBringMost(ways, run, MOST_LISTED);
  const shown = largest ?? firstOf(eachPath(ways), MOST_LISTED);
  return {
    count,
    listed: shown.map(describe),
    which: largest === null ? "first" : "largest",
    rest: { count: count - BigInt(shown.length), contribution: restOfPaths(ways, run, shown) },
  };
}

/** The path with a number as it is listed, from 1; null where there are not so many. */
export function pathNumbered(ways: Ways, run: Run, number: bigint): ListedPath | null {
  const edges = pathAt(ways, number - 1n);
  return edges === null ? null : { edges, number, contribution: pathContribution(ways.graph, run, edges) };
}
