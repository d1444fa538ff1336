import {
  activeUses,
  edgeAt,
  type Graph,
  type GraphEdge,
  nodeAt,
  type OperationNode,
  shapeAt,
} from "../graph/graph.ts";
import { isElementwise, type TensorKey } from "../operations/table.ts";
import { pullBack, pushForward } from "../operations/tensorRule.ts";
import { spreadTo, sumTo } from "../tensor/kernels.ts";
import { filled, type Shape, sizeOf, type Tensor, tensorOf, type Value } from "../tensor/tensor.ts";
import { edgeRule, isOneRule } from "./localDerivative.ts";
import { reachedFrom } from "./tangents.ts";

/**
 * What a sweep takes once values and local derivatives are there, which both modes need alike. Additions: one fewer
 * than there are parts in a sum. Multiplications: one for each factor that meets a number. A product with a literal 1
 * is counted apart: where the edge says 1, or where the seed's 1 has come unchanged. What meets the seed's 0 is not
 * computed at all. Operations on whole tensors (`@`, softmax …) count as they are computed, whatever their entries.
 */
export interface Cost {
  readonly multiplications: number;
  readonly additions: number;
  /** Multiplications by a literal 1. */
  readonly byOne: number;
}

interface Counter {
  multiplications: number;
  additions: number;
  byOne: number;
}

/** What is known of an entry before any number is: the seed's 0, its 1 come unchanged, or anything. */
const [NOTHING, ONE, SOME] = [0, 1, 2] as const;

/** What a sweep takes, and what is added where. Nodes are those of the graph without folds. */
interface Counted {
  readonly cost: Cost;
  /** How many additions the parts that meet at a node take. */
  readonly additionsAt: ReadonlyMap<number, number>;
  /** The edges that bring more than the seed's 0. */
  readonly bringing: ReadonlySet<number>;
}

/** The cost of a forward sweep along a node in a direction, as far as the output needs it. What is folded counts in full. */
export function forwardCost(graph: Graph, along: number, direction: Value): Cost {
  return countForward(graph, along, direction).cost;
}

function countForward(graph: Graph, along: number, direction: Value): Counted {
  const { finer } = graph;
  if (finer !== null) return countForward(finer.graph, finer.nodes[along] ?? 0, direction);
  const counter: Counter = { multiplications: 0, additions: 0, byOne: 0 };
  const additionsAt = new Map<number, number>();
  const bringing = new Set<number>();
  const isReached = reachedFrom(graph, along);
  const known = new Map<number, Tensor>([[along, marksOf(direction)]]);
  for (const node of graph.nodes) {
    if (node.kind !== "operation" || node.index === along) continue;
    if (!isReached[node.index] || !node.feedsOutput) continue;
    const parts = node.operands.flatMap((operand) => {
      const source = operand.kind === "node" ? known.get(operand.node) : undefined;
      if (operand.kind !== "node" || source === undefined || isNothing(source)) return [];
      const part = forwardPart(graph, node, edgeAt(graph, operand.edge), source, counter);
      if (!isNothing(part)) bringing.add(operand.edge);
      return part;
    });
    const before = counter.additions;
    known.set(node.index, summed(parts, shapeAt(graph, node.index), counter));
    additionsAt.set(node.index, counter.additions - before);
  }
  return { cost: counter, additionsAt, bringing };
}

/** The cost of a reverse sweep with a seed, to every node that depends on an input; or only what one node needs. */
export function reverseCost(graph: Graph, seed: Value, towards: number | null = null): Cost {
  return countReverse(graph, seed, towards).cost;
}

function countReverse(graph: Graph, seed: Value, towards: number | null): Counted {
  const { finer } = graph;
  if (finer !== null)
    return countReverse(finer.graph, seed, towards === null ? null : (finer.nodes[towards] ?? null));
  const counter: Counter = { multiplications: 0, additions: 0, byOne: 0 };
  const additionsAt = new Map<number, number>();
  const bringing = new Set<number>();
  const isWanted = towards === null ? null : reachedFrom(graph, towards);
  const known = new Map<number, Tensor>([[graph.output, marksOf(seed)]]);
  for (let index = graph.output - 1; index >= 0; index--) {
    const node = nodeAt(graph, index);
    if (!node.feedsOutput || !node.dependsOnInput || isWanted?.[index] === false) continue;
    const parts = activeUses(graph, index).flatMap((use) => {
      const edge = edgeAt(graph, use);
      const consumer = nodeAt(graph, edge.to);
      const delta = known.get(edge.to);
      if (consumer.kind !== "operation" || delta === undefined || isNothing(delta)) return [];
      const part = backwardPart(graph, consumer, edge, delta, counter);
      if (!isNothing(part)) bringing.add(use);
      return part;
    });
    const before = counter.additions;
    known.set(index, summed(parts, shapeAt(graph, index), counter));
    additionsAt.set(index, counter.additions - before);
  }
  return { cost: counter, additionsAt, bringing };
}

