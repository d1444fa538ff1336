import type { Diagnostic } from "../expression/diagnostics.ts";
import { printExpression } from "../expression/print.ts";
import { shapeOfOperation } from "../operations/onTensors.ts";
import { isFault } from "../operations/shapes.ts";
import { isElementwise } from "../operations/table.ts";
import { SCALAR, type Shape } from "../tensor/tensor.ts";
import { constantShape, type Graph, type GraphNode, nodeAt, type Operand } from "./graph.ts";
import { symbolText, withSymbols } from "./notation.ts";

/** The shape of every node, null where nothing tells it yet. */
export interface InferredShapes {
  readonly shapes: readonly (Shape | null)[];
  /** Operations whose operands do not fit, where that is known. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Carries shapes forward through a graph. `inputs` gives those of the input nodes, null for one that is not known: what
 * follows from it is not known either, and what does not is checked all the same. A fault is reported once, where it
 * arises.
 */
export function inferShapes(graph: Graph, inputs: (node: number) => Shape | null): InferredShapes {
  const shapes: (Shape | null)[] = [];
  const diagnostics: Diagnostic[] = [...graph.faults];
  for (const node of graph.nodes) {
    if (node.kind === "input") shapes.push(inputs(node.index));
    else if (node.kind === "constant") shapes.push(constantShape(node.value));
    else if (node.kind === "group") throw new Error("shapes are found before anything is folded");
    else {
      const operands = node.operands.map((operand) =>
        operand.kind === "node" ? (shapes[operand.node] ?? null) : constantShape(operand.value),
      );
      const known = operands.filter((shape) => shape !== null);
      if (known.length < operands.length) {
        shapes.push(null);
        continue;
      }
      // What most programs consist of: numbers go in, and a number comes out.
      if (isElementwise(node.operation) && known.every((shape) => shape.length === 0)) {
        shapes.push(SCALAR);
        continue;
      }
      const words = () => node.operands.map((operand) => operandText(graph, operand));
      const shape = shapeOfOperation(node.operation, { shapes: known, words, places: node.places });
      if (isFault(shape)) diagnostics.push({ ...shape(node), node: node.id });
      shapes.push(isFault(shape) ? null : shape);
    }
  }
  return { shapes, diagnostics };
}

/** The first node, in order, whose operands do not fit with these shapes of the inputs; null where all do. */
export function firstFault(graph: Graph, inputs: (node: number) => Shape): number | null {
  const { shapes } = inferShapes(graph, inputs);
  const place = shapes.indexOf(null);
  return place < 0 ? null : place;
}

/** A graph with the shapes of its nodes, which must fit. */
export function withShapes(graph: Graph, inputs: (node: number) => Shape): Graph {
  const { shapes } = inferShapes(graph, inputs);
  const known = shapes.map((shape) => shape ?? SCALAR);
  return known.every((shape) => shape.length === 0) ? graph : { ...graph, shapes: known };
}

/** Longer expressions are called by their symbol. */
const LONGEST_WORDS = 30;

/** An operand as one would say it: its name, otherwise what it is. */
function operandText(graph: Graph, operand: Operand): string {
  if (operand.kind === "constant") return printExpression(operand.expression);
  const node = nodeAt(graph, operand.node);
  if (node.name !== null || node.kind === "input") return symbolText(node);
  const text = printExpression(withSymbols(graph, node.expression));
  return text.length > LONGEST_WORDS ? symbolText(node) : text;
}

/** Whether every value of a graph is a single number when its inputs are: nothing in it speaks of tensors. */
export function isScalarGraph(graph: Graph): boolean {
  const known = scalarGraphs.get(graph);
  if (known !== undefined) return known;
  const isScalar = graph.nodes.every(isScalarNode);
  scalarGraphs.set(graph, isScalar);
  return isScalar;
}

const scalarGraphs = new WeakMap<Graph, boolean>();

function isScalarNode(node: GraphNode): boolean {
  if (node.kind === "input") return node.literal === null || typeof node.literal === "number";
  if (node.kind === "constant") return typeof node.value === "number";
  if (node.kind === "group") throw new Error("what is folded is asked of the finer graph");
  return (
    isElementwise(node.operation) &&
    node.operands.every((operand) => operand.kind === "node" || typeof operand.value === "number")
  );
}
