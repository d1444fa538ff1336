import type { Graph, GraphNode } from "./graph.ts";
import { otherNames, ownText, symbolText } from "./notation.ts";

/**
 * The nodes that are meant by some letters: first those so called, then those whose name begins so, then those whose
 * name has the letters in it, last those whose operation has; each in the order of evaluation. Letters count in either
 * case, a digit is found below the line as well, and blanks do not count. None for no letters.
 */
export function nodesFound(graph: Graph, letters: string): readonly GraphNode[] {
  const wanted = bare(letters);
  if (wanted === "") return [];
  const ranks: GraphNode[][] = [[], [], [], []];
  for (const node of graph.nodes) ranks[rankOf(graph, node, wanted)]?.push(node);
  return ranks.flat();
}

function rankOf(graph: Graph, node: GraphNode, wanted: string): number {
  const names = [symbolText(node), node.symbol, ...otherNames(graph, node)].map(bare);
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (names.some((name) => name.includes(wanted))) return 2;
  return bare(ownText(graph, node) ?? "input").includes(wanted) ? 3 : 4;
}

function bare(text: string): string {
  return text
    .replaceAll(/\s/g, "")
    .replaceAll(/[₀-₉]/g, (digit) => String("₀₁₂₃₄₅₆₇₈₉".indexOf(digit)))
    .toLowerCase();
}
