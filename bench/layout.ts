import { sceneOf } from "../src/core/index.ts";
import type { LayoutInput } from "../src/core/layout/graph.ts";
import { type Layout, layoutFully } from "../src/core/layout/index.ts";
import { drawnCrossings, flattened, lengthOf, overruns } from "./crossings.ts";
import { graphOf } from "./gradient.ts";
import { indexOf, PEERS, type Peer, type Picture, peerNamed } from "./layoutPeers.ts";
import { type Trial, tryPeer } from "./layoutTrial.ts";
import { type Bench, type Benchmark, compareCounts, median, summary } from "./measure.ts";
import { expressionShaped, SEED, scalarNet } from "./programs.ts";

const COUNTS = [11, 29, 100, 300];
/** From this many nodes on ours is to be as fast as dot, below at most half as fast. */
const SIZEABLE = 200;
/** There a peer is first tried on a thread of its own, which is ended after so many seconds. */
const LIMIT = 60;
/** Who took longer than that, in milliseconds, is not asked again: once is enough to tell. */
const SLOW = 4000;
/**
 * Rounds in which the peers take turns, after the one that warms up: as many as fit some seconds, but at least so many. On
 * a busy machine few would fit, and small graphs take many before their code is compiled; dot's comes compiled.
 */
const LEAST = { small: 20, sizeable: 3 };
const MOST = 40;
const SECONDS = 4;

export const layouts: Benchmark = {
  about: `Places and routes, beside Graphviz dot (as WebAssembly), dagre and elk's layered method on the same nodes, from left to right. Time is all that each does from its own description of the graph to its own of the picture. Crossings, edges that run over a node (over) and the length of all edges are counted in the drawn lines by one function for all. Ours also finds a place for every edge's plaque, which the others are spared: they lay out nodes and edges without labels, with as much room between layers as ours has for plaques. From ${SIZEABLE} nodes on a peer is tried first, for ${LIMIT} seconds; one that takes more than ${SLOW / 1000} is asked once. Expressions have seed ${SEED}, nets tanh inside, a linear output and the squared error.`,
  run,
};

const ours: Peer = {
  name: "ours",
  layOut: layoutFully,
  read: (result, { nodes }) => {
    const { nodes: boxes, routes } = result as Layout;
    const index = indexOf(nodes);
    const edges = routes.map(({ curve, from, to }) => ({
      line: flattened(curve),
      from: index.get(from) ?? 0,
      to: index.get(to) ?? 0,
    }));
    return { boxes, edges };
  },
};

async function run({ root, report, table }: Bench): Promise<void> {
  const graphs = [
    ...COUNTS.map((count) => ({ name: "expression", text: expressionShaped(count) })),
    { name: "MLP 2-4-1", text: scalarNet(2, 4, 1) },
    { name: "MLP 2-16-16-1", text: scalarNet(2, 16, 16, 1) },
    { name: "MLP 3-32-32-1", text: scalarNet(3, 32, 32, 1) },
  ];
  const rows: string[][] = [];
  for (const { name, text } of graphs) {
    const input = layoutInput(text);
    const size = `${name}, ${input.nodes.length} nodes, ${input.edges.length} edges`;
    const results = await resultsOf(root, input);
    rows.push(...results.map((result) => cellsOf(size, result)));
    const [own, reference] = results;
    if (own?.counts && reference?.counts) compare(size, input.nodes.length, own, reference, report);
    else console.log(`${size}: ${reference?.name} did not come back in ${LIMIT} s`);
  }
  table({
    title: "Layout beside its peers",
    head: ["graph", "by", "ms", "crossings", "over", "length, px"],
    rows,
  });
}

interface Result {
  readonly name: string;
  /** Milliseconds in each round, in turns; one, of a first run, for a peer that is slow. */
  readonly times: readonly number[];
  /** Null for a peer that did not come back. */
  readonly counts: Counts | null;
}

/** Ours first, then dot and the others. */
async function resultsOf(root: string, input: LayoutInput): Promise<Result[]> {
  const slow = new Map<string, Trial | null>();
  const asked = [ours];
  for (const peer of PEERS) {
    const trial = input.nodes.length < SIZEABLE ? undefined : await tryPeer({ root, peer, input }, LIMIT);
    if (trial === undefined || (trial !== null && trial.ms <= SLOW)) asked.push(await peerNamed(root, peer));
    else slow.set(peer, trial);
  }
  const times = await timesOf(asked, input);
  const results: Result[] = [];
  for (const name of [ours.name, ...PEERS]) {
    const place = asked.findIndex((peer) => peer.name === name);
    const peer = asked[place];
    const trial = slow.get(name) ?? null;
    if (peer) {
      const counts = countsOf(peer.read(await peer.layOut(input), input));
      results.push({ name, times: times[place] ?? [], counts });
    } else results.push({ name, times: trial ? [trial.ms] : [], counts: trial && countsOf(trial.picture) });
  }
  return results;
}

function compare(size: string, count: number, own: Result, other: Result, report: Bench["report"]): void {
  // Of a slow one there is one time only.
  const pairs = own.times.map((time, round) => [time, other.times[round] ?? other.times[0] ?? 0] as const);
  report({ benchmark: "layout", size, unit: "ms", ...summary(pairs), goal: count < SIZEABLE ? 2 : 1 });
  for (const unit of ["crossings", "over", "px"] as const) {
    const compared = compareCounts(own.counts?.[unit] ?? Number.NaN, other.counts?.[unit] ?? Number.NaN);
    report({ benchmark: "layout", size, unit, ...compared, ...(unit !== "px" && { goal: 1 }) });
  }
}

/** Milliseconds of each peer in each round, in turns. */
async function timesOf(peers: readonly Peer[], input: LayoutInput): Promise<number[][]> {
  const times: number[][] = peers.map(() => []);
  const began = performance.now();
  const least = input.nodes.length < SIZEABLE ? LEAST.small : LEAST.sizeable;
  // The first round warms up.
  for (
    let round = 0;
    round <= least || (performance.now() - began < SECONDS * 1000 && round < MOST);
    round++
  ) {
    for (const [at, peer] of peers.entries()) {
      const start = performance.now();
      await peer.layOut(input);
      if (round > 0) times[at]?.push(performance.now() - start);
    }
  }
  return times;
}

interface Counts {
  readonly crossings: number;
  readonly over: number;
  readonly px: number;
}

function countsOf({ boxes, edges }: Picture): Counts {
  const lines = edges.map(({ line }) => line);
  return {
    crossings: drawnCrossings(lines),
    over: overruns(edges, boxes),
    px: lines.reduce((sum, line) => sum + lengthOf(line), 0),
  };
}

function cellsOf(size: string, { name, times, counts }: Result): string[] {
  if (counts === null) return [size, name, `not in ${LIMIT} s`, "–", "–", "–"];
  const { crossings, over, px } = counts;
  const ms = String(Number(median(times).toPrecision(3)));
  return [size, name, ms, String(crossings), String(over), String(Math.round(px))];
}

/** What the page would ask a layout for. */
function layoutInput(text: string): LayoutInput {
  let asked: LayoutInput | null = null;
  sceneOf(graphOf(text), "right", true, (input) => {
    asked = input;
    return { nodes: [], routes: [], bounds: { x: 0, y: 0, width: 0, height: 0 } };
  });
  if (asked === null) throw new Error("no layout was asked for");
  return asked;
}
