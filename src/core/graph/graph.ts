import type { Diagnostic } from "../expression/diagnostics.ts";
import type { Span } from "../expression/span.ts";
import type { Expression, Places } from "../expression/tree.ts";
import type { Role } from "../language/input.ts";
import type { OperationKey } from "../operations/table.ts";
import { filled, SCALAR, type Shape, shapeOf, type Value } from "../tensor/tensor.ts";

/** What constants that do not fit come to: no other value has such a shape. A graph that holds it has a fault. */
export const NO_VALUE: Value = filled([0], 0);

/** The shape of a constant; null where its parts do not fit, so that what follows from it is not known either. */
export function constantShape(value: Value): Shape | null {
  return value === NO_VALUE ? null : shapeOf(value);
}

/** What feeds one place of an operation: another node, or a constant that is folded into the node's formula. */
export type Operand =
  | { readonly kind: "node"; readonly node: number; readonly edge: number }
  | { readonly kind: "constant"; readonly value: Value; readonly expression: Expression };

interface NodeBase extends Span {
  /** Its place in `Graph.nodes`: every operand stands before its consumer. */
  readonly index: number;
  /** Its name; otherwise its statement and operand path, such as `e.0.1`, or `e.0_40` for forty times `.0`. Letters, digits, `_` and `.` only. */
  readonly id: string;
  /** The name the program gives it, if any. */
  readonly name: string | null;
  /** What it is called in formulas: its name, or `v1`, `v2` … in the order of evaluation. */
  readonly symbol: string;
  /** Edges that leave it, in the order of its uses. */
  readonly uses: readonly number[];
  /** Whether some input can change its value. */
  readonly dependsOnInput: boolean;
  /** Whether the output uses it. */
  readonly feedsOutput: boolean;
}

export interface InputNode extends NodeBase {
  readonly kind: "input";
  /** What the program assigns it; null for a free name. */
  readonly literal: Value | null;
  readonly role: Role;
}

/** A statement, or a whole program, that no input can change: `k = 2*3`. */
export interface ConstantNode extends NodeBase {
  readonly kind: "constant";
  readonly value: Value;
  readonly expression: Expression;
}

export interface OperationNode extends NodeBase {
  readonly kind: "operation";
  readonly operation: OperationKey;
  readonly operands: readonly Operand[];
  /** Of an entry, which one; otherwise empty. */
  readonly places: Places;
  /** The operation with its operands written as the ids of their nodes, constants as typed. */
  readonly expression: Expression;
}

/** An operand of a sum or product of several. */
export interface Term {
  /** Whether it is taken away; never so in a product. */
  readonly isNegative: boolean;
  /** The id of its node, or the constant as typed. */
  readonly expression: Expression;
  /** The edge of the finer graph by which it comes in; null for a constant. */
  readonly edge: number | null;
}

/** A sum or product of more than two operands, constants among them, in the order in which they are written. */
export interface Terms {
  readonly kind: "sum" | "product";
  readonly operands: readonly Term[];
}

/** Several operations shown as one node. */
export interface GroupNode extends NodeBase {
  readonly kind: "group";
  /** Edges from outside: one for each node there, or one for each place in which such a node is used. */
  readonly operands: readonly Operand[];
  /** The whole calculation over the ids of nodes outside; the call, where it is one of a user's function. */
  readonly expression: Expression;
  /** What is added or multiplied, where the whole is nothing but one sum or product; otherwise null. */
  readonly terms: Terms | null;
}

export type GraphNode = InputNode | ConstantNode | OperationNode | GroupNode;

/** A node whose value is computed from other nodes. */
export type ComputedNode = OperationNode | GroupNode;

export function isComputed(node: GraphNode): node is ComputedNode {
  return node.kind === "operation" || node.kind === "group";
}

const JOINS = ["concat", "rows"] as const;

/** A node that only puts its operands side by side, or below each other, and changes none of their entries. */
export interface Join extends OperationNode {
  readonly operation: (typeof JOINS)[number];
}