/** What meets at the nodes of a graph in one sweep, as it is counted. */
export interface Meeting {
  /** Whether the parts that come to a node are added, or each entry gets no more than one. */
  readonly isAdded: (node: number) => boolean;
  /** Whether an edge brings more than the 0 of a seed. */
  readonly doesBring: (edge: number) => boolean;
}

const EVERYWHERE: Meeting = { isAdded: () => true, doesBring: () => true };
/** Of larger graphs nobody waits for a count; there every part counts. */
const MOST_EDGES = 12_000;
const forwardMeetings = new WeakMap<
  Graph,
  { readonly key: Value; readonly along: number; readonly meeting: Meeting }
>();
const reverseMeetings = new WeakMap<Graph, { readonly key: Value; readonly meeting: Meeting }>();

/** The sums of a reverse sweep. From a number, something comes along every edge. */
export function reverseMeeting(graph: Graph, seed: Value): Meeting {
  if (typeof seed === "number" || graph.edges.length > MOST_EDGES) return EVERYWHERE;
  const known = reverseMeetings.get(graph);
  if (known?.key === seed) return known.meeting;
  const meeting = meetingOf(graph, countReverse(graph, seed, null));
  reverseMeetings.set(graph, { key: seed, meeting });
  return meeting;
}

/** The sums of a forward sweep along a node in a direction. */
export function forwardMeeting(graph: Graph, along: number, direction: Value): Meeting {
  if (graph.shapes === null || graph.edges.length > MOST_EDGES) return EVERYWHERE;
  const known = forwardMeetings.get(graph);
  if (known?.key === direction && known.along === along) return known.meeting;
  const meeting = meetingOf(graph, countForward(graph, along, direction));
  forwardMeetings.set(graph, { key: direction, along, meeting });
  return meeting;
}

function meetingOf({ finer }: Graph, { additionsAt, bringing }: Counted): Meeting {
  return {
    isAdded: (node) => (additionsAt.get(finer?.nodes[node] ?? node) ?? 0) > 0,
    doesBring: (edge) => (finer?.edges[edge] ?? [edge]).some((inner) => bringing.has(inner)),
  };
}

/** The cost of several sweeps. */
export function totalCost(costs: readonly Cost[]): Cost {
  const sum = (of: (cost: Cost) => number): number => costs.reduce((so, cost) => so + of(cost), 0);
  return {
    multiplications: sum(({ multiplications }) => multiplications),
    additions: sum(({ additions }) => additions),
    byOne: sum(({ byOne }) => byOne),
  };
}

/** `3 multiplications, 1 addition`; those by a literal 1 are not among them. */
export function costText({
  multiplications,
  additions,
}: Pick<Cost, "multiplications" | "additions">): string {
  const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
  return `${counted(multiplications, "multiplication")}, ${counted(additions, "addition")}`;
}

function marksOf(value: Value): Tensor {
  const { shape, data } = tensorOf(value);
  return { shape, data: data.map((entry) => (entry === 0 ? NOTHING : entry === 1 ? ONE : SOME)) };
}

function isNothing({ data }: Tensor): boolean {
  return data.every((mark) => mark === NOTHING);
}

/** Parts of one shape added entry by entry; what is nothing is not added. */
function summed(parts: readonly Tensor[], shape: Shape, counter: Counter): Tensor {
  const [only, another] = parts;
  if (only === undefined) return filled(shape, NOTHING);
  if (another === undefined) return only;
  const data = only.data.map((_mark, entry) => {
    const marks = parts.flatMap((part) => part.data[entry] || []);
    counter.additions += Math.max(0, marks.length - 1);
    return marks.length > 1 ? SOME : (marks[0] ?? NOTHING);
  });
  return { shape, data };
}

/** The entries that a broadcast made of one, added up. */
function collapsed(marks: Tensor, shape: Shape, counter: Counter): Tensor {
  if (sizeOf(shape) === marks.data.length) return { shape, data: marks.data };
  const present = { shape: marks.shape, data: marks.data.map((mark) => Math.min(1, mark)) };
  const counts = sumTo(present, shape).data;
  const sums = sumTo(marks, shape).data;
  return {
    shape,
    data: counts.map((count, entry) => {
      counter.additions += Math.max(0, count - 1);
      return count > 1 ? SOME : (sums[entry] ?? NOTHING);
    }),
  };
}

/** Every entry times its factor. */
function timesFactor(graph: Graph, edge: GraphEdge, marks: Tensor, counter: Counter): Tensor {
  const isOne = isWrittenOne(graph, edge);
  const data = marks.data.map((mark) => {
    if (mark === NOTHING) return NOTHING;
    if (isOne || mark === ONE) counter.byOne += 1;
    else counter.multiplications += 1;
    return isOne && mark === ONE ? ONE : SOME;
  });
  return { shape: marks.shape, data };
}

const written = new WeakMap<GraphEdge, boolean>();

/** Whether the local derivative is written 1 on its edge. */
function isWrittenOne(graph: Graph, edge: GraphEdge): boolean {
  const known = written.get(edge);
  if (known !== undefined) return known;
  const rule = edgeRule(graph, edge);
  const isOne = isOneRule(rule);
  written.set(edge, isOne);
  return isOne;
}

