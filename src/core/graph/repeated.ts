import { printExpression } from "../expression/print.ts";
import { placeText } from "../expression/tree.ts";
import { foldOf } from "./fold.ts";
import { type Graph, isComputed, nodeAt } from "./graph.ts";

/**
 * Every set of operations that is built as the given one is: the same operations on the same constants, joined in the
 * same way. The given one is the first; no two have a node in common. Sets are lists of ids, results last.
 */
export function alike(graph: Graph, ids: readonly string[]): readonly (readonly string[])[] {
  const fold = foldOf(graph, ids);
  if (typeof fold === "string") return [];
  const sets = [fold.nodes];
  const taken = new Set(fold.nodes);
  for (const node of graph.nodes) {
    const found = taken.has(node.index) ? null : counterpart(graph, fold.nodes, node.index);
    if (found === null || found.some((member) => taken.has(member))) continue;
    if (typeof foldOf(graph, idsOf(graph, found)) === "string") continue;
    for (const member of found) taken.add(member);
    sets.push(found);
  }
  return sets.map((set) => idsOf(graph, set));
}

function idsOf(graph: Graph, nodes: readonly number[]): readonly string[] {
  return nodes.map((node) => nodeAt(graph, node).id);
}

/** The nodes that stand to `result` as the members stand to the last of them; null where something is different. */
function counterpart(graph: Graph, members: readonly number[], result: number): readonly number[] | null {
  const isMember = new Set(members);
  const pairs = new Map<number, number>();
  const pending: (readonly [number, number])[] = [[members.at(-1) ?? 0, result]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [one, other] = pair;
    const known = pairs.get(one);
    if (known !== undefined && known !== other) return null;
    if (known !== undefined) continue;
    pairs.set(one, other);
    const [left, right] = [nodeAt(graph, one), nodeAt(graph, other)];
    if (left.kind !== "operation" || right.kind !== "operation" || left.operation !== right.operation)
      return null;
    if (
      left.operands.length !== right.operands.length ||
      left.places.map(placeText).join() !== right.places.map(placeText).join()
    )
      return null;
    for (const [place, operand] of left.operands.entries()) {
      const opposite = right.operands[place];
      if (operand.kind === "constant") {
        if (opposite?.kind !== "constant") return null;
        if (printExpression(operand.expression) !== printExpression(opposite.expression)) return null;
      } else if (opposite?.kind !== "node") return null;
      else if (isMember.has(operand.node)) {
        if (!isComputed(nodeAt(graph, opposite.node))) return null;
        pending.push([operand.node, opposite.node]);
      }
    }
  }
  const found = [...pairs.values()].sort((one, other) => one - other);
  return new Set(found).size === members.length && found.at(-1) === result ? found : null;
}
