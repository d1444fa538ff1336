import { type Shape, sizeOf } from "../tensor/tensor.ts";
import { type Graph, nodeAt, type OperationNode, shapeAt } from "./graph.ts";
import { type Dense, type Layer, LEAST_STEPS, type Network, type Unit } from "./network.ts";
import { activated, isBend, nodeOperands, onlyConsumer } from "./unitChains.ts";

/** On which side of a product the weights stand: `a @ W` has them right. */
type Side = "left" | "right";

/** What a product is multiplied with: the layer before, entry by entry. */
interface Activation {
  /** The product of the layer before; null for the inputs. */
  readonly product: number | null;
  /** From the product's value up to what is joined; its sum may be anywhere among them. */
  readonly chain: readonly number[];
  readonly biases: readonly Added[];
  readonly joins: readonly number[];
  /** What the operand's entries are: units by the node that holds them, or constants. */
  readonly entries: readonly (Entry | "constant")[];
}

interface Entry {
  readonly node: number;
  readonly entry: number;
}

/** A bias that is added: its node, and the edge that brings it in. */
interface Added {
  readonly node: number;
  readonly edge: number;
}

/** One product with its sides told apart. */
interface Product {
  readonly node: number;
  readonly side: Side;
  readonly weights: Added & { readonly isTransposed: boolean; readonly edges: readonly number[] };
  readonly activation: Activation;
}

/** The network of a program in vectors and matrices: what counts as one is said in recogniseNetwork.ts. */
export function tensorNetwork(graph: Graph): Network | null {
  if (graph.shapes === null) return null;
  const products = chainOf(graph);
  if (products === null) return null;
  const last = products.at(-1);
  const [first] = products;
  if (first === undefined || last === undefined) return null;
  const end = endOf(graph, last);
  const layers = [
    inputLayer(graph, first),
    ...products.slice(1).map(({ activation }, place) => layerOf(graph, activation, products[place] ?? first)),
    layerOf(graph, end, last),
  ];
  const biases = [...products.slice(1).map(({ activation }) => activation.biases), end.biases];
  const steps = products.map((product, place) => stepOf(graph, product, biases[place] ?? []));
  if (!layers.every((layer) => layer !== null) || !steps.every((step) => step !== null)) return null;
  if (!haveOwnWeights(products, biases)) return null;
  return { layers, steps, examples: sizesOf(graph, first).examples };
}

/** Every weighted product of a program, where they form one chain; null where there is none. */
function chainOf(graph: Graph): readonly Product[] | null {
  const nodes = graph.nodes.filter(
    (node) => node.kind === "operation" && (node.operation === "matmul" || node.operation === "dot"),
  );
  // In one of two inputs the weights are where they are in the products behind it.
  const read = (usual: Side | null) =>
    nodes.flatMap((node) => (node.kind === "operation" ? (productOf(graph, node, usual) ?? []) : []));
  const sides = new Set(read(null).map((product) => (product === "foreign" ? "foreign" : product.side)));
  const [usual = null, another] = sides;
  if (another !== undefined || usual === "foreign") return null;
  const products = read(usual);
  if (!products.every((product) => product !== "foreign")) return null;
  const isChain = products.every(
    ({ activation }, place) => activation.product === (products[place - 1]?.node ?? null),
  );
  return products.length >= LEAST_STEPS && isChain ? products : null;
}

/** A product of weights; null where neither side can be weights, "foreign" where the other is no layer. */
function productOf(graph: Graph, node: OperationNode, usual: Side | null): Product | "foreign" | null {
  const [left, right] = node.operands;
  if (left?.kind !== "node" || right?.kind !== "node" || left.node === right.node) return null;
  const onLeft = weightsOf(graph, left);
  const onRight = weightsOf(graph, right);
  const side =
    onLeft !== null && onRight !== null
      ? usual
      : onLeft !== null
        ? "left"
        : onRight === null
          ? null
          : "right";
  const weights = side === "left" ? onLeft : onRight;
  if (side === null || weights === null) return null;
  const activation = activationOf(graph, side === "left" ? right.node : left.node);
  return activation === null ? "foreign" : { node: node.index, side, weights, activation };
}

