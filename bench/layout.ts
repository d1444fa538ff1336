import { sceneOf } from "../src/core/index.ts";
import type { LayoutInput } from "../src/core/layout/graph.ts";
import { type Layout, layoutFully } from "../src/core/layout/index.ts";
import { drawnCrossings, flattened, lengthOf, overruns } from "./crossings.ts";
import { graphOf } from "./gradient.ts";
import { dagre, dot, elk, indexOf, type Peer, type Picture } from "./layoutPeers.ts";
import { type Bench, type Benchmark, compareCounts, median, summary } from "./measure.ts";
import { expressionShaped, SEED, scalarNet } from "./programs.ts";

export const layouts: Benchmark = {
  about: `Places and routes, beside Graphviz dot (as WebAssembly), dagre and elk's layered method on the same nodes, from left to right. Time is all that each does from its own description of the graph to its own of the picture. Crossings, edges that run over a node (over) and the length of all edges are counted in the drawn lines by one function for all. Ours also finds a place for every edge's plaque, which the others are spared: they lay out nodes and edges without labels, with as much room between layers as ours has for plaques. Expressions have seed ${SEED}, nets tanh inside, a linear output and the squared error.`,
  run,
};

const COUNTS = [11, 29, 100, 300];
/** From this many nodes on dot alone is asked, and once: others take a minute. */
const LARGE = 2000;
/** From this many nodes on ours is to be as fast as dot, below at most half as fast. */
const SIZEABLE = 200;

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
  const peers = [ours, await dot(root), dagre, await elk(root)];
  const graphs = [
    ...COUNTS.map((count) => ({ name: "expression", text: expressionShaped(count) })),
    { name: "MLP 2-4-1", text: scalarNet(2, 4, 1) },
    { name: "MLP 2-16-16-1", text: scalarNet(2, 16, 16, 1) },
    { name: "MLP 3-32-32-1", text: scalarNet(3, 32, 32, 1) },
  ];
  const rows: string[][] = [];
  for (const { name, text } of graphs) {
    const input = layoutInput(text);
    const count = input.nodes.length;
    const size = `${name}, ${count} nodes, ${input.edges.length} edges`;
    const asked = count < LARGE ? peers : peers.slice(0, 2);
    const times = await timesOf(asked, input);
    const counts: Counts[] = [];
    for (const peer of asked) counts.push(countsOf(peer.read(await peer.layOut(input), input)));
    rows.push(...asked.map(({ name: who }, at) => cellsOf(size, who, times[at] ?? [], counts[at])));
    const pairs = (times[0] ?? []).map((time, round) => [time, times[1]?.[round] ?? Number.NaN] as const);
    report({ benchmark: "layout", size, unit: "ms", ...summary(pairs), goal: count < SIZEABLE ? 2 : 1 });
    for (const unit of ["crossings", "over", "px"] as const) {
      const compared = compareCounts(counts[0]?.[unit] ?? Number.NaN, counts[1]?.[unit] ?? Number.NaN);
      report({ benchmark: "layout", size, unit, ...compared, ...(unit !== "px" && { goal: 1 }) });
    }
  }
  table({
    title: "Layout beside its peers",
    head: ["graph", "by", "ms", "crossings", "over", "length, px"],
    rows,
  });
}

/** Milliseconds of each peer in each round, in turns. */
async function timesOf(peers: readonly Peer[], input: LayoutInput): Promise<number[][]> {
  const times: number[][] = peers.map(() => []);
  const began = performance.now();
  const [least, seconds] = input.nodes.length < LARGE ? [3, 4] : [1, 0];
  // The first round warms up.
  for (let round = 0; round <= least || (performance.now() - began < seconds * 1000 && round < 40); round++) {
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

function cellsOf(size: string, who: string, times: readonly number[], counts?: Counts): string[] {
  const { crossings = 0, over = 0, px = 0 } = counts ?? {};
  return [
    size,
    who,
    String(Number(median(times).toPrecision(3))),
    String(crossings),
    String(over),
    String(Math.round(px)),
  ];
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
