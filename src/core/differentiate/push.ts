import type { Diagnostic } from "../expression/diagnostics.ts";
import { type Graph, nodeAt } from "../graph/graph.ts";
import { isByConvention } from "./conventions.ts";
import type { Trace } from "./evaluate.ts";
import { remarksOn } from "./remarks.ts";
import { type ScalarRun, traceNumbers } from "./run.ts";
import { reachedFrom, tangentsOf } from "./tangents.ts";

/**
 * One input, pushed away from its value: what the tangents predict for every node, and what the nodes really do. Only
 * a look: nothing of the run changes. Arrays are indexed as the graph's nodes.
 */
export interface Push {
  readonly graph: Graph;
  readonly run: ScalarRun;
  /** The node that is pushed. */
  readonly input: number;
  /** The derivative of every node with respect to the input. */
  readonly tangents: Float64Array;
  /** Whether the input has a say in the node's value. */
  readonly isReached: readonly boolean[];
  /** The edges of the longest way from the input; 0 for what it does not reach. */
  readonly depths: Int32Array;
  /** The largest of the depths. */
  readonly deepest: number;
  /** The largest size of a tangent that is finite, among what feeds the output; the input's own, 1, at least. */
  readonly steepest: number;
  readonly sizes: PushSizes;
}

/** How far an input is worth pushing; every Δ is 1, 2 or 5 times a power of ten, since those are easy to reckon with. */
export interface PushSizes {
  /** All that can be chosen, from small to large. */
  readonly deltas: readonly number[];
  /** Where a push that grows by itself begins, and where it stays, as places in `deltas`. */
  readonly first: number;
  readonly last: number;
  /** Whether the straight line fails at `last`; otherwise it held as far as anybody looked. */
  readonly hasFailed: boolean;
}

/** What a push by some Δ (of either sign) makes of the output. */
export interface OutputChange {
  readonly delta: number;
  /** The derivative times Δ. */
  readonly predicted: number;
  /** f(x + Δ) − f(x). */
  readonly actual: number;
  /** Actual change per Δ: what the derivative claims to be; where it is not finite, neither is this. */
  readonly ratio: number;
  /** Actual less predicted. */
  readonly gap: number;
  /** The gap's size over the predicted change's; ∞ where 0 was predicted and something happened. */
  readonly relativeGap: number;
}

/** An input about to be pushed. */
export function pushOf(graph: Graph, run: ScalarRun, input: number): Push {
  const isReached = reachedFrom(graph, input);
  const tangents = tangentsOf(graph, run, input);
  const depths = new Int32Array(graph.nodes.length);
  for (const { from, to } of graph.edges) {
    if (isReached[from]) depths[to] = Math.max(depths[to] ?? 0, (depths[from] ?? 0) + 1);
  }
  let [deepest, steepest] = [0, 1];
  for (const { index, feedsOutput } of graph.nodes) {
    deepest = Math.max(deepest, depths[index] ?? 0);
    const slope = Math.abs(tangents[index] ?? 0);
    if (feedsOutput && Number.isFinite(slope)) steepest = Math.max(steepest, slope);
  }
  const still = { graph, run, input, tangents, isReached, depths, deepest, steepest };
  return { ...still, sizes: sizesOf(still) };
}

type Still = Omit<Push, "sizes">;

function traceAt({ graph, run, input }: Still, delta: number): Trace {
  return traceNumbers(graph, (node) => (run.values[node] ?? Number.NaN) + (node === input ? delta : 0));
}

/** How much every node changes when the input does by `delta`: f(x + Δ) − f(x), by a sweep of its own. */
export function changesAt(push: Still, delta: number): Float64Array {
  const { values } = traceAt(push, delta);
  return Float64Array.from(push.isReached, (isReached, node) => {
    if (!isReached) return 0;
    // Less rounding than x + Δ − x, and the same in every line that is written of it.
    return node === push.input ? delta : (values[node] ?? Number.NaN) - (push.run.values[node] ?? 0);
  });
}

/** What a push by `delta` makes of the output, predicted and in truth. */
export function outputChange(push: Still, delta: number): OutputChange {
  const { output } = push.graph;
  const predicted = (push.tangents[output] ?? 0) * delta;
  const actual = changesAt(push, delta)[output] ?? Number.NaN;
  const before = push.run.values[output] ?? 0;
  // A gap no larger than the rounding of the two values whose difference it comes from is none.
  const rounding = 64 * Number.EPSILON * (Math.abs(before) + Math.abs(before + actual));
  const gap = Math.abs(actual - predicted) <= rounding ? 0 : actual - predicted;
  return {
    delta,
    predicted,
    actual,
    gap,
    ratio: actual / delta,
    relativeGap: gap === 0 ? 0 : Math.abs(gap / predicted),
  };
}

/** What a person has to be told of a displaced input: where a value was born on the way that is not finite. */
export function troublesAt(push: Push, delta: number): readonly Diagnostic[] {
  const { graph, isReached } = push;
  const reached = new Set(graph.nodes.filter(({ index }) => isReached[index]).map(({ id }) => id));
  const troubles = remarksOn(graph, traceAt(push, delta));
  return troubles.filter(({ code, node }) => BIRTHS.has(code) && reached.has(node ?? ""));
}

