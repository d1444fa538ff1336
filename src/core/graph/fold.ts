import type { Expression } from "../expression/tree.ts";
import { connectNodes } from "./drafts.ts";
import { type Gatherable, termsOf } from "./gathered.ts";
import {
  type Family,
  type Graph,
  type GraphEdge,
  type GraphNode,
  isComputed,
  isEdge,
  nodeAt,
  type Operand,
  partById,
} from "./graph.ts";
import { recognised } from "./recognise.ts";
import { termsExpression } from "./terms.ts";
import { wholeExpression } from "./wholeExpression.ts";

/** What is folded: the keys of statements and calls (`L`, `f2`), or the ids of some nodes, and how edges are merged. */
export interface Folds {
  readonly folded: readonly (string | readonly string[])[];
  /** Whether every use of a node from outside keeps an edge of its own; otherwise those of one node are merged. */
  readonly isByOccurrence: boolean;
}

/** Why some nodes cannot be shown as one. */
export type FoldFault = "unknown" | "single" | "input" | "several results";

/** The same in words, to follow a colon. */
export const FOLD_FAULTS: Readonly<Record<FoldFault, string>> = {
  unknown: "no node is called that",
  single: "it is one node already",
  input: "an input is no operation",
  "several results": "more than one of them is used by others",
};

/** Operations that become one node. */
interface Fold {
  readonly result: number;
  readonly nodes: readonly number[];
  readonly family: Family | null;
}

/** What is to be folded, found in a graph in which nothing is folded yet, or why it cannot be. */
export function foldOf(graph: Graph, chosen: string | readonly string[]): Fold | FoldFault {
  const ids = typeof chosen === "string" ? [chosen] : chosen;
  const [only, another] = ids;
  const family = another === undefined ? graph.families.find(({ key }) => key === only) : undefined;
  if (family !== undefined) return { result: family.result, nodes: family.nodes, family };
  const parts = ids.map((id) => partById(graph, id));
  const nodes: number[] = [];
  for (const part of parts) {
    if (part === undefined || isEdge(part)) return "unknown";
    if (part.kind !== "operation") return "input";
    nodes.push(part.index);
  }
  const sorted = [...new Set(nodes)].sort((one, other) => one - other);
  if (sorted.length < 2) return "single";
  const inside = new Set(sorted);
  const results = sorted.filter(
    (node) =>
      node === graph.output ||
      nodeAt(graph, node).uses.some((use) => !inside.has(graph.edges[use]?.to ?? -1)),
  );
  const result = sorted.at(-1);
  if (result === undefined || results.some((node) => node !== result)) return "several results";
  return { result, nodes: sorted, family: null };
}

/** The key of every statement and call that is more than one operation: what can be folded by name. */
export function foldableKeys(graph: Graph): readonly string[] {
  return (graph.finer?.graph ?? graph).families.map(({ key }) => key);
}

/**
 * The graph with some of its operations shown as one node each. The result keeps its id, name and value; edges inside
 * are gone, and those from outside are merged by their source or kept one by one. What cannot be folded is left as it
 * is, and of folds inside one another the larger is made. `graph` is one in which nothing is folded; `gathered` are sums
 * and products in it that are one node each besides.
 */
export function foldGraph(graph: Graph, folds: Folds, gathered: readonly Gatherable[] = []): Graph {
  const found = foldsOf(graph, folds, gathered);
  return found.length === 0 ? graph : new Folding(graph, found, folds.isByOccurrence).graph();
}

function foldsOf(graph: Graph, { folded }: Folds, gathered: readonly Gatherable[]): readonly Fold[] {
  const chosen = folded.map((one) => foldOf(graph, one)).filter((fold) => typeof fold !== "string");
  const sums = gathered.map(({ result, nodes }): Fold => ({ result, nodes, family: null }));
  const found = [...chosen, ...sums].sort((one, other) => other.nodes.length - one.nodes.length);
  const taken = new Set<number>();
  return found.filter(({ nodes }) => {
    if (nodes.some((node) => taken.has(node))) return false;
    for (const node of nodes) taken.add(node);
    return true;
  });
}

/** One edge of the coarser graph on its way: its source, and the edges of the finer graph that it stands for. */
interface Entry {
  readonly source: number;
  readonly edges: number[];
}

class Folding {
  private readonly fine: Graph;
  private readonly isByOccurrence: boolean;
  private readonly folds: ReadonlyMap<number, Fold>;
  /** Of every node of the finer graph, the one of the coarser graph that has its value; −1 inside a fold. */
  private readonly coarse: Int32Array;
  private readonly nodes: (Exclude<GraphNode, never> & { uses: number[] })[] = [];
  private readonly edges: GraphEdge[] = [];
  private readonly edgesOf: (readonly number[])[] = [];
  private readonly inside: (readonly number[])[] = [];

