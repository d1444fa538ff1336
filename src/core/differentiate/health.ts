import {
  activeUses,
  edgeAt,
  type Graph,
  type GraphNode,
  type InputNode,
  isComputed,
  nodeAt,
} from "../graph/graph.ts";
import type { OperationKey } from "../operations/table.ts";
import { type EdgeFinding, edgeFinding, operationOfNode } from "./edgeHealth.ts";
import type { Run } from "./run.ts";
import { sizeOfGradient } from "./strength.ts";

/** A gradient below this share of the output's has vanished, where its strongest way back shrinks as much. */
export const VANISHING = 1e-3;
/** One above this multiple of the output's has exploded. */
export const EXPLODING = 1e3;

/** Of so many inputs at most the whole way back is looked at. */
const MOST_WAYS = 50;

/** Factors of one operation on a way back, those that shrink (or grow) the gradient. */
export interface FactorGroup {
  /** Null for what is folded. */
  readonly operation: OperationKey | null;
  readonly count: number;
  /** The largest of them where they shrink, the smallest where they grow. */
  readonly bound: number;
  /** 0 where it is too small for a number. */
  readonly product: number;
}

/** What has become of the gradient of an input. */
export type NodeFinding =
  | {
      readonly kind: "vanishing" | "exploding";
      /** Its size over that of the output's. */
      readonly share: number;
      /** On the strongest way back, those that do most first. */
      readonly groups: readonly FactorGroup[];
      /** The edges of that way, from the output. */
      readonly way: readonly number[];
    }
  /** Nothing comes back, because of this edge. */
  | { readonly kind: "none"; readonly edge: number };

/** By index, in the order of the graph. */
export interface Health {
  readonly edges: ReadonlyMap<number, EdgeFinding>;
  readonly nodes: ReadonlyMap<number, NodeFinding>;
}

/** What there is to say of single parts, found where it is asked for: of a large graph, a picture shows few. */
export interface Findings {
  readonly edge: (index: number) => EdgeFinding | null;
  readonly node: (index: number) => NodeFinding | null;
}

/** What {@link healthOf} finds, by edge and by node. */
export function findingsIn(graph: Graph, run: Run): Findings {
  let inputs: ReadonlyMap<number, NodeFinding> | null = null;
  return {
    edge: (index) => edgeFinding(graph, run, index),
    node: (index) => {
      const node = nodeAt(graph, index);
      if (!isInputOnWay(graph, node) || !isStriking(shareOf(run, node))) return null;
      inputs ??= inputFindings(graph, run);
      return inputs.get(index) ?? null;
    },
  };
}

/** What there is to say of the gradients of a run, edge by edge and input by input. */
export function healthOf(graph: Graph, run: Run): Health {
  const edges = new Map<number, EdgeFinding>();
  for (const { index } of graph.edges) {
    const finding = edgeFinding(graph, run, index);
    if (finding !== null) edges.set(index, finding);
  }
  return { edges, nodes: inputFindings(graph, run) };
}

/** The strongest way back to every node: the product of its factors' sizes is the largest, as its logarithm. */
interface Ways {
  readonly logs: Float64Array;
  /** By node, the edge on which its way begins; −1 at the output, and where nothing comes back. */
  readonly edges: Int32Array;
}

function strongestWays(graph: Graph, run: Run): Ways {
  const logs = new Float64Array(graph.nodes.length).fill(Number.NEGATIVE_INFINITY);
  const edges = new Int32Array(graph.nodes.length).fill(-1);
  logs[graph.output] = 0;
  // An edge stands before those that leave its consumer, so from the end a node's way is known before it is gone on.
  for (let index = graph.edges.length - 1; index >= 0; index -= 1) {
    const { from, to } = edgeAt(graph, index);
    if (!nodeAt(graph, to).feedsOutput) continue;
    const log = (logs[to] ?? 0) + Math.log(gainOf(graph, run, index));
    if (log > (logs[from] ?? 0)) {
      logs[from] = log;
      edges[from] = index;
    }
  }
  return { logs, edges };
}

