import { SCALAR, type Shape, sameShape, shapeOf, sizeOf } from "../tensor/tensor.ts";
import { edgeAt, type Graph, type GraphNode, nodeAt, shapeAt } from "./graph.ts";
import { firstFault, inferShapes, isScalarGraph } from "./shapes.ts";

/** Without anything that tells, a side has this many entries: the smallest at which rows and columns can be told apart. */
const USUAL_SIDE = 2;
/** Attempts before it is given up, and the program is left with what is known. */
const MOST_ATTEMPTS = 600;

/**
 * Shapes for the inputs that have none yet, by node: single numbers where they fit, and where an operation asks for a
 * vector or a matrix, the smallest that fits. `known` gives the shapes of the other inputs, null for a free one. A name
 * that begins with a capital letter, or with theta, is taken for a matrix where both would do, as in most textbooks,
 * unless a vector makes one number of a cross-entropy.
 */
export function smallestShapes(
  graph: Graph,
  known: (node: GraphNode) => Shape | null,
): ReadonlyMap<number, Shape> {
  const shapes = new Map<number, Shape>();
  const free = new Set<number>();
  for (const node of graph.nodes) {
    if (node.kind !== "input") continue;
    const shape = known(node);
    shapes.set(node.index, shape ?? SCALAR);
    if (shape === null) free.add(node.index);
  }
  const isPlain = [...shapes.values()].every((shape) => shape.length === 0);
  if (free.size === 0 || (isPlain && isScalarGraph(graph))) return shapes;
  const found = search(graph, shapes, free, candidateShapes(graph, shapes), { left: MOST_ATTEMPTS });
  return found === null ? shapes : withNumberAsLoss(graph, found, free);
}

/**
 * A cross-entropy is one number: where a logarithm makes a vector the output, the last weights on the right of a product
 * are a vector instead of a matrix, if that makes a number of it. In `log(L2 @ T2)` they are as many as L2 has entries.
 */
function withNumberAsLoss(
  graph: Graph,
  shapes: ReadonlyMap<number, Shape>,
  free: ReadonlySet<number>,
): ReadonlyMap<number, Shape> {
  const isOf = (index: number, name: string): boolean => {
    const node = nodeAt(graph, index);
    return node.kind === "operation" && node.operation === name;
  };
  if (!graph.nodes.some(({ index }) => isOf(index, "log"))) return shapes;
  const weights = graph.nodes.findLast(
    ({ index, uses }) =>
      free.has(index) &&
      uses.map((use) => edgeAt(graph, use)).some(({ to, operand }) => operand === 1 && isOf(to, "matmul")),
  );
  const [rows = 1, columns] = shapes.get(weights?.index ?? -1) ?? [];
  if (weights === undefined || columns === undefined) return shapes;
  const tried = new Map(shapes).set(weights.index, [rows]);
  const isNumber = (inputs: ReadonlyMap<number, Shape>): boolean =>
    inferShapes(graph, (node) => inputs.get(node) ?? SCALAR).shapes[graph.output]?.length === 0;
  return !isNumber(shapes) && isNumber(tried) ? tried : shapes;
}

/**
 * How many entries a single number could have instead and nothing else would change: in `W @ x + b`, as many as the
 * sum. Null where only a number fits.
 */
export function vectorInstead(graph: Graph, input: number): number | null {
  if (shapeAt(graph, input).length > 0) return null;
  for (const use of nodeAt(graph, input).uses) {
    const { to } = edgeAt(graph, use);
    const size = shapeAt(graph, to).at(-1) ?? 1;
    if (size === 1) continue;
    const { shapes, diagnostics } = inferShapes(graph, (node) =>
      node === input ? [size] : shapeAt(graph, node),
    );
    const isSame = shapes.every(
      (shape, node) => node === input || (shape !== null && sameShape(shape, shapeAt(graph, node))),
    );
    return diagnostics.length === 0 && isSame ? size : null;
  }
  return null;
}

/** Tries to mend the first operation that does not fit by shapes of free inputs that feed it, the smallest first. */
function search(
  graph: Graph,
  shapes: ReadonlyMap<number, Shape>,
  free: ReadonlySet<number>,
  candidates: readonly Shape[],
  attempts: { left: number },
): ReadonlyMap<number, Shape> | null {
  const fault = firstFault(graph, (node) => shapes.get(node) ?? SCALAR);
  if (fault === null) return shapes;
  const asked = feeding(graph, fault, free);
  for (const choice of choices(graph, asked, candidates)) {
    attempts.left -= 1;
    if (attempts.left < 0) return null;
    const tried = new Map([...shapes, ...choice]);
    const next = firstFault(graph, (node) => tried.get(node) ?? SCALAR);
    if (next !== null && next <= fault) continue;
    const rest = new Set([...free].filter((node) => !choice.has(node)));
    const found = search(graph, tried, rest, candidates, attempts);
    if (found !== null) return found;
  }
  return null;
}

/** The free inputs that a node depends on, the nearest ones in the order of the text. */
function feeding(graph: Graph, node: number, free: ReadonlySet<number>): readonly number[] {
  const reached = new Set([node]);
  for (const { from, to } of graph.edges.toReversed()) if (reached.has(to)) reached.add(from);
  return [...reached].filter((index) => free.has(index)).sort((one, other) => one - other);
}

/** Shapes for one or two of the inputs asked for, the cheapest first. */
function choices(
  graph: Graph,
  asked: readonly number[],
  candidates: readonly Shape[],
): readonly ReadonlyMap<number, Shape>[] {
  const single = asked.flatMap((node) =>
    candidates.map((shape) => ({ choice: new Map([[node, shape]]), cost: costOf(graph, node, shape) })),
  );
  const pairs = single.flatMap((one) =>
    single.flatMap((other) => {
      const [[first = 0] = []] = one.choice;
      const [[second = 0] = []] = other.choice;
      if (first >= second) return [];
      return [{ choice: new Map([...one.choice, ...other.choice]), cost: one.cost + other.cost + 1 }];
    }),
  );
  return [...single, ...pairs].sort((one, other) => one.cost - other.cost).map(({ choice }) => choice);
}

/** Small shapes are cheap; the rank that a name does not suggest is dear, and so is a side of 1. */
function costOf(graph: Graph, node: number, shape: Shape): number {
  const name = graph.nodes[node]?.name ?? "";
  const suggested = /^(?:[A-Z]|theta)/.test(name) ? 2 : 1;
  return (
    sizeOf(shape) + (shape.length === suggested ? 0 : 100) + 20 * shape.filter((side) => side === 1).length
  );
}

/** Every vector and matrix with sides that the program or its values mention. */
function candidateShapes(graph: Graph, shapes: ReadonlyMap<number, Shape>): readonly Shape[] {
  const sides = new Set([USUAL_SIDE, 1]);
  for (const shape of shapes.values()) for (const side of shape) sides.add(side);
  for (const node of graph.nodes) {
    if (node.kind === "constant") for (const side of shapeOf(node.value)) sides.add(side);
    if (node.kind !== "operation") continue;
    for (const place of node.places)
      if (place !== null) sides.add(typeof place === "number" ? place : place.last);
    for (const operand of node.operands)
      if (operand.kind === "constant") for (const side of shapeOf(operand.value)) sides.add(side);
    // A list of so many entries is a vector of as many, and perhaps of more.
    if (node.operation === "concat") sides.add(node.operands.length).add(node.operands.length + 1);
  }
  const all = [...sides];
  return [...all.map((side) => [side]), ...all.flatMap((rows) => all.map((columns) => [rows, columns]))];
}
