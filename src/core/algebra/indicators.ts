import type { Expression } from "../expression/tree.ts";

const PREFIX = "where ";

/** 1 in the entries where a relation holds and 0 elsewhere, written 𝟏 with the relation below: no program can say it. */
export function indicator(where: {
  readonly left: Expression;
  readonly relation: string;
  readonly right: Expression;
}): Expression {
  const place = { from: 0, to: 0 };
  const operands = [where.left, where.right];
  return { kind: "call", callee: PREFIX + where.relation, calleeSpan: place, operands, ...place };
}

/** The relation of an indicator; null for every other function. */
export function indicatedRelation(callee: string): string | null {
  return callee.startsWith(PREFIX) ? callee.slice(PREFIX.length) : null;
}