/** An input that may be weights, as it stands or transposed. */
function weightsOf(
  graph: Graph,
  { node, edge }: { readonly node: number; readonly edge: number },
): Product["weights"] | null {
  const found = nodeAt(graph, node);
  if (found.kind === "input")
    return found.role !== "data" ? { node, edge, edges: [edge], isTransposed: false } : null;
  if (found.kind !== "operation" || found.operation !== "transpose") return null;
  const [inner] = nodeOperands(found);
  const below = inner === undefined ? null : weightsOf(graph, inner);
  return below === null
    ? null
    : { ...below, edges: [...below.edges, edge], isTransposed: !below.isTransposed };
}

/** What a product is multiplied with, followed down to the product before it or to inputs. */
function activationOf(graph: Graph, operand: number): Activation | null {
  const node = nodeAt(graph, operand);
  const isJoin = node.kind === "operation" && node.operation === "concat";
  const joined = isJoin ? node.operands : [{ kind: "node" as const, node: operand }];
  const entries: (Entry | "constant")[] = [];
  const below: Omit<Activation, "joins" | "entries">[] = [];
  for (const one of joined) {
    if (one.kind === "constant") {
      const size = typeof one.value === "number" ? 1 : one.value.data.length;
      entries.push(...Array.from({ length: size }, () => "constant" as const));
      continue;
    }
    const layer = layerBelow(graph, one.node);
    if (layer === null) return null;
    below.push(layer);
    // A whole matrix is known by its node.
    const shape = shapeAt(graph, one.node);
    const size = shape.length < 2 ? sizeOf(shape) : 1;
    for (let entry = 0; entry < size; entry++) entries.push({ node: one.node, entry });
  }
  const computed = below.filter(({ product }) => product !== null);
  // Branches that are joined, and inputs past a layer, are no plain network.
  if (computed.length > 0 && below.length > 1) return null;
  const [only] = computed;
  const joins = isJoin ? [operand] : [];
  return { ...(only ?? { product: null, chain: [], biases: [] }), joins, entries };
}

/** From a layer's value down over activations and biases to its product; an input has none. */
function layerBelow(graph: Graph, top: number): Omit<Activation, "joins" | "entries"> | null {
  const chain: number[] = [];
  const biases: Added[] = [];
  for (let node = nodeAt(graph, top); ; ) {
    if (node.kind === "input") return chain.length === 0 ? { product: null, chain, biases } : null;
    if (node.kind !== "operation") return null;
    chain.unshift(node.index);
    if (node.operation === "matmul" || node.operation === "dot")
      return { product: node.index, chain, biases };
    const sum = addedTo(graph, node);
    if (!isBend(node) && sum === null) return null;
    // A bias belongs before the activation.
    if (sum !== null) biases.push(sum.bias);
    const below = sum?.below ?? nodeOperands(node)[0]?.node;
    if (below === undefined) return null;
    node = nodeAt(graph, below);
  }
}

/** An addition of a bias: an input that is no data, and the rest. */
function addedTo(graph: Graph, node: OperationNode): { readonly bias: Added; readonly below: number } | null {
  const operands = nodeOperands(node);
  if (node.operation !== "add" || operands.length !== 2) return null;
  const bias = operands.find((operand) => {
    const below = nodeAt(graph, operand.node);
    return below.kind === "input" && below.role !== "data";
  });
  const rest = operands.find((operand) => operand !== bias);
  return bias === undefined || rest === undefined ? null : { bias, below: rest.node };
}

/** The last layer, from its product up: its biases, and its activation. */
function endOf(graph: Graph, { node: product }: Product): Activation {
  const chain = [product];
  const biases: Added[] = [];
  for (;;) {
    const next = onlyConsumer(graph, chain.at(-1) ?? product);
    const sum = next?.kind === "operation" ? addedTo(graph, next) : null;
    if (next === null || sum === null) break;
    chain.push(next.index);
    biases.push(sum.bias);
  }
  chain.push(...activated(graph, chain.at(-1) ?? product).slice(1));
  return { product, chain, biases, joins: [], entries: [] };
}

/** How many units a step leads to, and how many examples go through it at a time. */
function sizesOf(graph: Graph, { node, side, weights }: Product): { units: number; examples: number } {
  const shape = shapeAt(graph, node);
  const isVector = shapeAt(graph, weights.node).length === 1;
  const units = isVector ? 1 : side === "right" ? (shape.at(-1) ?? 1) : (shape[0] ?? 1);
  return { units, examples: sizeOf(shape) / units };
}

