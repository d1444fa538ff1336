import type { Abroad } from "../expression/look.ts";
import { type ReadText as ReadProgram, readProgram } from "../language/program.ts";
import { shapeOf } from "../tensor/tensor.ts";
import { buildGraph } from "./build.ts";
import type { Graph } from "./graph.ts";
import { inferShapes } from "./shapes.ts";

/** A text as a program and its graph. The graph is null if anything is wrong, the program if more is than its shapes. */
export interface ReadText extends ReadProgram {
  readonly graph: Graph | null;
}

/**
 * Reads a text up to its graph, with the shapes that it tells by itself checked. Never throws. `given` are names that
 * get a value from outside; `abroad` words what comes from other languages.
 */
export function readGraph(source: string, given?: ReadonlySet<string>, abroad?: Abroad): ReadText {
  const read = readProgram(source, given, abroad);
  if (read.program === null) return { ...read, graph: null };
  const graph = buildGraph(read.program);
  const literal = (index: number) => {
    const node = graph.nodes[index];
    return node?.kind === "input" && node.literal !== null ? shapeOf(node.literal) : null;
  };
  const faults = inferShapes(graph, literal).diagnostics;
  return faults.length > 0 ? { ...read, graph: null, diagnostics: faults } : { ...read, graph };
}
