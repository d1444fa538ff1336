/** One line of the result: the median of ours beside the median of the reference. */
export interface Row {
  readonly benchmark: string;
  readonly size: string;
  readonly unit: "µs" | "ms" | "crossings" | "over" | "px" | "MB" | "nodes" | "";
  readonly ours: number;
  readonly reference: number;
  /** Median of the ratios of neighbouring rounds, so that a machine that slows down slows both; null beside nothing. */
  readonly ratio: number | null;
  /** What the ratio should be at most, where the project has set itself a goal. */
  readonly goal?: number;
}

/** What a benchmark is given: the project's folder, and where its rows go as they come. */
export interface Bench {
  readonly root: string;
  readonly report: (row: Row) => void;
  /** Where what does not fit one line beside one reference goes. */
  readonly table: (table: Table) => void;
}

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Benchmark {
  /** What is measured beside what, in a sentence. */
  readonly about: string;
  readonly run: (bench: Bench) => void | Promise<void>;
}

type Measured = Pick<Row, "ours" | "reference" | "ratio">;

/** A batch of calls takes at least this long, in milliseconds: clocks of browsers and of node are coarse. */
const BATCH = 10;
const WARM_UP = 150;

/** Two functions in turns, in microseconds a call. */
export function compareCalls(ours: () => unknown, reference: () => unknown, rounds = 25): Measured {
  const [ourBatch, referenceBatch] = [batchOf(ours), batchOf(reference)];
  const pairs = Array.from({ length: rounds }, (_, round): readonly [number, number] => {
    // Whoever comes second finds the other's garbage: they take turns.
    if (round % 2 === 0) return [ourBatch(), referenceBatch()];
    const second = referenceBatch();
    return [ourBatch(), second];
  });
  return summary(pairs);
}

/** Two measurements that take their time, in turns, in the unit they return. */
export async function compareRounds(
  ours: (round: number) => Promise<number>,
  reference: (round: number) => Promise<number>,
  rounds: number,
): Promise<Measured> {
  const pairs: (readonly [number, number])[] = [];
  for (let round = 0; round < rounds; round++) pairs.push([await ours(round), await reference(round)]);
  return summary(pairs);
}

/** Two counts, which need no rounds. */
export function compareCounts(ours: number, reference: number): Measured {
  return { ours, reference, ratio: reference === 0 ? null : ours / reference };
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Medians of what was measured in turns: ours, then the reference. */
export function summary(pairs: readonly (readonly [number, number])[]): Measured {
  return {
    ours: median(pairs.map(([ours]) => ours)),
    reference: median(pairs.map(([, reference]) => reference)),
    ratio: median(pairs.map(([ours, reference]) => ours / reference)),
  };
}

/** What calls return is kept here: a result that nobody could see might not be computed at all. */
export let lastResult: unknown;

/** A warmed-up function that runs a batch of calls and returns microseconds a call. */
function batchOf(call: () => unknown): () => number {
  const began = performance.now();
  let calls = 0;
  while (calls < 2 || performance.now() - began < WARM_UP) {
    lastResult = call();
    calls += 1;
  }
  const size = Math.max(1, Math.ceil((BATCH * calls) / (performance.now() - began)));
  return () => {
    const start = performance.now();
    for (let i = 0; i < size; i++) lastResult = call();
    return ((performance.now() - start) * 1000) / size;
  };
}
