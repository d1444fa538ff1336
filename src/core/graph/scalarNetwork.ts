import { type Graph, type GraphNode, nodeAt, type Operand, shapeAt } from "./graph.ts";
import { type Dense, LEAST_STEPS, type Network, type Unit, type Weight } from "./network.ts";
import { activated, isBend, nodeOperands, onlyConsumer } from "./unitChains.ts";

type NodeOperand = Operand & { readonly kind: "node" };

/** A weight times a unit, as the operands of a product. */
type Term = readonly [NodeOperand, NodeOperand];

/** A sum of products and inputs: what a unit may be before its activation. */
interface Sum {
  readonly root: number;
  /** Its additions and products. */
  readonly nodes: readonly number[];
  readonly terms: readonly Term[];
  readonly biases: readonly NodeOperand[];
}

/** A sum whose weights are known. */
interface Neuron {
  readonly sum: Sum;
  /** How many steps from the inputs. */
  readonly depth: number;
  /** By the sources' keys: an input's node, or a neuron's root. */
  readonly weights: ReadonlyMap<number, Weight>;
  readonly bias: Weight | null;
  /** The nodes of the sources, which hold the values. */
  readonly values: ReadonlyMap<number, number>;
}

/** The network of a program in single numbers: what counts as one is said in recogniseNetwork.ts. */
export function scalarNetwork(graph: Graph): Network | null {
  const sums = sumsOf(graph);
  if (sums.length < LEAST_STEPS) return null;
  const neurons = neuronsOf(graph, sums);
  if (neurons === null) return null;
  const used = usedNeurons(neurons);
  const depth = used.reduce((most, neuron) => Math.max(most, neuron.depth), 0);
  if (depth < LEAST_STEPS || !haveOwnWeights(used)) return null;
  return assembled(graph, used, depth);
}

function isProduct(graph: Graph, node: GraphNode): boolean {
  return (
    node.kind === "operation" &&
    node.operation === "multiply" &&
    shapeAt(graph, node.index).length === 0 &&
    nodeOperands(node).length === 2
  );
}

function isAddition(node: GraphNode | null): boolean {
  return node !== null && node.kind === "operation" && node.operation === "add";
}

/** Every largest sum that consists of products, inputs and numbers, in the order of evaluation. */
function sumsOf(graph: Graph): readonly Sum[] {
  const roots = new Set<number>();
  const climbed = new Set<number>();
  for (const product of graph.nodes) {
    if (!isProduct(graph, product)) continue;
    let root: GraphNode = product;
    for (let next = onlyConsumer(graph, root.index); next !== null && isAddition(next); ) {
      // Another term has been here before.
      if (climbed.has(next.index)) break;
      climbed.add(next.index);
      root = next;
      next = onlyConsumer(graph, root.index);
    }
    if (!isAddition(onlyConsumer(graph, root.index))) roots.add(root.index);
  }
  return [...roots].sort((one, other) => one - other).flatMap((root) => sumAt(graph, root) ?? []);
}

function sumAt(graph: Graph, root: number): Sum | null {
  const nodes: number[] = [];
  const terms: Term[] = [];
  const biases: NodeOperand[] = [];
  const pending = [nodeAt(graph, root)];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind !== "operation") return null;
    nodes.push(node.index);
    const operands = nodeOperands(node);
    const [first, second] = operands;
    if (isProduct(graph, node) && first !== undefined && second !== undefined) {
      terms.push([first, second]);
      continue;
    }
    if (!isAddition(node)) return null;
    for (const operand of operands.toReversed()) {
      const below = nodeAt(graph, operand.node);
      if (below.kind === "input") biases.push(operand);
      else if (below.uses.length === 1) pending.push(below);
      else return null;
    }
  }
  return { root, nodes, terms, biases };
}

/** Sums as neurons, those before in front; null where one takes its operands from several layers. */
function neuronsOf(graph: Graph, sums: readonly Sum[]): readonly Neuron[] | null {
  const occurrences = new Map<number, number>();
  for (const { terms } of sums)
    for (const node of new Set(terms.flat().map((operand) => operand.node)))
      occurrences.set(node, (occurrences.get(node) ?? 0) + 1);
  const neurons = new Map<number, Neuron>();
  for (const sum of sums) {
    const weights = new Map<number, Weight>();
    const values = new Map<number, number>();
    const depths = new Set<number>();
    let isNeuron = sum.biases.length <= 1;
    for (const operands of sum.terms) {
      const weight = operands.find((operand) => isWeight(graph, operand, occurrences));
      const other = operands.find((operand) => operand !== weight);
      const key = weight === undefined || other === undefined ? null : sourceOf(graph, other.node, neurons);
      if (weight === undefined || other === undefined || key === null) {
        isNeuron = false;
        break;
      }
      // Two weights between the same two units are no network's.
      if (weights.has(key)) return null;
      weights.set(key, { node: weight.node, entry: 0, edges: [weight.edge, other.edge] });
      values.set(key, other.node);
      depths.add(neurons.get(key)?.depth ?? 0);
    }
    if (!isNeuron) continue;
    const [depth, another] = depths;
    if (depth === undefined || another !== undefined) return null;
    const [added] = sum.biases;
    const bias = added === undefined ? null : { node: added.node, entry: 0, edges: [added.edge] };
    neurons.set(sum.root, { sum, depth: depth + 1, weights, bias, values });
  }
  return [...neurons.values()];
}

