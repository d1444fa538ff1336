import {
  type Diagnostic,
  type Graph,
  inferShapes,
  nodeAt,
  plainValue,
  SCALAR,
  type Shape,
  shapeOf,
  sizeOf,
  smallestShapes,
  type Value,
} from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import { goAlong, hasSize } from "../goAlong.ts";
import { keptGraph } from "./keptGraph.ts";
import { remember } from "./remember.ts";

/** Values by name. */
export type Values = ReadonlyMap<string, Value>;

interface InputValues {
  /** Of every free input, in the order of the text. */
  readonly free: Values;
  /** What was given and does not fit. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The values of the free inputs: given, or of the smallest shape that fits what is given. */
export const inputValues: (text: string, values: Values) => InputValues = remember((text, values) => {
  const { program, graph: written } = readingOf(text);
  const graph = keptGraph(text);
  if (graph === null || written === null || program === null) return { free: new Map(), diagnostics: [] };
  const names = program.inputs.filter(({ value }) => value === undefined).map(({ name }) => name);
  // In the order in which they were given.
  const asked = new Map([...values].filter(([name]) => names.includes(name)));
  const { given, shapes, isMended } = fitting(graph, asked);
  const free = new Map(
    names.map((name, place) => {
      const shape = shapes.get(graph.byName.get(name) ?? -1) ?? SCALAR;
      return [name, given.get(name) ?? defaultValue(shape, place)];
    }),
  );
  // What is told has the places of the text as it is now.
  return { free, diagnostics: isMended ? [] : fitted(written, asked).diagnostics };
});

/** The value of every free input, given or by default, in the order of the text. */
export function freeValues(text: string, values: Values): Values {
  return inputValues(text, values).free;
}

/** The value of each input node of a graph: the literal in the graph of the text, or the value that goes with its name. */
export function inputsFrom(graph: Graph, written: Graph, values: Values): (node: number) => Value {
  return (index) => {
    const { id } = nodeAt(graph, index);
    const node = written.nodes[written.byName.get(id) ?? -1];
    const literal = node?.kind === "input" ? node.literal : null;
    return literal ?? values.get(id) ?? Number.NaN;
  };
}

interface Fitting {
  /** What of the given values can stay, one of them perhaps in another size. */
  readonly given: Values;
  /** By input node. */
  readonly shapes: ReadonlyMap<number, Shape>;
  /** Whether nothing has to be told: all fit, and what was given last has kept its size. */
  readonly isMended: boolean;
}

/** What does not fit is said, and the picture goes on without the shapes that were given last. */
function fitting(graph: Graph, asked: Values): Fitting {
  const first = fitted(graph, asked);
  if (first.diagnostics.length === 0) return { given: asked, shapes: first.shapes, isMended: true };
  const along = goAlong(asked, (tried) => fitted(graph, tried).diagnostics.length === 0);
  const given = new Map(along ?? asked);
  const tensors = [...given].filter(([, value]) => typeof value !== "number").map(([name]) => name);
  let fit = along === null ? first : fitted(graph, given);
  while (fit.diagnostics.length > 0 && tensors.length > 0) {
    given.delete(tensors.pop() ?? "");
    fit = fitted(graph, given);
  }
  const last = [...asked.keys()].at(-1) ?? "";
  return { given, shapes: fit.shapes, isMended: hasSize(asked.get(last), along?.get(last)) };
}

function fitted(graph: Graph, given: Values) {
  return fittingShapes(graph, JSON.stringify([...given].map(([name, value]) => [name, shapeOf(value)])));
}

/** The shapes of the inputs, the same while only numbers change. */
const fittingShapes = remember((graph: Graph, shapesGiven: string) => {
  const given: ReadonlyMap<string, Shape> = new Map(JSON.parse(shapesGiven));
  const shapes = smallestShapes(graph, (node) => {
    if (node.kind === "input" && node.literal !== null) return shapeOf(node.literal);
    return given.get(node.id) ?? null;
  });
  const { diagnostics } = inferShapes(graph, (node) => shapes.get(node) ?? SCALAR);
  return { shapes, diagnostics };
});

/** What fills vectors and matrices that nobody has given, again and again: small, and of both signs. */
const DEFAULT_ENTRIES = [0.5, -0.3, 0.8, 0.2, -0.6, 1, -0.9, 0.4];

function defaultValue(shape: Shape, place: number): Value {
  if (shape.length === 0) return defaultNumber(place);
  const data = Float64Array.from(
    { length: sizeOf(shape) },
    (_entry, index) => DEFAULT_ENTRIES[(index + 3 * place) % DEFAULT_ENTRIES.length] ?? 1,
  );
  return plainValue({ shape, data });
}

/** What single numbers are that nobody has given: 2, 1, 3, 4 … in the order of the text. */
function defaultNumber(place: number): number {
  return [2, 1][place] ?? place + 1;
}
