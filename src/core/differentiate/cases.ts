import { evaluateExpression } from "../algebra/evaluate.ts";
import { indicator } from "../algebra/indicators.ts";
import { binary } from "../algebra/print.ts";
import { type Formula, row } from "../expression/formula.ts";
import { numberExpression } from "../expression/numbers.ts";
import type { Expression } from "../expression/tree.ts";
import { typeset } from "../expression/typeset.ts";
import type { Graph } from "../graph/graph.ts";
import { relationSign } from "../operations/notation.ts";
import { isRelated, type ReadCondition } from "../operations/rule.ts";
import { conventionOf } from "./conventions.ts";
import { notationWith } from "./deltaNames.ts";
import type { CaseRule } from "./localDerivative.ts";
import type { TensorRun } from "./run.ts";

/** Which case holds, by its place; −1 on a kink, where none does. */
export function caseHere(rule: CaseRule, valueAt: (name: string) => number): number {
  return rule.findIndex(({ where }) =>
    isRelated(
      evaluateExpression(where.left, valueAt).value,
      where.relation,
      evaluateExpression(where.right, valueAt).value,
    ),
  );
}

export function conditionFormula(graph: Graph, { left, relation, right }: ReadCondition): Formula {
  const notation = notationWith(graph);
  return row(typeset(left, notation), relationSign(relation), typeset(right, notation));
}

/**
 * Cases entry by entry as one expression: each slope times 1 where its case holds, `𝟏` with the condition below. On the
 * kink between two cases stands what is agreed upon, where that is not 0 and some entry is there.
 */
export function byIndicators(graph: Graph, run: TensorRun, rule: CaseRule, edge: number): Expression {
  const terms = rule.map(({ where, slope }) => binary("*", slope, indicator(where)));
  const agreed = Number(conventionOf(graph, run, edge)?.slope ?? 0);
  const [between] = rule;
  if (agreed !== 0 && between !== undefined)
    terms.push(binary("*", share(agreed), indicator({ ...between.where, relation: "=" })));
  return terms.reduce((sum, term) => binary("+", sum, term));
}

/** A half of a tie as a fraction: sums take it over one line. */
function share(slope: number): Expression {
  return slope === 0.5 ? binary("/", numberExpression(1), numberExpression(2)) : numberExpression(slope);
}