const BIRTHS: ReadonlySet<string> = new Set(["domain", "not-a-number", "overflow"]);

/** The remarks on kinks and on slopes that are not finite which the push has to go through on its way to the output. */
export function kinksOnTheWay({ graph, run, isReached }: Push): readonly Diagnostic[] {
  const ids = new Set(
    graph.edges.flatMap(({ index, from, to }) => {
      const counts = isReached[from] && nodeAt(graph, to).feedsOutput;
      const isKink = isByConvention(graph, run, index) || !Number.isFinite(run.factors[index]);
      return counts && isKink ? [nodeAt(graph, to).id] : [];
    }),
  );
  const words: ReadonlySet<string> = new Set(["kink", "infinite-slope", "undefined-slope"]);
  return remarksOn(graph, run).filter(({ code, node }) => words.has(code) && ids.has(node ?? ""));
}

/** From here on the straight line has failed visibly: a gap of a quarter of what was predicted. */
const FAILED = 0.25;
/** Where nothing was predicted, a change of the output by this share of the push. */
const FAILED_FLAT = 0.1;

/** Whether the straight line has visibly failed at a push by `delta` to either side. */
export function hasFailedAt(push: Still, delta: number): boolean {
  return [delta, -delta].some((by) => {
    const { gap, relativeGap } = outputChange(push, by);
    if (!Number.isFinite(gap)) return true;
    return isFlat(push) ? Math.abs(gap) >= FAILED_FLAT * delta : relativeGap >= FAILED;
  });
}

/** Whether the output's tangent is 0 but for rounding. */
function isFlat({ graph, tangents, steepest }: Still): boolean {
  return Math.abs(tangents[graph.output] ?? 0) <= 1e-12 * steepest;
}

/** In shares of the input's size: where a push begins, how far it is looked for a gap, and what can be chosen. */
const SHARES = { least: 0.001, first: 0.01, kink: 0.1, last: 2, most: 10 } as const;
/** Nobody looks for a straight line below this share. */
const NEAREST = 1e-8;

function sizesOf(push: Still): PushSizes {
  const value = Math.abs(push.run.values[push.input] ?? 0);
  const size = Number.isFinite(value) ? Math.max(1, value) : 1;
  const all = oneTwoFive(NEAREST * size, SHARES.most * size);
  const upTo = (share: number): number =>
    Math.max(
      0,
      all.findLastIndex((delta) => delta <= share * size * (1 + 1e-12)),
    );
  let first = upTo(SHARES.first);
  // Near a pole or the end of a domain the line holds only nearer by.
  while (first > 0 && hasFailedAt(push, all[first] ?? 0)) first -= 1;
  // At a kink it holds nowhere, and is seen to fail at any Δ.
  if (first === 0) first = upTo(SHARES.kink);
  const furthest = upTo(SHARES.last);
  let last = first;
  while (last < furthest && !hasFailedAt(push, all[last] ?? 0)) last += 1;
  const start = Math.min(first, upTo(SHARES.least));
  return {
    deltas: all.slice(start),
    first: first - start,
    last: last - start,
    hasFailed: hasFailedAt(push, all[last] ?? 0),
  };
}

/** 1, 2 and 5 times the powers of ten between two numbers, 0 < from ≤ to. */
function oneTwoFive(from: number, to: number): readonly number[] {
  const exponents = Array.from(
    { length: Math.floor(Math.log10(to)) - Math.floor(Math.log10(from)) + 1 },
    (_, place) => Math.floor(Math.log10(from)) + place,
  );
  return exponents
    .flatMap((exponent) => [1, 2, 5].map((digit) => Number(`${digit}e${exponent}`)))
    .filter((delta) => delta >= from * (1 - 1e-12) && delta <= to * (1 + 1e-12));
}

const SAMPLES = 16;
const responses = new WeakMap<Push, Map<number, readonly Float64Array[]>>();

/** The changes of all nodes at even steps from −Δ to Δ, kept: a wave asks for many of them in every frame. */
function responseTo(push: Push, delta: number): readonly Float64Array[] {
  const known = responses.get(push) ?? new Map<number, readonly Float64Array[]>();
  responses.set(push, known);
  const response =
    known.get(delta) ??
    Array.from({ length: 2 * SAMPLES + 1 }, (_, place) =>
      changesAt(push, (delta * (place - SAMPLES)) / SAMPLES),
    );
  known.set(delta, response);
  return response;
}

/**
 * How much a node changes when the input is at `phase` (from −1 to 1) of a swing of size `delta`: read off between 33
 * points of the swing, to be drawn and not to be written down. NaN where the node has no value there.
 */
export function changeWithin(push: Push, node: number, delta: number, phase: number): number {
  const response = responseTo(push, delta);
  const place = (Math.min(1, Math.max(-1, phase)) + 1) * SAMPLES;
  const before = Math.min(2 * SAMPLES - 1, Math.floor(place));
  const share = place - before;
  const at = (sample: number): number => response[sample]?.[node] ?? Number.NaN;
  // Beside a place without a value, the point itself may still have one.
  if (share === 0) return at(before);
  if (share === 1) return at(before + 1);
  return at(before) + share * (at(before + 1) - at(before));
}
