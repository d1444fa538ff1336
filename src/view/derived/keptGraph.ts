import { type Graph, rememberingStructure } from "../../core/index.ts";
import { readingOf } from "../../store/reading.ts";
import { remember } from "./remember.ts";

// A literal's slider makes a new text and graph at each move. What depends on the structure alone is made from a graph
// that stays; numbers and places in the text come from the new one.
const structureOf: (graph: Graph) => Graph = remember(rememberingStructure());

/** The graph of a text, the same while only numbers of inputs and places in the text change. */
export function keptGraph(text: string): Graph | null {
  const { graph } = readingOf(text);
  return graph === null ? null : structureOf(graph);
}