function forwardPart(
  graph: Graph,
  node: OperationNode,
  edge: GraphEdge,
  source: Tensor,
  counter: Counter,
): Tensor {
  const shape = shapeAt(graph, node.index);
  const { operation } = node;
  if (isElementwise(operation)) return timesFactor(graph, edge, spreadTo(source, shape), counter);
  if (MOVES.has(operation)) {
    const operands = operandMarks(graph, node).map((marks, place) =>
      place === edge.operand ? source : marks,
    );
    return pushForward(operation, operands, operands, filled(shape, NOTHING), node.places);
  }
  return counted(COSTS[operation].forward(sizesOf(graph, node, edge)), shape, counter);
}

function backwardPart(
  graph: Graph,
  node: OperationNode,
  edge: GraphEdge,
  delta: Tensor,
  counter: Counter,
): Tensor {
  const shape = shapeAt(graph, edge.from);
  const { operation, places } = node;
  if (isElementwise(operation)) return collapsed(timesFactor(graph, edge, delta, counter), shape, counter);
  if (MOVES.has(operation) || COPIES.has(operation)) {
    const context = { operands: operandMarks(graph, node), place: edge.operand, places };
    return pullBack(operation, delta, filled(delta.shape, NOTHING), context);
  }
  return counted(COSTS[operation].back(sizesOf(graph, node, edge)), shape, counter);
}

function operandMarks(graph: Graph, node: OperationNode): readonly Tensor[] {
  return node.operands.map((operand) =>
    filled(operand.kind === "node" ? shapeAt(graph, operand.node) : tensorOf(operand.value).shape, NOTHING),
  );
}

function counted([multiplications, additions]: Count, shape: Shape, counter: Counter): Tensor {
  counter.multiplications += multiplications;
  counter.additions += additions;
  return filled(shape, SOME);
}

/** What only moves entries, both ways. */
const MOVES: ReadonlySet<string> = new Set(["transpose", "concat", "rows", "entry"]);
/** What adds forwards and copies backwards. */
const COPIES: ReadonlySet<string> = new Set(["sum", "trace"]);

type Count = readonly [multiplications: number, additions: number];

/** Entries of the operand, of the output, in a row of the operand; and how many products meet in a sum, each way. */
interface Sizes {
  readonly of: number;
  readonly out: number;
  readonly row: number;
  readonly inner: number;
  readonly innerBack: number;
}

function sizesOf(graph: Graph, node: OperationNode, { from, operand }: GraphEdge): Sizes {
  const [shape, output] = [shapeAt(graph, from), shapeAt(graph, node.index)];
  const isRight = operand === 1;
  const rows = shape.length === 2 ? (shape[0] ?? 1) : 1;
  return {
    of: sizeOf(shape),
    out: sizeOf(output),
    row: shape.at(-1) ?? 1,
    // Rows of the left operand meet columns of the right one; a vector is the one or the other.
    inner: isRight ? (shape[0] ?? 1) : (shape.at(-1) ?? 1),
    innerBack: sizeOf(output) / (isRight ? (shape.length === 2 ? (shape[1] ?? 1) : 1) : rows),
  };
}

/** A matrix product with as many results, each a sum of as many products. */
const products = (results: number, each: number): Count => [results * each, results * (each - 1)];

/** What parts of an operation on tensors take, forwards and back. What is left out does not compile. */
const COSTS: Readonly<
  Record<TensorKey, { readonly forward: (sizes: Sizes) => Count; readonly back: (sizes: Sizes) => Count }>
> = {
  matmul: {
    forward: ({ out, inner }) => products(out, inner),
    back: ({ of, innerBack }) => products(of, innerBack),
  },
  dot: { forward: ({ of }) => products(1, of), back: ({ of }) => [of, 0] },
  outer: { forward: ({ out }) => [out, 0], back: ({ of, out }) => products(of, out / of) },
  transpose: { forward: () => [0, 0], back: () => [0, 0] },
  concat: { forward: () => [0, 0], back: () => [0, 0] },
  rows: { forward: () => [0, 0], back: () => [0, 0] },
  entry: { forward: () => [0, 0], back: () => [0, 0] },
  sum: { forward: ({ of }) => [0, of - 1], back: () => [0, 0] },
  trace: { forward: ({ row }) => [0, row - 1], back: () => [0, 0] },
  // Divided by how many there are: once.
  mean: { forward: ({ of }) => [1, of - 1], back: () => [1, 0] },
  maxEntry: { forward: ({ of }) => products(1, of), back: ({ of }) => [of, 0] },
  minEntry: { forward: ({ of }) => products(1, of), back: ({ of }) => [of, 0] },
  norm: { forward: ({ of }) => products(1, of), back: ({ of }) => [of, 0] },
  // y · (δ − Σ δ·y), row by row; forwards the same.
  softmax: { forward: softmaxCount, back: softmaxCount },
  logsumexp: { forward: ({ of, out }) => [of, of - out], back: ({ of }) => [of, 0] },
};

function softmaxCount({ of, row }: Sizes): Count {
  return [2 * of, 2 * of - of / row];
}