export function isJoin(node: GraphNode): node is Join {
  return node.kind === "operation" && JOINS.some((operation) => operation === node.operation);
}

export interface GraphEdge {
  readonly index: number;
  /** `from-to-operand`. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** Which operand of the consumer it feeds, from 0. */
  readonly operand: number;
}

/** Operations that a program writes as one: what can be folded by name. */
export interface Family {
  readonly kind: "statement" | "call" | "definition";
  /** What it is called by: of a statement the id of its result, of a call its group, of a definition its operation's node. */
  readonly key: string;
  /** The node whose value is the whole's; the last of its nodes. */
  readonly result: number;
  readonly nodes: readonly number[];
  /** How a call is written, with the ids of its operands. */
  readonly written: Expression | null;
}

/** What a graph in which something is folded stands for. Its nodes and edges are listed by those of the coarser graph. */
export interface Finer {
  readonly graph: Graph;
  /** The node of the finer graph that has the node's value. */
  readonly nodes: readonly number[];
  /** Every node of the finer graph that the node stands for, in order. */
  readonly inside: readonly (readonly number[])[];
  /** The edges of the finer graph that the edge stands for, in order. */
  readonly edges: readonly (readonly number[])[];
  /**
   * The local derivative of an edge of the coarser graph in a simpler form than the `written` one, over the ids of its
   * nodes; null where there is none. What simplifies comes with what folds, after the first paint.
   */
  readonly simplified?: (edge: number, written: Expression | null) => Expression | null;
}

/** A program as nodes and edges, in the order of evaluation. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The node whose value is the program's. */
  readonly output: number;
  /** Every name of the program to its node; `y = x` gives x's node a second name. */
  readonly byName: ReadonlyMap<string, number>;
  /** Of every node, once they are known; null for a graph as it was built. */
  readonly shapes: readonly Shape[] | null;
  /** What does not fit among its constants; a graph with faults cannot be evaluated. */
  readonly faults: readonly Diagnostic[];
  readonly families: readonly Family[];
  /** Null where nothing is folded. */
  readonly finer: Finer | null;
}

/** The node at an index that comes from the graph itself. */
export function nodeAt(graph: Graph, index: number): GraphNode {
  const node = graph.nodes[index];
  if (node === undefined) throw new Error(`the graph has no node ${index}`);
  return node;
}

/** The edge at an index that comes from the graph itself. */
export function edgeAt(graph: Graph, index: number): GraphEdge {
  const edge = graph.edges[index];
  if (edge === undefined) throw new Error(`the graph has no edge ${index}`);
  return edge;
}

/** The shape of a node's value; a single number where shapes are not known. */
export function shapeAt({ shapes }: Graph, node: number): Shape {
  return shapes?.[node] ?? SCALAR;
}

/** The edges that bring something to a node's gradient, in the order of its uses: those to what the output uses. */
export function activeUses(graph: Graph, node: number): readonly number[] {
  return nodeAt(graph, node).uses.filter((use) => nodeAt(graph, edgeAt(graph, use).to).feedsOutput);
}

// Ids are made of their operand's, so that those of a deep sum share their text. A table of them would write each one
// out (400 MB for a sum of 20 000 terms): it is made only for a graph in which somebody looks something up.
const indexes = new WeakMap<Graph, ReadonlyMap<string, GraphNode | GraphEdge>>();

function indexOf(graph: Graph): ReadonlyMap<string, GraphNode | GraphEdge> {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const fresh = new Map([...graph.nodes, ...graph.edges].map((part) => [part.id, part]));
  indexes.set(graph, fresh);
  return fresh;
}

/** The node or edge of an id. */
export function partById(graph: Graph, id: string): GraphNode | GraphEdge | undefined {
  return indexOf(graph).get(id);
}

export function isEdge(part: GraphNode | GraphEdge): part is GraphEdge {
  return "operand" in part;
}