/**
 * Whether an operand of a product may be its weight: an input that is no data, and that no other sum multiplies. Where
 * that is true of both, it is the one written first.
 */
function isWeight(graph: Graph, { node }: NodeOperand, occurrences: ReadonlyMap<number, number>): boolean {
  const found = nodeAt(graph, node);
  return found.kind === "input" && found.role !== "data" && occurrences.get(node) === 1;
}

/** The neuron whose value a node is, followed down over its activation, or the input; null for anything else. */
function sourceOf(graph: Graph, from: number, neurons: ReadonlyMap<number, Neuron>): number | null {
  for (let node = nodeAt(graph, from); ; ) {
    if (neurons.has(node.index)) return node.index;
    if (node.kind === "input") return node.index === from ? from : null;
    const [below] = isBend(node) ? nodeOperands(node) : [];
    if (below === undefined) return null;
    node = nodeAt(graph, below.node);
  }
}

/** The neurons of the last layer, and those that lead there. */
function usedNeurons(neurons: readonly Neuron[]): readonly Neuron[] {
  const last = neurons.reduce((most, { depth }) => Math.max(most, depth), 0);
  const used = new Set<number>();
  const kept = neurons.toReversed().filter(({ depth, sum, weights }) => {
    const isUsed = depth === last || used.has(sum.root);
    if (isUsed) for (const key of weights.keys()) used.add(key);
    return isUsed;
  });
  return kept.reverse();
}

/** Whether every weight is one connection's, and every bias one layer's; and none of them is an input of the network. */
function haveOwnWeights(neurons: readonly Neuron[]): boolean {
  const inputs = new Set(neurons.flatMap(({ depth, weights }) => (depth === 1 ? [...weights.keys()] : [])));
  const weights = neurons.flatMap((neuron) => [...neuron.weights.values()].map(({ node }) => node));
  const own = new Set([...inputs, ...weights]);
  if (own.size < inputs.size + weights.length) return false;
  const layerOfBias = new Map<number, number>();
  return neurons.every(({ bias, depth }) => {
    if (bias === null) return true;
    const layer = layerOfBias.get(bias.node) ?? depth;
    layerOfBias.set(bias.node, layer);
    return layer === depth && !own.has(bias.node);
  });
}

function assembled(graph: Graph, neurons: readonly Neuron[], depth: number): Network | null {
  const layers = Array.from({ length: depth + 1 }, (_, place) =>
    neurons.filter((one) => one.depth === place),
  );
  const inputs = new Set(
    (layers[1] ?? []).flatMap(({ weights }) => [...weights.keys()]).sort((one, other) => one - other),
  );
  const keys = layers.map((layer, place) => (place === 0 ? [...inputs] : layer.map(({ sum }) => sum.root)));
  const tops = new Map<number, number>();
  for (const { values } of neurons)
    for (const [key, node] of values) {
      // A sum that goes on both as it is and bent is no single unit.
      if ((tops.get(key) ?? node) !== node) return null;
      tops.set(key, node);
    }
  const sums = new Map(neurons.map(({ sum }) => [sum.root, sum]));
  const units = keys.map((layer) =>
    layer.map((key) => {
      const sum = sums.get(key);
      return sum === undefined ? inputUnit(key) : unitOf(graph, sum, tops.get(key));
    }),
  );
  // A chain of single neurons is drawn by its graph already, and sums of products alone are no network.
  const isBent = units.flat().some(({ node }) => !sums.has(node) && isBend(nodeAt(graph, node)));
  if (!isBent || units.every(({ length }) => length < 2)) return null;
  return {
    layers: units.map((layer) => ({ units: layer, title: null, joins: [] })),
    steps: layers.slice(1).map((layer, place) => stepOf(layer, keys[place] ?? [])),
    examples: 1,
  };
}

function inputUnit(node: number): Unit {
  return { node, entry: 0, stride: 0, nodes: [node] };
}

function unitOf(graph: Graph, { root, nodes }: Sum, top: number | undefined): Unit {
  const chain = top === undefined ? activated(graph, root) : chainDown(graph, top, root);
  const own = new Set([...nodes, ...chain]);
  return {
    node: chain.at(-1) ?? root,
    entry: 0,
    stride: 0,
    nodes: [...own].sort((one, other) => one - other),
  };
}

function chainDown(graph: Graph, top: number, root: number): readonly number[] {
  const nodes = [top];
  for (let node = nodeAt(graph, top); node.index !== root && isBend(node); ) {
    const below = nodeOperands(node)[0]?.node ?? root;
    nodes.unshift(below);
    node = nodeAt(graph, below);
  }
  return nodes;
}

function stepOf(after: readonly Neuron[], before: readonly number[]): Dense {
  return {
    weight: (from, to) => after[to]?.weights.get(before[from] ?? -1) ?? null,
    bias: (to) => after[to]?.bias ?? null,
  };
}