  constructor(fine: Graph, folds: readonly Fold[], isByOccurrence: boolean) {
    this.fine = fine;
    this.isByOccurrence = isByOccurrence;
    this.folds = new Map(folds.map((fold) => [fold.result, fold]));
    this.coarse = new Int32Array(fine.nodes.length).fill(-1);
  }

  graph(): Graph {
    const { fine } = this;
    const hidden = new Set(
      [...this.folds.values()].flatMap(({ nodes, result }) => nodes.filter((node) => node !== result)),
    );
    for (const node of fine.nodes) {
      if (hidden.has(node.index)) continue;
      this.coarse[node.index] = this.nodes.length;
      const fold = this.folds.get(node.index);
      if (fold !== undefined) this.group(node, fold);
      else this.single(node);
    }
    const finerNodes = this.inside.map((nodes) => nodes.at(-1) ?? 0);
    return {
      nodes: this.nodes,
      edges: this.edges,
      output: this.coarseOf(fine.output),
      byName: new Map(
        [...fine.byName].flatMap(([name, node]) => (hidden.has(node) ? [] : [[name, this.coarseOf(node)]])),
      ),
      shapes: fine.shapes === null ? null : finerNodes.map((node) => fine.shapes?.[node] ?? []),
      faults: fine.faults,
      families: [],
      finer: { graph: fine, nodes: finerNodes, inside: this.inside, edges: this.edgesOf },
    };
  }

  private coarseOf(node: number): number {
    return this.coarse[node] ?? -1;
  }

  private single(node: GraphNode): void {
    const index = this.nodes.length;
    if (!isComputed(node)) {
      this.nodes.push({ ...node, index, uses: [] });
    } else {
      const operands = node.operands.map((operand, place): Operand => {
        if (operand.kind === "constant") return operand;
        const source = this.coarseOf(operand.node);
        return { kind: "node", node: source, edge: this.connect(source, node.id, place, [operand.edge]) };
      });
      this.nodes.push({ ...node, index, operands, uses: [] });
    }
    this.inside.push([node.index]);
  }

  private group(result: GraphNode, { nodes, family }: Fold): void {
    const index = this.nodes.length;
    const operands = this.entries(nodes).map(
      ({ source, edges }, place): Operand => ({
        kind: "node",
        node: source,
        edge: this.connect(source, result.id, place, edges),
      }),
    );
    const { id, name, symbol, dependsOnInput, feedsOutput, from, to } = result;
    // A call is written as the call.
    const written = family?.written ?? null;
    const terms = written === null ? termsOf(this.fine, nodes) : null;
    const expression = terms === null ? this.whole(nodes, written) : termsExpression(terms, { from, to });
    const own = { kind: "group", index, id, name, symbol, dependsOnInput, feedsOutput, from, to } as const;
    this.nodes.push({ ...own, operands, expression, terms, uses: [] });
    this.inside.push(nodes);
  }

  private whole(nodes: readonly number[], written: Expression | null): Expression {
    const whole = written ?? wholeExpression(this.fine, nodes);
    return recognised(whole) ?? whole;
  }

  /** The edges that come in from outside, in the order in which the whole calculation mentions them. */
  private entries(nodes: readonly number[]): readonly Entry[] {
    const entries: Entry[] = [];
    const bySource = new Map<number, Entry>();
    for (const operand of enteringEdges(this.fine, nodes)) {
      const known = this.isByOccurrence ? undefined : bySource.get(operand.node);
      if (known !== undefined) {
        known.edges.push(operand.edge);
        continue;
      }
      const entry = { source: this.coarseOf(operand.node), edges: [operand.edge] };
      bySource.set(operand.node, entry);
      entries.push(entry);
    }
    return entries;
  }

  private connect(from: number, toId: string, operand: number, edges: readonly number[]): number {
    this.edgesOf.push(edges);
    return connectNodes(this.nodes, this.edges, { from, to: this.nodes.length, toId, operand });
  }
}

type NodeOperand = Extract<Operand, { kind: "node" }>;

/** The operands of some nodes that come from elsewhere, as written from the last of the nodes down. */
function enteringEdges(graph: Graph, nodes: readonly number[]): readonly NodeOperand[] {
  const members = new Set(nodes);
  const entering: NodeOperand[] = [];
  const pending: (number | NodeOperand)[] = [nodes.at(-1) ?? 0];
  const seen = new Set<number>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== "number") {
      entering.push(next);
      continue;
    }
    if (seen.has(next)) continue;
    seen.add(next);
    const node = nodeAt(graph, next);
    if (!isComputed(node)) continue;
    for (const operand of node.operands.toReversed())
      if (operand.kind === "node") pending.push(members.has(operand.node) ? operand.node : operand);
  }
  return entering;
}