/** By how much an edge makes a gradient larger: of a number the size of its factor. */
function gainOf(graph: Graph, run: Run, index: number): number {
  const factor = run.factors[index];
  if (typeof factor === "number") return Math.abs(factor);
  const arrived = sizeOfGradient(run.adjoints[edgeAt(graph, index).to] ?? 0);
  return arrived === 0 ? 0 : sizeOfGradient(run.contributions[index] ?? 0) / arrived;
}

function isInputOnWay(graph: Graph, node: GraphNode): node is InputNode {
  return node.kind === "input" && node.feedsOutput && node.index !== graph.output;
}

/** The size of a node's gradient over that of the output's; NaN or infinite where that is 0. */
function shareOf(run: Run, { index }: GraphNode): number {
  return sizeOfGradient(run.adjoints[index] ?? 0) / sizeOfGradient(run.seed);
}

function isStriking(share: number): boolean {
  return share < VANISHING || share > EXPLODING;
}

function inputFindings(graph: Graph, run: Run): ReadonlyMap<number, NodeFinding> {
  const findings = new Map<number, NodeFinding>();
  if (sizeOfGradient(run.seed) === 0) return findings;
  let ways: Ways | null = null;
  let looked = 0;
  for (const node of graph.nodes) {
    if (!isInputOnWay(graph, node) || node.role === "constant" || looked >= MOST_WAYS) continue;
    const { index } = node;
    const share = shareOf(run, node);
    if (!isStriking(share)) continue;
    looked += 1;
    ways ??= strongestWays(graph, run);
    // A product of many small factors comes to 0 as well: that one has vanished.
    if (ways.logs[index] === Number.NEGATIVE_INFINITY) {
      const edge = edgeThatStops(graph, run, index);
      if (edge !== null) findings.set(index, { kind: "none", edge });
      continue;
    }
    const isSmall = share < VANISHING;
    // What is small because its parts cancel has not vanished.
    if (isSmall && (ways.logs[index] ?? 0) >= Math.log(VANISHING)) continue;
    const way = wayTo(graph, ways, index);
    findings.set(index, {
      kind: isSmall ? "vanishing" : "exploding",
      share,
      groups: groupsOn(graph, run, way, isSmall),
      way,
    });
  }
  return findings;
}

/** The edge on which the gradient is lost that a node does not get; null where parts cancel. */
function edgeThatStops(graph: Graph, run: Run, index: number): number | null {
  for (let node = index; ; ) {
    const [first] = activeUses(graph, node);
    if (first === undefined) return null;
    const { to } = edgeAt(graph, first);
    if (sizeOfGradient(run.contributions[first] ?? 0) > 0) return null;
    if (sizeOfGradient(run.adjoints[to] ?? 0) > 0) return first;
    node = to;
  }
}

function wayTo(graph: Graph, { edges }: Ways, index: number): readonly number[] {
  const way: number[] = [];
  for (let edge = edges[index] ?? -1; edge >= 0; edge = edges[edgeAt(graph, edge).to] ?? -1) way.push(edge);
  return way.reverse();
}

function groupsOn(graph: Graph, run: Run, way: readonly number[], isSmall: boolean): readonly FactorGroup[] {
  const groups = new Map<OperationKey | null, FactorGroup>();
  for (const edge of way) {
    const gain = gainOf(graph, run, edge);
    const node = nodeAt(graph, edgeAt(graph, edge).to);
    if (!isComputed(node) || (isSmall ? gain >= 1 : gain <= 1)) continue;
    const operation = node.kind === "group" ? operationOfNode(node) : node.operation;
    const known = groups.get(operation);
    groups.set(operation, {
      operation,
      count: (known?.count ?? 0) + 1,
      bound: isSmall ? Math.max(gain, known?.bound ?? 0) : Math.min(gain, known?.bound ?? Infinity),
      product: gain * (known?.product ?? 1),
    });
  }
  return [...groups.values()].sort((a, b) => (isSmall ? a.product - b.product : b.product - a.product));
}