/** The units that a product leads to. */
function layerOf(graph: Graph, { chain, joins, entries }: Activation, product: Product): Layer | null {
  const titled = [...chain, ...joins].findLast((node) => nodeAt(graph, node).name !== null);
  const top = chain.at(-1);
  if (top === undefined) return null;
  const { units, examples } = sizesOf(graph, product);
  // Softmax and the like keep the shape; what does not is no layer of units.
  if (sizeOf(shapeAt(graph, top)) !== units * examples) return null;
  if (joins.length > 0 && (examples > 1 || entries.filter((entry) => entry !== "constant").length !== units))
    return null;
  const [next, stride] = product.side === "right" ? [1, units] : [examples, 1];
  return {
    units: Array.from({ length: units }, (_, unit) => ({
      node: top,
      entry: unit * next,
      stride,
      nodes: chain,
    })),
    title: titled ?? null,
    joins,
  };
}

/** The inputs, entry by entry; of a matrix, which axis has the examples follows from its side of the product. */
function inputLayer(graph: Graph, { activation: { entries, joins }, side }: Product): Layer | null {
  const sources = entries.filter((entry) => entry !== "constant");
  const nodes = new Set(sources.map(({ node }) => node));
  const [only] = nodes;
  if (only === undefined) return null;
  const shape = shapeAt(graph, only);
  if (shape.length === 2 && joins.length > 0) return null;
  const title = joins.find((node) => nodeAt(graph, node).name !== null) ?? (nodes.size === 1 ? only : null);
  if (shape.length < 2)
    return { units: sources.map((source) => ({ ...source, stride: 0, nodes: [source.node] })), title, joins };
  const [rows = 1, columns = 1] = shape;
  const [count, next, stride] = side === "right" ? [columns, 1, columns] : [rows, columns, 1];
  const units = Array.from(
    { length: count },
    (_, unit): Unit => ({ node: only, entry: unit * next, stride, nodes: [only] }),
  );
  return { units, title, joins };
}

/** The weights and biases of a step; null where they do not fit units one by one. */
function stepOf(graph: Graph, product: Product, biases: readonly Added[]): Dense | null {
  const { side, weights, activation } = product;
  const { units, examples } = sizesOf(graph, product);
  const shape = shapeAt(graph, weights.node);
  const columns = shape.length === 2 ? (shape[1] ?? 1) : 1;
  const isByRow = (side === "right") !== weights.isTransposed;
  const { edges } = weights;
  const entryAt = (from: number, to: number): number =>
    shape.length < 2 ? from : isByRow ? from * columns + to : to * columns + from;
  const isConstant = activation.entries.map((entry) => entry === "constant");
  const positions = isConstant.flatMap((constant, place) => (constant ? [] : [place]));
  const [joined, another] = isConstant.flatMap((constant, place) => (constant ? [place] : []));
  const [added, more] = biases;
  // Two biases for one unit are one too many for a circle of its own.
  if (another !== undefined || more !== undefined || (added !== undefined && joined !== undefined))
    return null;
  if (added !== undefined && !fitsUnits(shapeAt(graph, added.node), side, units, examples)) return null;
  return {
    weight: (from, to) => {
      const position = activation.joins.length > 0 ? positions[from] : from;
      return position === undefined ? null : { node: weights.node, entry: entryAt(position, to), edges };
    },
    bias: (to) => {
      if (joined !== undefined) return { node: weights.node, entry: entryAt(joined, to), edges };
      if (added === undefined) return null;
      const isShared = sizeOf(shapeAt(graph, added.node)) === 1;
      return { node: added.node, entry: isShared ? 0 : to, edges: [added.edge] };
    },
  };
}

/** Whether a bias has one number for each unit, or one for all, whatever the example. */
function fitsUnits(shape: Shape, side: Side, units: number, examples: number): boolean {
  if (sizeOf(shape) === 1) return true;
  if (sizeOf(shape) !== units) return false;
  // A vector is added along the last axis.
  if (examples > 1 && shape.length === 1) return side === "right";
  return examples === 1 || (side === "right" ? shape[0] === 1 : shape[1] === 1);
}

/** Whether no weights and no bias belong to two steps. */
function haveOwnWeights(products: readonly Product[], biases: readonly (readonly Added[])[]): boolean {
  const nodes = [
    ...products.map(({ weights }) => weights.node),
    ...biases.flatMap((added) => added.map(({ node }) => node)),
  ];
  const sources =
    products[0]?.activation.entries.flatMap((one) => (one === "constant" ? [] : one.node)) ?? [];
  return new Set(nodes).size === nodes.length && !sources.some((source) => nodes.includes(source));
}
