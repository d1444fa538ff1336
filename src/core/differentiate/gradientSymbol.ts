import {
  type Formula,
  fenced,
  fraction,
  row,
  seedSign,
  subscript,
  symbol,
  timesSign,
  totalSign,
} from "../expression/formula.ts";
import { separated } from "../expression/typeset.ts";
import { type Graph, nodeAt, shapeAt } from "../graph/graph.ts";
import { outputNode, symbolFormula, symbolText } from "../graph/notation.ts";
import { type Shape, sizeOf, tensorOf, type Value } from "../tensor/tensor.ts";

/** `de/db`: the derivative all ways counted, of what the sweep backward differentiates. */
export function gradientSymbol(graph: Graph, node: number, seed: Value | null = null): Formula {
  return totalOf(differentiated(graph, seed), symbolFormula(nodeAt(graph, node)));
}

/** The same on one line, for places that are not as high as a fraction. */
export function gradientInLine(graph: Graph, node: number): Formula {
  const [of, by] = [differentiated(graph), symbolFormula(nodeAt(graph, node))];
  return row(totalSign, of, slashSign, totalSign, by);
}

const slashSign = symbol("/", "/");

/** `de/db` for any two. */
export function totalOf(of: Formula, by: Formula): Formula {
  return fraction(row(totalSign, of), row(totalSign, by));
}

/**
 * The number that a sweep backward differentiates. That is the output where it is one. A vector or matrix has one
 * derivative for each entry, and what comes back is that of `seed · y`, its entries added up, each times its own of the
 * seed (Griewank & Walther, Evaluating Derivatives, §3.2: ȳᵀF′ is the gradient of ȳᵀF); for matrices this inner product
 * is written ⟨seed, D⟩. A seed that is 1 at one entry and 0 elsewhere picks that entry: `y₂`. Without a seed, what is
 * true of any.
 */
export function differentiated(graph: Graph, seed: Value | null = null): Formula {
  const output = symbolFormula(outputNode(graph));
  const shape = shapeAt(graph, graph.output);
  if (shape.length === 0) return output;
  const picked = seed === null ? null : unitPlace(seed);
  if (picked !== null) {
    const named = namedEntry(graph, shape, picked);
    if (named !== null) return symbolFormula(nodeAt(graph, named));
    const places = placesOf(shape, picked).map((place) => symbol(String(place), String(place)));
    return subscript(output, fenced(separated(places), "square"));
  }
  return shape.length === 1
    ? fenced(row(seedSign, timesSign, output))
    : fenced(separated([seedSign, output]), "angles");
}

/** The same within a sentence. */
export function differentiatedText(graph: Graph, seed: Value | null = null): string {
  const output = symbolText(outputNode(graph));
  const shape = shapeAt(graph, graph.output);
  if (shape.length === 0) return output;
  const picked = seed === null ? null : unitPlace(seed);
  if (picked !== null)
    return outputTexts(graph, shape, (node) => symbolText(nodeAt(graph, node)))[picked] ?? output;
  return shape.length === 1 ? `seed · ${output}` : `⟨seed, ${output}⟩`;
}

/** Where the only entry is that is 1 among zeros, from 0; null where there is none. */
export function unitPlace(value: Value): number | null {
  const { data } = tensorOf(value);
  const place = data.indexOf(1);
  return place >= 0 && data.every((entry, index) => entry === Number(index === place)) ? place : null;
}

/** An entry's row and column, or its place in a vector, from 1. */
function placesOf([, columns]: Shape, entry: number): readonly number[] {
  if (columns === undefined) return [entry + 1];
  return [Math.floor(entry / columns) + 1, (entry % columns) + 1];
}

/** An entry as one writes it, counted from 1: `x[2]`, `W[1,2]`; the name alone for a single number. */
export function entryText(name: string, shape: Shape, entry: number): string {
  return shape.length === 0 ? name : `${name}[${placesOf(shape, entry).join()}]`;
}

/** The node with a name that is an entry of the output, where that is a list of single numbers. */
function namedEntry(graph: Graph, shape: Shape, entry: number): number | null {
  const output = nodeAt(graph, graph.output);
  if (output.kind !== "operation" || output.operation !== "concat") return null;
  const operand = output.operands.length === sizeOf(shape) ? output.operands[entry] : undefined;
  return operand?.kind === "node" && nodeAt(graph, operand.node).name !== null ? operand.node : null;
}

/**
 * What the entries of the output are called: where a list joins single numbers that have names, by these; otherwise
 * `name` of the output with the entry's place.
 */
export function outputTexts(graph: Graph, shape: Shape, name: (node: number) => string): readonly string[] {
  return Array.from({ length: sizeOf(shape) }, (_, entry) => {
    const named = namedEntry(graph, shape, entry);
    return named === null ? entryText(name(graph.output), shape, entry) : name(named);
  });
}
