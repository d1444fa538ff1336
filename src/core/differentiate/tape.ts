import { activeUses, type Graph, type GraphNode, type OperationNode } from "../graph/graph.ts";
import type { ElementwiseOperation, Kernel } from "../operations/operation.ts";
import { derivativesOf } from "../operations/rule.ts";
import { type ElementwiseKey, elementwise, isElementwise } from "../operations/table.ts";
import type { Value } from "../tensor/tensor.ts";

/**
 * A graph of numbers made ready for sweeps: flat arrays, indexed by node and by edge, since a slider asks for thousands of
 * sweeps a second. Constants have slots of their own behind the nodes' values, so that every operand is one look-up.
 */
export interface Tape {
  /** Leaves and constants, whose values come from outside the sweep. */
  readonly leaves: Int32Array;
  /** How each node gets its value: {@link FROM_OUTSIDE} and the following. */
  readonly ways: Uint8Array;
  readonly kernels: readonly (Kernel | null)[];
  /** Nodes of more operands than their kernel takes, with the slots of all of them; null for the others. */
  readonly many: readonly (ManyOperands | null)[];
  /** The slots of each node's operands; unused ones are 0. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Values of the constants, for the slots behind the nodes. */
  readonly constants: Float64Array;
  /** The node at the end of each edge. */
  readonly edgeTo: Int32Array;
  /** Factors that are the same for all inputs; 0 for the others. */
  readonly fixedFactors: Float64Array;
  /** Where a factor is just an operand or the output: the slot of it; −1 otherwise. */
  readonly factorSlot: Int32Array;
  /** Edges whose factor has to be computed. */
  readonly computedEdges: Int32Array;
  readonly factorKernels: readonly (Kernel | null)[];
  /** The edges that bring something to a node's gradient, node after node; those of node i begin at `usesFrom[i]`. */
  readonly uses: Int32Array;
  readonly usesFrom: Int32Array;
}

/** Ways to a value. Large graphs consist of sums and products, and a call for each would take longer than it does. */
export const [FROM_OUTSIDE, BY_SUM, BY_PRODUCT, BY_KERNEL, BY_MANY] = [0, 1, 2, 3, 4] as const;

export interface ManyOperands {
  readonly slots: readonly number[];
  readonly rule: NonNullable<ElementwiseOperation["many"]>;
}

/** The operation of a node in a graph of numbers. */
export function scalarOperation({ operation }: OperationNode): ElementwiseKey {
  if (!isElementwise(operation)) throw new Error(`a tape holds numbers, and ${operation} is of tensors`);
  return operation;
}

function single(value: Value): number {
  if (typeof value !== "number") throw new Error("a tape holds numbers");
  return value;
}

const tapes = new WeakMap<Graph, Tape>();

/** The tape of a graph, made when first asked for. */
export function tapeOf(graph: Graph): Tape {
  const known = tapes.get(graph);
  if (known !== undefined) return known;
  const tape = makeTape(graph);
  tapes.set(graph, tape);
  return tape;
}

function makeTape(graph: Graph): Tape {
  const { nodes, edges } = graph;
  const constants: number[] = [];
  const slotsOf = nodes.map((node) =>
    node.kind !== "operation"
      ? []
      : node.operands.map((operand) =>
          operand.kind === "node" ? operand.node : nodes.length + constants.push(single(operand.value)) - 1,
        ),
  );
  const many = nodes.map((node, index): ManyOperands | null => {
    const slots = slotsOf[index] ?? [];
    if (node.kind !== "operation") return null;
    const { many: rule, operands } = elementwise[scalarOperation(node)];
    return rule !== undefined && slots.length > operands.length ? { slots, rule } : null;
  });
  return {
    leaves: Int32Array.from(nodes.flatMap(({ kind, index }) => (kind === "operation" ? [] : [index]))),
    ways: Uint8Array.from(nodes, (node, index) => (many[index] ? BY_MANY : wayOf(node))),
    many,
    kernels: nodes.map((node, index) =>
      node.kind === "operation" && many[index] === null ? elementwise[scalarOperation(node)].value : null,
    ),
    first: Int32Array.from(slotsOf, ([slot = 0]) => slot),
    second: Int32Array.from(slotsOf, ([, slot = 0]) => slot),
    constants: Float64Array.from(constants),
    edgeTo: Int32Array.from(edges, ({ to }) => to),
    ...factorRules(graph, slotsOf, many),
    ...usesOf(graph),
  };
}

function wayOf(node: GraphNode): number {
  if (node.kind !== "operation") return FROM_OUTSIDE;
  if (node.operation === "add") return BY_SUM;
  return node.operation === "multiply" ? BY_PRODUCT : BY_KERNEL;
}

function factorRules(
  { nodes, edges }: Graph,
  slotsOf: readonly (readonly number[])[],
  many: readonly (ManyOperands | null)[],
): Pick<Tape, "fixedFactors" | "factorSlot" | "computedEdges" | "factorKernels"> {
  const fixedFactors = new Float64Array(edges.length);
  const factorSlot = new Int32Array(edges.length).fill(-1);
  const computed: number[] = [];
  const factorKernels = edges.map(({ index, to, operand }) => {
    const node = nodes[to];
    const derivative = node?.kind === "operation" ? derivativesOf(scalarOperation(node))[operand] : undefined;
    if (many[to] !== null || derivative === undefined || node?.kind !== "operation") {
      computed.push(index);
      return null;
    }
    const { simple } = derivative;
    if (typeof simple === "number") {
      fixedFactors[index] = simple;
      return null;
    }
    if (simple !== null) {
      const place = elementwise[scalarOperation(node)].operands.indexOf(simple);
      factorSlot[index] = place < 0 ? to : (slotsOf[to]?.[place] ?? to);
      return null;
    }
    computed.push(index);
    return derivative.factor;
  });
  return { fixedFactors, factorSlot, computedEdges: Int32Array.from(computed), factorKernels };
}

function usesOf(graph: Graph): Pick<Tape, "uses" | "usesFrom"> {
  const usesFrom = new Int32Array(graph.nodes.length + 1);
  const uses: number[] = [];
  for (const { index } of graph.nodes) {
    for (const edge of activeUses(graph, index)) uses.push(edge);
    usesFrom[index + 1] = uses.length;
  }
  return { uses: Int32Array.from(uses), usesFrom };
}
