// What others make of the same graph, as lines to be counted by the same function. They get the plain graph, without
// labels on its edges, which leaves them less to do than ours has.
import { layout as dagreLayout, type Edge, Graph } from "@dagrejs/dagre";
import type { LayoutInput, Point } from "../src/core/layout/graph.ts";
import { type DrawnEdge, flattened } from "./crossings.ts";
import { loadPeer } from "./peers.ts";

/** Nodes by their centres, in the order of the input, and edges from their source to their consumer, px. */
export interface Picture {
  readonly boxes: readonly (Point & { readonly width: number; readonly height: number })[];
  readonly edges: readonly DrawnEdge[];
}

export interface Peer {
  readonly name: string;
  readonly layOut: (input: LayoutInput) => unknown;
  /** What `layOut` has returned, to be looked at. */
  readonly read: (result: unknown, input: LayoutInput) => Picture;
}

/** Between neighbours of a layer, as ours. */
const BESIDE = 60;
/** Between layers, px: what a plaque and its two gaps take in ours. */
const BETWEEN = 220;
const INCH = 72;

export const PEERS = ["dot", "dagre", "elk"] as const;

export type PeerName = (typeof PEERS)[number];

export async function peerNamed(root: string, name: PeerName): Promise<Peer> {
  if (name === "dot") return dot(root);
  return name === "elk" ? elk(root) : dagre;
}

interface Graphviz {
  layout(source: string, format: string, engine: string): string;
}

/** Graphviz as WebAssembly; its curves are read from its plain output. */
async function dot(root: string): Promise<Peer> {
  const module = (await loadPeer(root, "@hpcc-js/wasm-graphviz")) as {
    readonly Graphviz: { load(): Promise<Graphviz> };
  };
  const graphviz = await module.Graphviz.load();
  return {
    name: "dot",
    layOut: (input) => graphviz.layout(dotSource(input), "plain", "dot"),
    read: (result, input) => readPlain(String(result), input),
  };
}

function dotSource({ nodes, edges }: LayoutInput): string {
  const index = indexOf(nodes);
  const boxes = nodes.map(
    ({ width, height }, at) => `n${at} [width=${width / INCH}, height=${height / INCH}]`,
  );
  const lines = edges.map(({ from, to }) => `n${index.get(from)} -> n${index.get(to)}`);
  return `digraph {
    rankdir=LR; nodesep=${BESIDE / INCH}; ranksep=${BETWEEN / INCH};
    node [shape=box, fixedsize=true, label=""]; edge [dir=none];
    ${[...boxes, ...lines].join("\n")}
  }`;
}

/** "node name x y …" and "edge tail head n x₁ y₁ …", inches, y upwards; edges of one source come together. */
function readPlain(text: string, { nodes, edges }: LayoutInput): Picture {
  const index = indexOf(nodes);
  const boxes = nodes.map(({ width, height }) => ({ x: 0, y: 0, width, height }));
  const drawn: DrawnEdge[] = [];
  const at = (x: string | undefined, y: string | undefined): Point => ({
    x: Number(x) * INCH,
    y: -Number(y) * INCH,
  });
  for (const line of text.replaceAll("\\\n", "").split("\n")) {
    const [kind, first = "", second = "", ...rest] = line.split(" ");
    const node = Number(first.slice(1));
    if (kind === "node") Object.assign(boxes[node] ?? {}, at(second, rest[0]));
    if (kind !== "edge") continue;
    const points = Array.from({ length: Number(rest[0]) }, (_, i) => at(rest[2 * i + 1], rest[2 * i + 2]));
    drawn.push({ line: flattened(points), from: node, to: Number(second.slice(1)) });
  }
  if (drawn.length !== edges.length || index.size !== nodes.length) throw new Error("dot left something out");
  return { boxes, edges: drawn };
}

/** dagre with its defaults. */
const dagre: Peer = {
  name: "dagre",
  layOut: ({ nodes, edges }) => {
    const graph = new Graph({ multigraph: true });
    graph.setGraph({ rankdir: "LR", nodesep: BESIDE, ranksep: BETWEEN });
    graph.setDefaultEdgeLabel(() => ({}));
    for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
    for (const { id, from, to } of edges) graph.setEdge(from, to, {}, id);
    dagreLayout(graph);
    return graph;
  },
  read: (result, { nodes, edges }) => {
    const graph = result as Graph;
    const index = indexOf(nodes);
    return {
      boxes: nodes.map(({ id, width, height }) => ({
        x: graph.node(id).x ?? 0,
        y: graph.node(id).y ?? 0,
        width,
        height,
      })),
      edges: edges.map(({ id, from, to }) => {
        const key: Edge = { v: from, w: to, name: id };
        const line = graph.edge(key).points ?? [];
        return { line, from: index.get(from) ?? 0, to: index.get(to) ?? 0 };
      }),
    };
  },
};

interface ElkSection {
  readonly startPoint: Point;
  readonly endPoint: Point;
  readonly bendPoints?: readonly Point[];
}

interface ElkGraph {
  readonly children: readonly (Point & { readonly width: number; readonly height: number })[];
  readonly edges: readonly { readonly sections: readonly ElkSection[] }[];
}

interface Elk {
  layout(graph: unknown): Promise<unknown>;
}

/** elk's layered method with straight lines from bend to bend. */
async function elk(root: string): Promise<Peer> {
  const module = (await loadPeer(root, "elkjs/lib/elk.bundled.js")) as { readonly default: new () => Elk };
  const engine = new module.default();
  return {
    name: "elk",
    layOut: ({ nodes, edges }) =>
      engine.layout({
        id: "",
        layoutOptions: {
          "elk.algorithm": "layered",
          "elk.direction": "RIGHT",
          "elk.edgeRouting": "POLYLINE",
          "elk.spacing.nodeNode": String(BESIDE),
          "elk.layered.spacing.nodeNodeBetweenLayers": String(BETWEEN),
        },
        children: nodes.map(({ id, width, height }) => ({ id, width, height })),
        edges: edges.map(({ id, from, to }) => ({ id: `${id} `, sources: [from], targets: [to] })),
      }),
    read: (result, { nodes, edges }) => {
      const graph = result as ElkGraph;
      const index = indexOf(nodes);
      return {
        boxes: graph.children.map(({ x, y, width, height }) => ({
          x: x + width / 2,
          y: y + height / 2,
          width,
          height,
        })),
        edges: edges.map(({ from, to }, at) => {
          const line = (graph.edges[at]?.sections ?? []).flatMap(
            ({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint],
          );
          return { line, from: index.get(from) ?? 0, to: index.get(to) ?? 0 };
        }),
      };
    },
  };
}

export function indexOf(nodes: LayoutInput["nodes"]): ReadonlyMap<string, number> {
  return new Map(nodes.map(({ id }, index) => [id, index]));
}
