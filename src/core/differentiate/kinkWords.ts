import { numberText } from "../expression/numbers.ts";
import type { OperationNode } from "../graph/graph.ts";
import type { Convention } from "../operations/operation.ts";
import { operations } from "../operations/table.ts";
import { slopesThatFit } from "./conventions.ts";

/** What is said of a slope that is agreed upon. */
export function kinkWords({ operation }: OperationNode, convention: Convention, slope: number): string {
  const { kind, source } = convention;
  const { names, notation } = operations[operation];
  const name = notation.kind === "infix" ? `${notation.operator}` : (names[0] ?? operation);
  return `\`${name}\` has a ${kind} here; its slope is ${numberText(slope)} by convention (${source}); ${slopesThatFit(convention)}.`;
}
