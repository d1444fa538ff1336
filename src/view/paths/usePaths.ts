import {
  type Graph,
  type ListedPath,
  listPaths,
  MOST_THREADS,
  onesOf,
  type PathCosts,
  type PathList,
  pathCosts,
  pathNumbered,
  type Run,
  type Ways,
  waysFrom,
} from "../../core/index.ts";
import { useChoice, useDerived } from "../context.ts";
import type { Still } from "../derived/still.ts";

/** What depends on the graph and the target alone. */
interface Structure {
  readonly ways: Ways;
  readonly isOne: (edge: number) => boolean;
  readonly costs: PathCosts;
}

const structures = new WeakMap<Graph, Map<number, Structure>>();
const lists = new WeakMap<Run, Map<Ways, PathList>>();

function kept<Key extends object, Inner, Result>(
  table: WeakMap<Key, Map<Inner, Result>>,
  key: Key,
  inner: Inner,
  make: () => Result,
): Result {
  const known = table.get(key) ?? new Map<Inner, Result>();
  table.set(key, known);
  const result = known.get(inner) ?? make();
  known.set(inner, result);
  return result;
}

/** A path with the number that it bears in the list and on its thread, from 1. */
export interface PlacedPath extends ListedPath {
  readonly place: number;
}

/** The paths that are looked at. */
export interface PathsNow extends Structure {
  readonly still: Still;
  readonly list: PathList;
  readonly paths: readonly PlacedPath[];
  /** The path that is chosen; null for all at once. */
  readonly chosen: PlacedPath | null;
  /** Those that are drawn. */
  readonly threads: readonly PlacedPath[];
  /** Whether the playhead has passed what an edge brings. */
  readonly isKnown: (edge: number) => boolean;
}

/** The paths from the target to the output, made once for what draws them and what lists them. */
export function usePaths(): PathsNow | null {
  const still = useDerived((all) => all.still);
  const target = useDerived((all) => all.target);
  const choice = useChoice(({ path }) => path);
  if (still === null || target === null || choice === null) return null;
  const { scene, run, schedule, settled } = still;
  const structure = kept(structures, scene.graph, target, () => {
    const ways = waysFrom(scene.graph, target);
    return { ways, isOne: onesOf(ways), costs: pathCosts(ways) };
  });
  const { ways } = structure;
  const list = kept(lists, run, ways, () => listPaths(ways, run));
  const listed = list.listed.map((path, index) => ({ ...path, place: index + 1 }));
  const chosen = chosenPath(choice, ways, run, listed);
  // One that was chosen stays in sight when others come to bring more.
  const paths = chosen !== null && chosen.place > listed.length ? [...listed, chosen] : listed;
  return {
    ...structure,
    still,
    list,
    paths,
    chosen,
    threads: chosen === null ? listed.slice(0, MOST_THREADS) : [chosen],
    // A factor is there once a gradient has come back over its edge, or a tangent has gone up.
    isKnown: (edge) =>
      Math.min(schedule.contributionAt[edge] ?? Infinity, schedule.partAt[edge] ?? Infinity) <= settled,
  };
}

function chosenPath(choice: string, ways: Ways, run: Run, listed: readonly PlacedPath[]): PlacedPath | null {
  const [only, another] = listed;
  if (another === undefined) return only ?? null;
  if (choice === "all") return null;
  const number = BigInt(choice);
  const known = listed.find((path) => path.number === number);
  if (known !== undefined) return known;
  const path = pathNumbered(ways, run, number);
  return path === null ? null : { ...path, place: listed.length + 1 };
}
