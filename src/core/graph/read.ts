import type { Diagnostic } from "../expression/diagnostics.ts";
import { type Program, readProgram } from "../language/program.ts";
import { shapeOf } from "../tensor/tensor.ts";
import { buildGraph } from "./build.ts";
import type { Graph } from "./graph.ts";
import { inferShapes } from "./shapes.ts";

/** A text as a program and its graph, or everything that is wrong with it. */
export interface ReadText {
  /** Null, as the graph, if something is wrong. */
  readonly program: Program | null;
  readonly graph: Graph | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a text up to its graph, with the shapes that it tells by itself checked. Never throws. `given` are names that
 * get a value from outside.
 */
export function readGraph(source: string, given?: ReadonlySet<string>): ReadText {
  if (given !== undefined) return freshlyRead(source, given);
  // A text is asked for again and again until the next key is pressed.
  if (last?.source !== source) last = { source, read: freshlyRead(source) };
  return last.read;
}

let last: { readonly source: string; readonly read: ReadText } | null = null;

function freshlyRead(source: string, given?: ReadonlySet<string>): ReadText {
  const { program, diagnostics } = readProgram(source, given);
  if (program === null) return { program, graph: null, diagnostics };
  const graph = buildGraph(program);
  const literal = (index: number) => {
    const node = graph.nodes[index];
    return node?.kind === "input" && node.literal !== null ? shapeOf(node.literal) : null;
  };
  const faults = inferShapes(graph, literal).diagnostics;
  if (faults.length > 0) return { program: null, graph: null, diagnostics: [...diagnostics, ...faults] };
  return { program, graph, diagnostics };
}
