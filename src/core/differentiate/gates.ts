import { type ComputedNode, edgeAt, type Graph, isComputed, nodeAt } from "../graph/graph.ts";
import { operations } from "../operations/table.ts";
import type { Value } from "../tensor/tensor.ts";
import { gateName } from "./healthWords.ts";
import type { Run } from "./run.ts";

/** An operation as what it does to a gradient, with the numbers of a run. */
export interface Gate {
  readonly node: number;
  readonly name: string;
  /** To follow the name: `copies the gradient to both operands`. */
  readonly role: string;
  /** The gradient that arrives. */
  readonly arrives: Value;
  /** What it sends on, by edge, in the order of its operands. */
  readonly sends: readonly { readonly edge: number; readonly to: number; readonly value: Value }[];
}

/** The operations that the output uses, from the output back: the order in which gradients meet them. */
export function gatesOf(graph: Graph, run: Run): readonly Gate[] {
  return graph.nodes
    .filter(isComputed)
    .filter(({ feedsOutput }) => feedsOutput)
    .reverse()
    .map((node) => ({
      node: node.index,
      name: gateName(node),
      role: gateRole(node),
      arrives: run.adjoints[node.index] ?? 0,
      sends: node.operands.flatMap((operand) => {
        if (operand.kind !== "node" || !nodeAt(graph, operand.node).dependsOnInput) return [];
        const { from } = edgeAt(graph, operand.edge);
        return [{ edge: operand.edge, to: from, value: run.contributions[operand.edge] ?? 0 }];
      }),
    }));
}

/** What an operation does to a gradient, to follow its name. */
export function gateRole(node: ComputedNode): string {
  return node.kind === "group"
    ? "scales the gradient by the derivative of all that is inside"
    : operations[node.operation].role;
}
