import { DEFAULT_ROLE } from "../language/input.ts";
import { isElementwise } from "../operations/table.ts";
import { type Shape, sameShape } from "../tensor/tensor.ts";
import { markUsed } from "./drafts.ts";
import {
  edgeAt,
  type Finer,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type GroupNode,
  isComputed,
  nodeAt,
  type Operand,
  shapeAt,
} from "./graph.ts";

const insides = new WeakMap<Graph, Map<number, Graph>>();

/**
 * What is folded into one node, as a graph of its own: its inputs are the node's operands, in their order, and its output
 * is the folded value. A node outside that several operands come from is an input for each of them. Null for a node
 * into which nothing is folded.
 */
export function insideOf(graph: Graph, node: number): Graph | null {
  const group = nodeAt(graph, node);
  if (group.kind !== "group" || graph.finer === null) return null;
  const known = insides.get(graph) ?? new Map<number, Graph>();
  insides.set(graph, known);
  const inside = known.get(node) ?? makeInside(graph.finer, group);
  known.set(node, inside);
  return inside;
}

type Draft = GraphNode & { uses: number[]; feedsOutput: boolean };

function makeInside({ graph: fine, inside, edges: stands }: Finer, group: GroupNode): Graph {
  const nodes: Draft[] = [];
  const edges: GraphEdge[] = [];
  const shapes: Shape[] = [];
  /** Where an edge of the finer graph begins: at an input, or inside. */
  const sources = new Map<number, number>();
  for (const operand of group.operands) {
    if (operand.kind === "constant") continue;
    const [first = 0] = stands[operand.edge] ?? [];
    const source = edgeAt(fine, first).from;
    const { id, name, symbol, dependsOnInput, from, to } = nodeAt(fine, source);
    const index = nodes.length;
    for (const edge of stands[operand.edge] ?? []) sources.set(edge, index);
    shapes.push(shapeAt(fine, source));
    const own = { kind: "input", index, id, name, symbol, dependsOnInput, from, to } as const;
    nodes.push({ ...own, literal: null, role: DEFAULT_ROLE, feedsOutput: true, uses: [] });
  }
  const places = new Map<number, number>();
  for (const member of inside[group.index] ?? []) {
    const node = nodeAt(fine, member);
    if (!isComputed(node)) throw new Error("only operations are folded");
    const index = nodes.length;
    const operands = node.operands.map((operand): Operand => {
      if (operand.kind === "constant") return operand;
      const from = sources.get(operand.edge) ?? places.get(operand.node) ?? 0;
      const edge = edges.length;
      nodes[from]?.uses.push(edge);
      edges.push({ ...edgeAt(fine, operand.edge), index: edge, from, to: index });
      return { kind: "node", node: from, edge };
    });
    places.set(member, index);
    shapes.push(shapeAt(fine, member));
    nodes.push({ ...node, index, operands, uses: [] });
  }
  markUsed(nodes, edges, nodes.length - 1);
  return {
    nodes,
    edges,
    output: nodes.length - 1,
    byName: new Map(nodes.flatMap(({ name, index }) => (name === null ? [] : [[name, index]]))),
    shapes: fine.shapes === null ? null : shapes,
    faults: [],
    families: [],
    finer: null,
  };
}

/**
 * Whether an edge's local derivative is a number for every entry of its consumer: of an operation on numbers, and of
 * several of them folded as long as none of them spreads a smaller operand.
 */
export function isEntrywise(graph: Graph, edge: GraphEdge): boolean {
  const node = nodeAt(graph, edge.to);
  if (node.kind === "operation") return isElementwise(node.operation);
  const shape = shapeAt(graph, edge.to);
  const fine = graph.finer?.graph;
  if (node.kind === "group" && node.terms !== null) return sameShape(shapeAt(graph, edge.from), shape);
  if (fine === undefined || !sameShape(shapeAt(graph, edge.from), shape)) return false;
  return edgesWithin(graph, edge).every((index) => {
    const { to } = edgeAt(fine, index);
    const consumer = nodeAt(fine, to);
    return (
      consumer.kind === "operation" &&
      isElementwise(consumer.operation) &&
      sameShape(shapeAt(fine, to), shape)
    );
  });
}

/** The edges of the finer graph on the ways from an edge's source to its consumer's value, in order. */
export function edgesWithin({ finer }: Graph, edge: GraphEdge): readonly number[] {
  if (finer === null) return [];
  const { graph } = finer;
  const members = new Set(finer.inside[edge.to]);
  const entering = new Set(finer.edges[edge.index]);
  const reached = new Set<number>();
  const within: number[] = [];
  for (const member of members) {
    const node = nodeAt(graph, member);
    if (!isComputed(node)) continue;
    for (const operand of node.operands) {
      if (operand.kind === "constant") continue;
      if (!entering.has(operand.edge) && !(members.has(operand.node) && reached.has(operand.node))) continue;
      within.push(operand.edge);
      reached.add(member);
    }
  }
  return within;
}
