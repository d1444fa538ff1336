import type { Formula } from "../expression/formula.ts";
import { nameFormula } from "../expression/names.ts";
import type { Statement } from "../expression/tree.ts";
import { type Graph, isComputed, nodeAt } from "./graph.ts";
import { symbolFormula, symbolText } from "./notation.ts";
import { networkOf } from "./recogniseNetwork.ts";

/** Nodes that belong together in the program: a call, a step of a loop, a layer of a network or one of its neurons. */
export interface NodeGroup {
  readonly kind: "call" | "step" | "layer" | "neuron";
  /** What it is called: `f2`, `step 3`, `L2`, `h1`. */
  readonly name: string;
  /** The same typeset; null where it is no name of the program, but words. */
  readonly symbol: Formula | null;
  /** In the order of the graph; at least two. */
  readonly nodes: readonly number[];
}

/** The groups of a graph at any grain, by its own nodes; `statements` are those of its program. */
export function groupsOf(graph: Graph, statements: readonly Statement[]): readonly NodeGroup[] {
  const fine = graph.finer?.graph ?? graph;
  const groups = [...layersAndNeurons(fine), ...steps(fine, statements), ...calls(fine)];
  const shown = shownAs(graph);
  return groups
    .map((group) => ({ ...group, nodes: shownNodes(graph, shown, group.nodes) }))
    .filter(({ nodes }) => nodes.length > 1);
}

function calls({ families }: Graph): readonly NodeGroup[] {
  return families.flatMap(({ kind, key, nodes }) =>
    kind === "call" ? [{ kind: "call" as const, name: key, symbol: nameFormula(key), nodes }] : [],
  );
}

/** What all loops calculate in one step. */
function steps(graph: Graph, statements: readonly Statement[]): readonly NodeGroup[] {
  const byNumber = new Map<number, number[]>();
  const families = new Map(graph.families.map((family) => [family.result, family.nodes]));
  for (const { step, name } of statements) {
    const result = step === undefined || name === null ? undefined : graph.byName.get(name);
    if (step === undefined || result === undefined || !isComputed(nodeAt(graph, result))) continue;
    const nodes = byNumber.get(step.number) ?? [];
    nodes.push(...(families.get(result) ?? [result]));
    byNumber.set(step.number, nodes);
  }
  // A loop of one step is no sequence.
  if (byNumber.size < 2) return [];
  return [...byNumber].map(([number, nodes]) => ({
    kind: "step",
    name: `step ${number}`,
    symbol: null,
    nodes,
  }));
}

function layersAndNeurons(graph: Graph): readonly NodeGroup[] {
  const network = networkOf(graph);
  if (network === null) return [];
  return network.layers.flatMap(({ units, title, joins }, place): readonly NodeGroup[] => {
    const nodes = [...new Set([...units.flatMap((unit) => unit.nodes), ...joins])];
    const named = title === null ? null : nodeAt(graph, title);
    const name = named === null ? `layer ${place + 1}` : symbolText(named);
    const symbol = named && symbolFormula(named);
    const isOneEach = new Set(units.map(({ node }) => node)).size === units.length && title === null;
    const neurons = units.map((unit): NodeGroup => {
      const own = nodeAt(graph, unit.node);
      return { kind: "neuron", name: symbolText(own), symbol: symbolFormula(own), nodes: unit.nodes };
    });
    // Inputs are leaves, which nothing holds together.
    if (place === 0) return [];
    return [{ kind: "layer", name, symbol, nodes }, ...(isOneEach ? neurons : [])];
  });
}

/** The node that each fine node is shown as, or in; without folds, itself. */
function shownAs({ nodes, finer }: Graph): ReadonlyMap<number, number> {
  return new Map(
    nodes.flatMap(({ index }) => (finer?.inside[index] ?? [index]).map((inner) => [inner, index] as const)),
  );
}

/** The shown nodes that stand for nothing but these. */
function shownNodes(
  { finer }: Graph,
  shown: ReadonlyMap<number, number>,
  fine: readonly number[],
): readonly number[] {
  const counts = new Map<number, number>();
  for (const inner of fine) {
    const node = shown.get(inner);
    if (node !== undefined) counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return [...counts]
    .filter(([node, count]) => count === (finer?.inside[node]?.length ?? 1))
    .map(([node]) => node)
    .sort((one, other) => one - other);
}
